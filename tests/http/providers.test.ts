import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { budgetRows, budgetStatement } from '../../lib/engine/accept/budgets.ts';
import { providers } from '../../lib/jobs/provider-db-schema.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, stagePlan, turn } from '../support/jobs.ts';
import { type Api, api } from './harness.ts';

let fresh: FreshDatabase;
let service: Api;

beforeAll(async () => {
  fresh = await freshDatabase();
  service = api(fresh.url);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await service.jobs.db.execute(sql`delete from jobs`);
  await service.jobs.db.delete(providers);
  const limits = budgetRows({ narrow: { maxInFlight: 3, perSecond: 50, burst: 40 } });
  await service.jobs.db.execute(budgetStatement(sql`${limits}::jsonb`));
});

const answerSchema = z.object({ providers: z.array(z.record(z.string(), z.unknown())) });
async function shown() {
  const response = await service.get('/api/v1/providers');
  expect(response.status).toBe(200);
  return answerSchema.parse(await response.json()).providers;
}

async function startedBy(owner: string, steps: number): Promise<string> {
  const stages = [stagePlan({ concurrency: 2, provider: 'narrow' })];
  const { id } = await createdJob(service.jobs, steps, { owner, stages });
  await turn(service.jobs.db, id);
  return id;
}

const paused = (until: string) =>
  service.jobs.db.execute(sql`update providers set pauses = 1, paused_at = clock_timestamp() - interval '10 s',
    paused_until = clock_timestamp() + ${until}::interval, pause_code = 'market_data_rate_limited',
    pause_message = 'It refused SECRET.NS, and the second provider did not help.'`);

describe('the providers', () => {
  test('are shown with their limits before anybody has asked them', async () => {
    expect(await shown()).toEqual([
      {
        name: 'narrow',
        limits: { in_flight: 3, per_second: 50, burst: 40 },
        running: { all: 0, yours: 0, owners: 0 },
        waiting: { all: 0, yours: 0 },
        paused: null,
        step_ms: null,
      },
    ]);
  });

  test('tell what runs, how much of it is yours, and by how many owners', async () => {
    await startedBy('bob', 2);
    await startedBy('ann', 1);
    expect(await shown()).toMatchObject([{ running: { all: 3, yours: 1, owners: 2 } }]);
  });

  test('do not count a step whose lease has ended', async () => {
    await startedBy('ann', 2);
    await service.jobs.db.execute(sql`update steps set lease_until = clock_timestamp() - interval '1 s'
      where status = 'running'`);
    expect(await shown()).toMatchObject([{ running: { all: 0, yours: 0, owners: 0 } }]);
  });

  test('count the jobs that wait, and not those that have ended meanwhile', async () => {
    await startedBy('bob', 2);
    await startedBy('bob', 2);
    const ended = await startedBy('eve', 1);
    await startedBy('ann', 1);
    expect(await shown()).toMatchObject([{ waiting: { all: 3, yours: 1 } }]);
    await service.jobs.db.execute(sql`update jobs set status = 'cancelled', completed_at = clock_timestamp()
      where id = ${ended}`);
    expect(await shown()).toMatchObject([{ waiting: { all: 2, yours: 1 } }]);
  });

  test('say until when they are paused and why, and nothing of what others asked for', async () => {
    const other = await startedBy('bob', 2);
    await paused('1 minute');
    const text = JSON.stringify(await shown());
    expect(await shown()).toMatchObject([
      {
        paused: {
          until: expect.stringMatching(/^\d{4}-.*Z$/),
          since: expect.stringMatching(/^\d{4}-.*Z$/),
          because: { code: 'market_data_rate_limited', message: 'It takes no more requests for now.' },
          probing: false,
        },
      },
    ]);
    for (const secret of ['SECRET.NS', 'bob', other]) expect(text).not.toContain(secret);
  });

  test('are being probed once the time of the pause is over', async () => {
    await paused('-1 second');
    expect(await shown()).toMatchObject([{ paused: { probing: true } }]);
  });
});
