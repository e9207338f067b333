import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MUTATIONS, type Mutation } from '../chaos/mutations.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { ROOT } from '../support/stack.ts';

const COPIED = ['lib', 'dev', 'drizzle', 'package.json', 'tests/chaos', 'tests/support'];

let folder = '';
let fresh: FreshDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstuck-mutants-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

/** The project in a folder of its own, with the patches applied. @throws where a patch does not fit any more. */
async function mutant(name: string, patches: Mutation['patches']): Promise<string> {
  const root = await mkdtemp(join(folder, 'mutant-'));
  for (const path of COPIED) await cp(join(ROOT, path), join(root, path), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  for (const { file, find, replace } of patches) {
    const text = await readFile(join(root, file), 'utf8');
    const times = text.split(find).length - 1;
    if (times !== 1) throw new Error(`"${name}" has gone stale: ${file} has its text ${times} times`);
    await writeFile(
      join(root, file),
      text.replace(find, () => replace),
    );
  }
  return root;
}

/** What a scenario finds in the project at `root`; played in a process of its own. */
async function play(root: string, scenario: string): Promise<string[]> {
  const child = spawn(process.execPath, ['tests/chaos/scenarios/main.ts', scenario, fresh.directUrl], {
    cwd: root,
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
      const found = await play(await mutant(name, patches), scenario);
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
      expect(await play(await mutant('none', []), scenario)).toEqual([]);
    },
    120_000,
  );
});
