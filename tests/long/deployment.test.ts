import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildFunctions } from '../../dev/build/functions.ts';
import {
  analyze,
  getJson,
  jobSchema,
  ROOT,
  startTestStack,
  type TestStack,
  untilEnded,
} from '../support/stack.ts';

const ANALYZER = 'lib/stocks/analyzer.ts';
const SYMBOLS = 1_500;

let folder = '';
let stack: TestStack;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstuck-deployments-'));
  stack = await startTestStack({
    MARKET_DATA: 'simulated',
    SIMULATED_LATENCY_MS: '1000',
    // Slices hand over while the job runs, so that new code takes part in it.
    SLICE_BUDGET_MS: '1500',
  });
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

/** This project, built in a folder of its own, with one file changed. */
async function deployment(path: string, change: (text: string) => string): Promise<string> {
  const root = await mkdtemp(join(folder, 'deployment-'));
  for (const part of ['lib', 'api', 'drizzle', 'package.json', 'vercel.json']) {
    await cp(join(ROOT, part), join(root, part), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const text = await readFile(join(root, path), 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error(`${path} is not changed`);
  await writeFile(join(root, path), changed);
  await buildFunctions({ root });
  return root;
}

/** A job of which some steps are done and some are not. */
async function jobInTheMiddle(): Promise<string> {
  const id = await analyze(
    stack.url,
    Array.from({ length: SYMBOLS }, (_, i) => `SIM${i}`),
  );
  for (;;) {
    const { progress } = jobSchema.parse(await getJson(`${stack.url}/api/v1/jobs/${id}`));
    if (progress.completed > 20) return id;
    await sleep(50);
  }
}

describe('a deployment in the middle of a job', () => {
  test('of code that can go on with it: the job completes', async () => {
    const root = await deployment(ANALYZER, (text) => `${text}\n// another deployment\n`);
    const id = await jobInTheMiddle();
    stack.host.replaceRoot(root);
    expect(await untilEnded(stack.url, id, 120_000)).toMatchObject({
      status: 'completed',
      progress: { completed: SYMBOLS, failed: 0 },
    });
  });

  test('of code that cannot: the job ends with analyzer_changed', async () => {
    const root = await deployment(ANALYZER, (text) =>
      text.replace('const VERSION = 1;', 'const VERSION = 2;'),
    );
    const id = await jobInTheMiddle();
    stack.host.replaceRoot(root);
    const job = await untilEnded(stack.url, id, 120_000);
    expect(job).toMatchObject({ status: 'completed_with_errors', error: { code: 'analyzer_changed' } });
  });
});
