import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../lib/core/errors.ts';
import { silentLog } from '../../lib/core/log.ts';
import { cancelJob } from '../../lib/engine/cancel.ts';
import { runCron } from '../../lib/engine/cron.ts';
import { getJob } from '../../lib/jobs/read.ts';
import { api, NOWHERE } from '../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, jobsContext, turn } from '../support/jobs.ts';

const SECRET = 'a-secret-of-16-characters';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;

beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

const retention = api(NOWHERE).products.flatMap((product) => product.retention ?? []);

function cron(authorization: string | null, secret: string | null = SECRET): Promise<Response> {
  const deps = { context, log: silentLog, secret, retention };
  const headers = authorization === null ? {} : { Authorization: authorization };
  return runCron(deps, new Request('https://app.example/api/cron', { headers }));
}

const age = (id: string, minutes: number) =>
  context.db.execute(
    sql`update jobs set created_at = created_at - ${minutes} * interval '1 minute',
      watch_at = watch_at - ${minutes} * interval '1 minute' where id = ${id}`,
  );

describe('the daily cron', () => {
  test('may be called by the platform alone', async () => {
    expect((await cron(null)).status).toBe(401);
    expect((await cron('Bearer wrong')).status).toBe(401);
    expect((await cron('Bearer ', null)).status).toBe(401);
    expect((await cron(`Bearer ${SECRET}`)).status).toBe(200);
  });

  test('refuses with a problem that names its request, as every route does', async () => {
    const response = await cron('Bearer wrong');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await response.json()).toEqual({
      type: 'urn:unstuck:problem:unauthorized',
      title: 'Unauthorized',
      status: 401,
      detail: expect.any(String),
      code: 'unauthorized',
      request_id: response.headers.get('x-request-id'),
    });
  });

  test('sends for every job that nothing looks after, and leaves the others alone', async () => {
    const lost = await Promise.all(Array.from({ length: 230 }, () => createdJob(context, 1)));
    for (const { id } of lost) await age(id, 20);
    await createdJob(context, 2);
    const running = await createdJob(context, 2);
    await turn(context.db, running.id);
    await context.db.execute(
      sql`update jobs set created_at = created_at - interval '20 minutes' where id = ${running.id}`,
    );
    expect(await (await cron(`Bearer ${SECRET}`)).json()).toMatchObject({ dispatched: 230, ended: 0 });
    expect(context.revived.map(({ job }) => job).sort()).toEqual(lost.map(({ id }) => id).sort());
    expect(context.revived[0]).toMatchObject({ slice: true, watchdog: { gen: 2 } });
  });

  test('ends the jobs whose deadline has passed', async () => {
    const { id } = await createdJob(context, 1);
    await context.db.execute(sql`update jobs set deadline_at = now() - interval '1 s' where id = ${id}`);
    expect(await (await cron(`Bearer ${SECRET}`)).json()).toMatchObject({ ended: 1 });
    expect(await getJob(context, 'ann', id)).toMatchObject({
      status: 'failed',
      error: { code: 'deadline_exceeded' },
    });
  });

  test('ends all of them at once, though the queue takes nothing for the jobs that come before them', async () => {
    const refused = jobsContext(fresh.url, {
      revive: async () => {
        throw new Refusal('queue_unavailable', 'away');
      },
    });
    const lost = await createdJob(refused, 1);
    await age(lost.id, 20);
    const ids: string[] = [];
    for (let i = 0; i < 120; i++) ids.push((await createdJob(refused, 1)).id);
    await context.db.execute(sql`update jobs set deadline_at = now() - interval '1 s' where id > ${lost.id}`);
    const deps = { context: refused, log: silentLog, secret: SECRET, retention: [] };
    const headers = { Authorization: `Bearer ${SECRET}` };
    const response = await runCron(deps, new Request('https://app.example/api/cron', { headers }));
    expect(await response.json()).toMatchObject({ ended: 120, refused: 1 });
  });

  test('hands over an event that nobody has met since its job ended', async () => {
    const lost = jobsContext(fresh.url, {
      webhook: async () => {
        throw new Refusal('queue_unavailable', 'away');
      },
    });
    const callbackUrl = 'https://hooks.example.com/';
    const [old, young] = [
      await createdJob(lost, 1, { callbackUrl }),
      await createdJob(lost, 1, { callbackUrl }),
    ];
    for (const { id } of [old, young]) await cancelJob(lost, 'ann', id);
    await context.db.execute(
      sql`update jobs set completed_at = completed_at - interval '20 minutes' where id = ${old.id}`,
    );
    expect(await (await cron(`Bearer ${SECRET}`)).json()).toMatchObject({ announced: 1 });
    expect(context.told.map(({ jobId, event }) => [jobId, event])).toEqual([[old.id, 'job.cancelled']]);
    expect((await getJob(context, 'ann', old.id)).webhook).toMatchObject({ due: null, status: 'pending' });
    expect((await getJob(context, 'ann', young.id)).webhook).toMatchObject({ due: 1 });
  });

  test('deletes raw data past their time and forgets old idempotency keys', async () => {
    const job = await createdJob(context, 1, { idempotencyKey: 'old' });
    await context.db.execute(sql`insert into stock_results (job_id, ticker, owner, step_key, symbol, currency, verdict,
        rating, score, moving_averages, oscillators, close, votes, votes_version, figures, bars, dropped_bars, as_of,
        data_source, provenance, analysis_source, stale, started_at, completed_at)
      select ${job.id}, t, 'ann', t, t, 'USD', 'Neutral', 0, 50, 0, 0, 1, '{}', 1, '{}', 250, 0, '2026-01-01',
        'simulated', 'invented', 'api', true, now(), now() from unnest(array['OLD', 'NEW']) t`);
    await context.db.execute(sql`insert into stock_raw (job_id, ticker, bars, bytes, created_at) values
      (${job.id}, 'OLD', '', 0, now() - interval '31 days'), (${job.id}, 'NEW', '', 0, now() - interval '29 days')`);
    await age(job.id, 25 * 60);
    expect(await (await cron(`Bearer ${SECRET}`)).json()).toMatchObject({
      raw_deleted: 1,
      keys_forgotten: 1,
    });
    const { rows } = await context.db.execute(sql`select ticker from stock_raw`);
    expect(rows).toEqual([{ ticker: 'NEW' }]);
  });
});
