import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../lib/core/clock.ts';
import { stepProcessFiles } from '../../../lib/engine/alone/files.ts';
import { createAloneRunner } from '../../../lib/engine/alone/runner.ts';
import { listSteps } from '../../../lib/jobs/steps.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { analyzer } from './app.ts';

/** Processes start slowly where several tests share a machine. */
const MARGIN_MS = 20_000;

let fresh: FreshDatabase;
let engine: TestEngine;

beforeAll(async () => {
  fresh = await freshDatabase();
  const files = stepProcessFiles(new URL('./app.ts', import.meta.url));
  if (!files) throw new Error('nobody knows where the app is');
  engine = await startEngine({
    databaseUrl: fresh.url,
    analyzer,
    alone: createAloneRunner({ files, clock: systemClock, marginMs: MARGIN_MS, atOnce: 3 }),
    settings: { leaseMarginMs: MARGIN_MS, attempts: 1 },
  });
});
afterAll(async () => {
  await engine.stop();
  await fresh.drop();
});

test('a job of isolated steps ends, whatever they do to their processes', async () => {
  const { id } = await engine.create(['told', 'exits', 'blocks', 'permanent', 'rich']);
  const job = await engine.ended(id, 100_000);
  // `rich` opens one more step that nobody knows.
  expect(job).toMatchObject({ status: 'completed_with_errors', done: 2, failed: 4 });
  const steps = await listSteps(engine.context, job, { limit: 10 });
  expect(Object.fromEntries(steps.map((step) => [step.key, step.error?.code ?? step.status]))).toEqual({
    told: 'done',
    rich: 'done',
    exits: 'lost_too_often',
    blocks: 'step_timeout',
    permanent: 'bad_step',
    more: 'unexpected_error',
  });
}, 120_000);
