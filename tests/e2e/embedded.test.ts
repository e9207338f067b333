import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../lib/core/clock.ts';
import { createAloneRunner } from '../../lib/engine/alone/runner.ts';
import { blocksOf } from '../support/doc-blocks.ts';
import {
  getJson,
  jobSchema,
  postJson,
  ROOT,
  startTestStack,
  type TestStack,
  untilEnded,
} from '../support/stack.ts';

const run = promisify(execFile);
const PATH = process.env['PATH'] ?? '';
let root: string;
let stack: TestStack;

/** The repository of the documentation, with this project linked to it as npm links a workspace. */
async function writeRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-embedded-'));
  for (const { file, text } of blocksOf('docs/embed.md')) {
    const path = join(folder, file.replace(/^your\//, ''));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  await mkdir(join(folder, 'node_modules'));
  await symlink(ROOT, join(folder, 'node_modules/unstuck'));
  return folder;
}

beforeAll(async () => {
  root = await writeRepository();
  await run(process.execPath, ['build.ts'], { cwd: root, env: { PATH } });
  stack = await startTestStack({ MARKET_DATA: 'sample' }, { root, build: false });
  const env = { PATH, DATABASE_URL_UNPOOLED: stack.database.url };
  await run(process.execPath, ['migrate.ts'], { cwd: root, env });
}, 60_000);

afterAll(async () => {
  await stack.stop();
  await rm(root, { recursive: true, force: true });
});

test('a repository of somebody’s own runs its own analysis, and no other', async () => {
  const response = await postJson(`${stack.url}/api/v1/jobs`, {
    kind: 'lengths',
    input: { words: ['one', '', 'three'] },
  });
  expect(response.status).toBe(202);
  const { id } = jobSchema.parse(await response.json());
  expect(await untilEnded(stack.url, id)).toMatchObject({
    status: 'completed_with_errors',
    progress: { total: 3, completed: 2, failed: 1 },
  });
  expect(await getJson(`${stack.url}/api/v1/jobs/${id}/result`)).toMatchObject({
    data: [
      { key: 'one', output: { length: 3 } },
      { key: 'three', output: { length: 5 } },
    ],
    errors: [{ key: '', code: 'empty' }],
  });
  const other = await postJson(`${stack.url}/api/v1/jobs`, { kind: 'stocks', input: { symbols: ['AAPL'] } });
  expect(await other.json()).toMatchObject({ errors: [{ message: 'kind must be one of: lengths.' }] });
  expect((await fetch(`${stack.url}/api/v1/stocks/universe`)).status).toBe(404);
});

test('its build has the process of a step, which finds its own analysis', async () => {
  const built = (name: string) => pathToFileURL(join(root, '.build', name));
  const files = { child: built('step-process.js'), app: built('app.js') };
  const { run } = createAloneRunner({ files, clock: systemClock, marginMs: 20_000, atOnce: 3 });
  const step = { key: 'three', input: null };
  const job = { kind: 'lengths', input: { words: ['three'] }, jobId: 'job_a', epoch: 1 };
  const result = run({ ...job, stage: 0, step, timeoutMs: 5_000 }, new AbortController().signal);
  expect(await result).toMatchObject({ output: { length: 5 }, record: null });
});

test('everything that package.json exports can be imported', async () => {
  const { exports } = z
    .object({ exports: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
  const modules = Object.entries(exports).filter(([, file]) => file.endsWith('.ts'));
  expect(modules.length).toBeGreaterThan(5);
  const script = modules.map(([name]) => `await import('unstuck/${name.slice(2)}');`).join('\n');
  await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, env: { PATH } });
});
