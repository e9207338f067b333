import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../lib/db/client.ts';
import { listProviders } from '../../../lib/jobs/providers.ts';
import { getJob } from '../../../lib/jobs/read.ts';
import { listSteps } from '../../../lib/jobs/steps.ts';
import type { StepOutcome } from '../../../lib/jobs/turn/turn.ts';
import { type Customer, customer, pass, pauseOf, provider } from '../../support/customers.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { createdJob, database, done, IN_TIME, jobsContext, turn } from '../../support/jobs.ts';

let fresh: FreshDatabase;
let db: Database;
let context: ReturnType<typeof jobsContext>;
let alice: Customer;
beforeEach(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
  db = database(fresh.url);
  await provider(db, { maxInFlight: 4 });
  alice = await customer(context, 'alice', 40, 4);
});
afterEach(() => fresh.drop());

const refused =
  (retryAfterMs: number | null = null) =>
  (key: string, token: string): StepOutcome => ({
    key,
    token,
    stage: 0,
    result: 'refused',
    code: 'market_data_rate_limited',
    message: 'HTTP 429',
    retryAfterMs,
  });

const silent = (key: string, token: string): StepOutcome => ({
  key,
  token,
  stage: 0,
  result: 'retry',
  code: 'market_data_unreachable',
  message: 'no answer',
  delayMs: 0,
  silent: true,
});

const stepsOf = async ({ id }: Customer) =>
  listSteps(context, await getJob(context, 'alice', id), { limit: 50 });

describe('a refusal', () => {
  test('pauses the provider for everybody, and its step is given back without a charge', async () => {
    await alice.turn();
    expect(await alice.turn(1, refused())).toBe(0);
    const bob = await customer(context, 'bob', 4, 4);
    expect(await bob.turn()).toBe(0);
    expect(bob.view).toMatchObject({ held_by: 'paused' });
    const [first] = await stepsOf(alice);
    expect(first).toMatchObject({
      status: 'pending',
      attempts: 0,
      error: { code: 'market_data_rate_limited' },
    });
    const { left_ms, ...pause } = await pauseOf(db);
    expect(pause).toEqual({ pauses: 1, timeouts: 0, pause_code: 'market_data_rate_limited' });
    expect(left_ms).toBeGreaterThan(3_000);
    expect(left_ms).toBeLessThanOrEqual(5_001);
  });

  test('lasts as long as the provider asks', async () => {
    await alice.turn();
    await alice.turn(1, refused(90_000));
    expect((await pauseOf(db)).left_ms).toBeGreaterThan(85_000);
  });

  test('until after the deadline fails its step at once, and pauses the provider for the others', async () => {
    await alice.turn();
    await alice.turn(1, refused(8 * 3_600_000));
    const failed = (await stepsOf(alice)).filter(({ status }) => status === 'failed');
    expect(failed).toMatchObject([
      {
        error: {
          code: 'market_data_rate_limited',
          message: 'HTTP 429 That is after the deadline of this job.',
        },
      },
    ]);
    expect((await pauseOf(db)).left_ms).toBeGreaterThan(7 * 3_600_000);
    const { rows } = await db.execute(sql`select pause_message from providers`);
    expect(rows).toEqual([{ pause_message: 'HTTP 429' }]);
  });

  test('of steps that were on their way belongs to the same pause', async () => {
    await alice.turn();
    await alice.turn(1, refused());
    await alice.turn(3, refused());
    expect((await pauseOf(db)).pauses).toBe(1);
  });

  test('of one that asked for longer makes the same pause longer', async () => {
    await alice.turn();
    await alice.turn(1, refused());
    await alice.turn(1, refused(40_000));
    const { pauses, left_ms } = await pauseOf(db);
    expect(pauses).toBe(1);
    expect(left_ms).toBeGreaterThan(35_000);
  });

  test('is told once, however often the turn is sent', async () => {
    await alice.turn();
    const { rows } = await db.execute(sql`select key, token from steps where status = 'running' limit 1`);
    const outcomes = [refused()(String(rows[0]?.['key']), String(rows[0]?.['token']))];
    for (let i = 0; i < 3; i++) await turn(db, alice.id, { token: 'again', outcomes, claim: null });
    expect((await pauseOf(db)).pauses).toBe(1);
  });
});

