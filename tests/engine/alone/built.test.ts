import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildFunctions } from '../../../dev/build/functions.ts';
import { createApp } from '../../../lib/app.ts';
import { loadConfig } from '../../../lib/config.ts';
import { systemClock } from '../../../lib/core/clock.ts';
import { silentLog } from '../../../lib/core/log.ts';
import type { AloneRequest } from '../../../lib/engine/alone/messages.ts';
import { createAloneRunner } from '../../../lib/engine/alone/runner.ts';
import { deployChaos } from '../../chaos/project.ts';
import { ROOT } from '../../support/stack.ts';

const ENV = { MARKET_DATA: 'sample' };
const never = new AbortController().signal;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstuck-alone-'));
  for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
  return rm(folder, { recursive: true, force: true });
});

/** A runner of what was built into `<root>/.build`. */
function runnerOf(root: string) {
  const built = (name: string) => pathToFileURL(join(root, '.build', name));
  const files = { child: built('step-process.js'), app: built('app.js') };
  return createAloneRunner({ files, clock: systemClock, marginMs: 20_000, atOnce: 3 });
}

const stockStep = (key: string): AloneRequest => ({
  kind: 'stocks',
  input: { symbols: [key] },
  stage: 0,
  step: { key, input: null },
  jobId: 'job_a',
  epoch: 1,
  timeoutMs: 20_000,
});

test('what is built runs a step of a stock analysis as this process does', async () => {
  await buildFunctions({ root: ROOT });
  const here = createApp(loadConfig(ENV), { log: silentLog });
  const { record, further = [] } = await here.runStep(stockStep('AAPL'), never);
  expect(record).toMatchObject({ ticker: 'AAPL' });
  expect(await runnerOf(ROOT).run(stockStep('AAPL'), never)).toEqual({ is: 'done', record, further });
  await expect(runnerOf(ROOT).run(stockStep('NOSUCH'), never)).rejects.toMatchObject({
    name: 'PermanentError',
    code: 'unknown_symbol',
  });
});

test('the deployment of the chaos harness has it too', async () => {
  const root = await deployChaos(folder, 60);
  const step = (key: string) => ({ ...stockStep(key), step: { key, input: null, attempts: 0 } });
  expect(await runnerOf(root).run(step('OK-0'), never)).toMatchObject({ is: 'done', record: null });
  await expect(runnerOf(root).run(step('KILL-0'), never)).rejects.toMatchObject({ name: 'ProcessDied' });
});
