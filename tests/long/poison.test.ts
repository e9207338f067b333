import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createClient } from '../chaos/client.ts';
import { startWorld, type World } from '../chaos/world.ts';

const JOBS = 5;
const STEPS = 100;
const PATIENCE_MS = 180_000;

let world: World;
beforeAll(async () => {
  world = await startWorld({
    seed: 1,
    rates: {},
    everyMs: {},
    stateOf: () => 'none',
    functions: {
      env: { MARKET_DATA: 'simulated' },
      settings: { engine: {}, steps: { timeoutMs: 20_000, slowMs: 300 } },
      maxDurationSeconds: 300,
      instanceConcurrency: 100,
    },
  });
}, 60_000);
afterAll(() => world.stop());

const counted = z.object({ status: z.string(), n: z.coerce.number() });
const failedStep = z.object({ job_id: z.string(), key: z.string(), code: z.string() });

/** One job of slow steps, one of which kills its process each time it runs. */
async function submit(n: number): Promise<string> {
  const symbols = Array.from({ length: STEPS }, (_, i) => (i === 17 * n + 3 ? `KILL-${i}` : `SLOW-${i}`));
  const body = { kind: 'stocks', input: { symbols } };
  for (let tries = 1; ; tries++) {
    const created = await createClient(world.url).create(body, `poison-${n}`);
    if (created.kind === 'job') return created.job.id;
    if (tries === 5) throw new Error(`not created: ${created.kind}`);
  }
}

async function unfinished(): Promise<number> {
  const rows = await world.audit.rows(counted, 'select status, count(*) as n from jobs group by status');
  return rows.reduce((sum, { status, n }) => sum + (['queued', 'processing'].includes(status) ? n : 0), 0);
}

test('5 poison steps among 500 of 5 jobs in shared processes: exactly those fail, and the rest is done in 3 minutes', async () => {
  const startedAt = Date.now();
  const ids = await Promise.all(Array.from({ length: JOBS }, (_, n) => submit(n)));
  while ((await unfinished()) > 0 && Date.now() - startedAt < PATIENCE_MS) await sleep(500);
  const tookMs = Date.now() - startedAt;
  const failed = await world.audit.rows(
    failedStep,
    `select job_id, key, error_code as code from steps where status = 'failed' order by key`,
  );
  const steps = await world.audit.rows(counted, 'select status, count(*) as n from steps group by status');
  console.log(`5 poison steps among 500: ${(tookMs / 1000).toFixed(1)} s, ${JSON.stringify(steps)}`);
  expect(failed.map(({ job_id, code }) => [job_id, code]).sort()).toEqual(
    ids.map((id) => [id, 'lost_too_often']).sort(),
  );
  expect(failed.every(({ key }) => key.startsWith('KILL-'))).toBe(true);
  expect(steps.find(({ status }) => status === 'done')?.n).toBe(JOBS * STEPS - JOBS);
  expect(tookMs).toBeLessThan(PATIENCE_MS);
}, 240_000);
