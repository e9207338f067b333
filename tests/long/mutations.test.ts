import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MUTATIONS, type Mutation } from '../chaos/mutations.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { ROOT } from '../support/stack.ts';

const COPIED = ['lib', 'dev', 'drizzle', 'package.json', 'tests/chaos', 'tests/support'];

/** The project in a folder of its own, where one bug at a time is planted. */
let root = '';
let fresh: FreshDatabase;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'unstuck-mutants-'));
  for (const path of COPIED) await cp(join(ROOT, path), join(root, path), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

/** Applies the patches. @returns what takes them back. @throws where a patch does not fit any more */
async function plant(name: string, patches: Mutation['patches']): Promise<() => Promise<void>> {
  for (const { file, find, replace } of patches) {
    const text = await readFile(join(root, file), 'utf8');
    const times = text.split(find).length - 1;
    if (times !== 1) throw new Error(`"${name}" has gone stale: ${file} has its text ${times} times`);
    await writeFile(
      join(root, file),
      text.replace(find, () => replace),
    );
  }
  return async () => {
    for (const { file } of patches) await cp(join(ROOT, file), join(root, file));
  };
}

/** What a scenario finds in the project as it is now; played in a process of its own. */
async function play(scenario: string): Promise<string[]> {
  const child = spawn(process.execPath, ['tests/chaos/scenarios/main.ts', scenario, fresh.directUrl], {
    cwd: root,
    // Nearly all files are those of the last time: they need not be compiled again.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, '.cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (!output.includes(`playing: ${scenario}`))
    throw new Error(`the scenario did not begin (${code}):\n${output}`);
  return output.split('\n').flatMap((line) => (line.startsWith('found: ') ? [line.slice(7)] : []));
}

describe('a planted bug is found', () => {
  test.each(MUTATIONS)(
    '$name',
    async ({ name, scenario, patches }) => {
      const pull = await plant(name, patches);
      const found = await play(scenario).finally(pull);
      console.log(`${name}: ${found.join('; ')}`);
      expect(found).not.toEqual([]);
    },
    120_000,
  );
});

describe('without a planted bug nothing is found', () => {
  test.each([...new Set(MUTATIONS.map(({ scenario }) => scenario))])(
    '%s',
    async (scenario) => {
      expect(await play(scenario)).toEqual([]);
    },
    120_000,
  );
});