describe('after a pause', () => {
  test('one step goes alone, and the next pause is twice as long if it is refused', async () => {
    await alice.turn();
    await alice.turn(4, refused());
    await pass(db, 5_100);
    expect(await alice.turn()).toBe(1);
    const bob = await customer(context, 'bob', 4, 4);
    expect(await bob.turn()).toBe(0);
    await alice.turn(1, refused());
    const { pauses, left_ms } = await pauseOf(db);
    expect(pauses).toBe(2);
    expect(left_ms).toBeGreaterThan(8_000);
  });

  test('the probe is another step than the one that was refused before', async () => {
    await alice.turn();
    await alice.turn(4, refused());
    await pass(db, 5_100);
    await alice.turn();
    const running = (await stepsOf(alice)).filter(({ status }) => status === 'running');
    expect(running).toMatchObject([{ key: 's4' }]);
  });

  test('its success opens the provider to all', async () => {
    await alice.turn();
    await alice.turn(4, refused());
    await pass(db, 5_100);
    await alice.turn();
    expect(await alice.turn(1)).toBe(4);
    expect(await pauseOf(db)).toEqual({ pauses: 0, timeouts: 0, pause_code: null, left_ms: null });
  });

  test('a step begun before the pause does not open it, whatever its answer', async () => {
    await alice.turn();
    await alice.turn(1, refused());
    await pass(db, 5_100);
    await db.execute(
      sql`update steps set started_at = started_at - interval '20 s' where status = 'running'`,
    );
    await alice.turn(1);
    expect((await pauseOf(db)).pauses).toBe(1);
  });

  test('a probe whose function died does not shut the provider for ever', async () => {
    await alice.turn();
    await alice.turn(4, refused());
    await pass(db, 5_100);
    await alice.turn();
    await db.execute(sql`update steps set lease_until = clock_timestamp() where status = 'running'`);
    const bob = await customer(context, 'bob', 4, 4);
    await pass(db, 20_000);
    expect(await bob.turn()).toBe(1);
  });
});

describe('silences', () => {
  test('cost attempts while they are few, and an answer makes them forgotten', async () => {
    await alice.turn();
    await alice.turn(2, silent);
    expect(await pauseOf(db)).toMatchObject({ pauses: 0, timeouts: 2 });
    expect((await stepsOf(alice)).filter(({ attempts }) => attempts === 1)).toHaveLength(2);
    await alice.turn(1);
    expect(await pauseOf(db)).toMatchObject({ pauses: 0, timeouts: 0 });
  });

  test('three in a row pause the provider, and the last costs no attempt', async () => {
    await alice.turn();
    await alice.turn(1, silent);
    await alice.turn(1, silent);
    const before = (await stepsOf(alice)).reduce((sum, { attempts }) => sum + attempts, 0);
    await alice.turn(1, silent);
    expect(await pauseOf(db)).toMatchObject({ pauses: 1, pause_code: 'market_data_unreachable' });
    expect((await stepsOf(alice)).reduce((sum, { attempts }) => sum + attempts, 0)).toBe(before);
  });

  test('of a probe pause it again, and cost its step an attempt: one that is never answered ends', async () => {
    await alice.turn();
    await alice.turn(4, refused());
    await pass(db, 5_100);
    await alice.turn();
    await alice.turn(1, silent);
    expect((await pauseOf(db)).pauses).toBe(2);
    expect((await stepsOf(alice)).reduce((sum, { attempts }) => sum + attempts, 0)).toBe(1);
  });

  test('of steps that were on their way fail none of them', async () => {
    await alice.turn();
    await alice.turn(1, refused());
    await alice.turn(3, (key, token) => ({
      key,
      token,
      stage: 0,
      result: 'failed',
      code: 'market_data_unreachable',
      message: 'no answer',
      silent: true,
    }));
    expect((await stepsOf(alice)).filter(({ status }) => status === 'failed')).toEqual([]);
  });
});

test('a provider without limits is paused like any other, also for steps planned before it had a name', async () => {
  await db.execute(sql`delete from providers`);
  await db.execute(sql`update steps set provider = null`);
  await alice.turn();
  expect(await alice.turn(1, refused())).toBe(0);
  expect((await pauseOf(db)).pauses).toBe(1);
  expect(await listProviders(context, 'alice')).toMatchObject([{ name: 'market', max_in_flight: null }]);
});

test('a step of a stage without a provider tells nobody anything', async () => {
  const { id } = await createdJob(context, 2);
  const claim = { held: 0, aloneRoom: 2, aloneStartMs: 0, notAfterMs: IN_TIME };
  await turn(db, id, { token: 'own', claim });
  await turn(db, id, { outcomes: [done('s0', 'own'), silent('s1', 'own')] });
  expect(await pauseOf(db)).toMatchObject({ pauses: 0, timeouts: 0 });
});
