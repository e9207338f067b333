import { Client } from '@upstash/qstash';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeliveryFault } from '../../../dev/qstash/intercept.ts';
import { Refusal } from '../../../lib/core/errors.ts';
import type { Publisher } from '../../../lib/engine/publisher.ts';
import type { ScheduleQueue } from '../../../lib/engine/schedules.ts';
import { findJobs } from '../../../lib/jobs/find.ts';
import { stockInputSchema } from '../../../lib/stocks/schema.ts';
import { watchlistMessages } from '../../../lib/stocks/watchlist/fire.ts';
import { addToWatchlist, listWatchlist } from '../../../lib/stocks/watchlist/items.ts';
import { createWatchlistSchedules } from '../../../lib/stocks/watchlist/watchlist-schedules.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { startEngine, type TestEngine, type TestEngineOptions, testAnalyzer } from '../../support/engine.ts';
import { startReceiver, verified } from '../../support/receiver.ts';

const MINUTE = 60_000;
const EVERY_MINUTE = { cron: '* * * * *', timezone: 'UTC', options: {} };

let fresh: FreshDatabase;
let engine: TestEngine;
let ahead = 0;
let faults: DeliveryFault[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
});
beforeEach(() => {
  // A minute begins with each test, so that none ends in the middle of it and a schedule fires twice.
  ahead = MINUTE - (Date.now() % MINUTE);
  faults = [];
});
afterEach(async () => {
  await engine.context.db.execute(sql`delete from watchlist_schedules`);
  await engine.context.db.execute(sql`delete from watchlist`);
  await engine.context.db.execute(sql`delete from jobs`);
  await engine.stop();
});
afterAll(() => fresh.drop());

async function start(options: Partial<TestEngineOptions> = {}): Promise<TestEngine> {
  const analyzer = testAnalyzer([{ run: async () => ({ record: null }) }], {
    event: { type: 'watchlist.changed', data: async (_, { id, epoch, status }) => ({ id, epoch, status }) },
  });
  engine = await startEngine({
    databaseUrl: fresh.url,
    analyzer,
    readers: (kernel) => [watchlistMessages(kernel, { analyzer, input: stockInputSchema })],
    qstash: {
      now: () => Date.now() + ahead,
      intercept: { deliver: ({ body }) => (body.includes('"watchlist"') ? faults.shift() : undefined) },
    },
    ...options,
  });
  return engine;
}

const watch = (owner: string, ...symbols: string[]) =>
  Promise.all(
    symbols.map((symbol) => addToWatchlist(engine.context, { owner, symbol, name: null, suffix: '' })),
  );
const schedules = (queue: Partial<ScheduleQueue> = {}) =>
  createWatchlistSchedules({
    ...engine.kernel,
    scheduleQueue: { ...engine.kernel.scheduleQueue, ...queue },
  });
const client = () => new Client({ baseUrl: engine.qstash.url, token: engine.qstash.token, devMode: false });

/** Lets a minute pass, so that what fires every minute has fired once, and waits for what follows from it. */
async function aMinuteLater(): Promise<void> {
  ahead += MINUTE;
  await engine.qstash.idle();
}

const jobsOf = (owner: string) => findJobs(engine.context, owner, { limit: 100 });
const linksOf = async (owner: string) =>
  (await listWatchlist(engine.context, owner, '')).map((i) => i.lastJobId);
const firings = () => engine.qstash.published({ label: 'watchlist' });

describe('a schedule that is due', () => {
  test('makes one job of what its owner watches, and of nobody else’s', async () => {
    await start();
    await watch('ann', 'AAPL', 'MSFT');
    await watch('bob', 'IBM');
    const made = await schedules().put('ann', EVERY_MINUTE);
    expect((made.nextAt ?? 0) - Date.now()).toBeLessThanOrEqual(MINUTE);
    await aMinuteLater();
    const [job, ...more] = await jobsOf('ann');
    expect([job?.source, job?.total, more]).toEqual(['schedule', 2, []]);
    expect(await linksOf('ann')).toEqual([job?.id, job?.id]);
    expect([await jobsOf('bob'), await linksOf('bob')]).toEqual([[], [null]]);
    expect((await engine.ended(job?.id ?? '')).status).toBe('completed');
    await aMinuteLater();
    expect(await jobsOf('ann')).toHaveLength(2);
  });

  test('with a callback_url tells its receiver the end of the job and what has changed', async () => {
    await start();
    const receiver = await startReceiver();
    await watch('ann', 'AAPL');
    const made = await schedules().put('ann', { ...EVERY_MINUTE, callbackUrl: receiver.url });
    expect(made.callbackUrl).toBe(receiver.url);
    expect((await schedules().get('ann')).callbackUrl).toBe(receiver.url);
    await aMinuteLater();
    const told = (await receiver.arrived(2)).map(verified);
    expect(told.map(({ type }) => type).sort()).toEqual(['job.completed', 'watchlist.changed']);
    expect(new Set(told.map(({ data }) => data.id))).toEqual(
      new Set((await jobsOf('ann')).map(({ id }) => id)),
    );
    expect(firings().map(({ body }) => JSON.parse(body).v)).toEqual([2]);
    await receiver.stop();
  });

  test.each<[string, DeliveryFault[]]>([
    ['twice at the same moment', ['twice']],
    ['again, because its answer was lost', ['lose_ack', 'lose_ack']],
  ])('makes exactly one job although its message is delivered %s', async (_, planned) => {
    await start();
    await watch('ann', 'AAPL');
    await schedules().put('ann', EVERY_MINUTE);
    faults = planned;
    await aMinuteLater();
    await vi.waitUntil(async () => firings().every(({ state }) => state === 'DELIVERED'), { timeout: 5_000 });
    expect(faults).toEqual([]);
    expect(firings()).toHaveLength(1);
    expect(await jobsOf('ann')).toHaveLength(1);
  });

  test('makes the same job again when the list has changed between two deliveries', async () => {
    let refused = 0;
    await start({
      before: async (request) => {
        if (!(await request.clone().text()).includes('"watchlist"') || refused++ > 0) return null;
        await engine.callbacks.process(request);
        await watch('ann', 'MSFT');
        return new Response('the answer is lost', { status: 503 });
      },
    });
    await watch('ann', 'AAPL');
    await schedules().put('ann', EVERY_MINUTE);
    await aMinuteLater();
    await vi.waitUntil(async () => firings().every(({ state }) => state === 'DELIVERED'), { timeout: 5_000 });
    expect((await jobsOf('ann')).map(({ total }) => total)).toEqual([1]);
  });

  test('is acknowledged without a job while nothing is watched', async () => {
    await start();
    await schedules().put('ann', EVERY_MINUTE);
    await aMinuteLater();
    expect(firings()).toMatchObject([{ state: 'DELIVERED', deliveries: 1 }]);
    expect(await jobsOf('ann')).toEqual([]);
  });

  test('comes again when the queue takes no messages, and makes its job then', async () => {
    let down = true;
    const publisher = (real: Publisher): Publisher => ({
      ...real,
      start: async (lanes) => {
        if (down) throw new Refusal('queue_unavailable', 'down');
        await real.start(lanes);
      },
    });
    await start({ publisher });
    await watch('ann', 'AAPL');
    await schedules().put('ann', EVERY_MINUTE);
    ahead += MINUTE;
    void engine.qstash.idle();
    await vi.waitUntil(() => firings()[0]?.state === 'RETRY', { timeout: 5_000 });
    expect([await jobsOf('ann'), await linksOf('ann')]).toEqual([[], [null]]);
    down = false;
    await vi.waitUntil(() => firings()[0]?.state === 'DELIVERED', { timeout: 5_000 });
    expect(await jobsOf('ann')).toHaveLength(1);
  });

  test('whose options cannot be used any more is given up at once, and its failure callback says so', async () => {
    await start();
    await watch('ann', 'AAPL');
    await schedules().put('ann', { ...EVERY_MINUTE, options: { gone: 1 } });
    await aMinuteLater();
    expect(firings()).toMatchObject([{ state: 'FAILED', deliveries: 1 }]);
    await vi.waitUntil(() => engine.qstash.published().some(({ callbackOf }) => callbackOf !== null));
    await engine.qstash.idle();
    const told = engine.qstash.published().find(({ callbackOf }) => callbackOf !== null);
    expect(told).toMatchObject({ url: `${engine.appUrl}/api/failed`, state: 'DELIVERED' });
    expect(await jobsOf('ann')).toEqual([]);
  });
});

describe('a schedule that was taken away while its message was under way', () => {
  /** Holds the next message of a schedule back until `then` has happened. */
  async function held(then: () => Promise<unknown>): Promise<void> {
    let holding = true;
    await start({
      before: async (request) => {
        if (!holding || !(await request.clone().text()).includes('"watchlist"')) return null;
        return new Response('held back', { status: 503 });
      },
    });
    await watch('ann', 'AAPL');
    await schedules().put('ann', EVERY_MINUTE);
    ahead += MINUTE;
    void engine.qstash.idle();
    await vi.waitUntil(() => firings()[0]?.state === 'RETRY', { timeout: 5_000 });
    await then();
    holding = false;
    await vi.waitUntil(() => firings()[0]?.state === 'DELIVERED', { timeout: 5_000 });
  }

  test('by deletion makes no job', async () => {
    await held(() => schedules().remove('ann'));
    await aMinuteLater();
    expect(firings()).toHaveLength(1);
    expect(await jobsOf('ann')).toEqual([]);
  });

  test('by another makes no job, but the other does', async () => {
    await held(() => schedules().put('ann', { ...EVERY_MINUTE, cron: '*/1 * * * *' }));
    expect(await jobsOf('ann')).toEqual([]);
    await aMinuteLater();
    expect(await jobsOf('ann')).toHaveLength(1);
  });
});

describe('row and queue', () => {
  const away: Partial<ScheduleQueue> = {
    put: async () => {
      throw new Refusal('queue_unavailable', 'away');
    },
  };

  test('where a PUT has not reached the queue, the schedule before it goes on and is what GET tells', async () => {
    await start();
    await watch('ann', 'AAPL');
    await schedules().put('ann', EVERY_MINUTE);
    const later = { ...EVERY_MINUTE, cron: '0 0 1 1 *', timezone: 'Asia/Kolkata' };
    await expect(schedules(away).put('ann', later)).rejects.toMatchObject({ code: 'queue_unavailable' });
    expect(await schedules().get('ann')).toMatchObject({ cron: '* * * * *', timezone: 'UTC' });
    await aMinuteLater();
    expect(await jobsOf('ann')).toHaveLength(1);
    await schedules().put('ann', later);
    expect(await schedules().get('ann')).toMatchObject({ cron: '0 0 1 1 *', timezone: 'Asia/Kolkata' });
  });

  test('where two PUTs overtake each other, what the queue has last is what makes jobs', async () => {
    await start();
    await watch('ann', 'AAPL');
    const { scheduleQueue: queue } = engine.kernel;
    const slow = schedules({
      put: async (id, schedule) => {
        await schedules().put('ann', { ...EVERY_MINUTE, cron: '0 0 1 1 *' });
        await queue.put(id, schedule);
      },
    });
    await slow.put('ann', EVERY_MINUTE);
    expect(await schedules().get('ann')).toMatchObject({ cron: '* * * * *' });
    await aMinuteLater();
    expect(await jobsOf('ann')).toHaveLength(1);
  });

  test('where a first PUT has not reached the queue there is no schedule, and DELETE mends it', async () => {
    await start();
    await expect(schedules(away).put('ann', EVERY_MINUTE)).rejects.toMatchObject({
      code: 'queue_unavailable',
    });
    await expect(schedules().get('ann')).rejects.toMatchObject({ code: 'not_found' });
    await schedules().remove('ann');
    await expect(schedules().remove('ann')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('where DELETE has not reached the queue it can be tried again', async () => {
    await start();
    await schedules().put('ann', EVERY_MINUTE);
    const remove = async () => {
      throw new Refusal('queue_unavailable', 'away');
    };
    await expect(schedules({ remove }).remove('ann')).rejects.toMatchObject({ code: 'queue_unavailable' });
    expect(await schedules().get('ann')).toMatchObject({ cron: '* * * * *' });
    await schedules().remove('ann');
    expect(await client().schedules.list()).toEqual([]);
    await expect(schedules().get('ann')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('where a PUT comes between the halves of a DELETE, the new schedule works', async () => {
    await start();
    await watch('ann', 'AAPL');
    await schedules().put('ann', EVERY_MINUTE);
    const { scheduleQueue: queue } = engine.kernel;
    const remove = async (id: string) => {
      const removed = await queue.remove(id);
      await schedules().put('ann', EVERY_MINUTE);
      return removed;
    };
    await schedules({ remove }).remove('ann');
    await aMinuteLater();
    expect(await jobsOf('ann')).toHaveLength(1);
  });

  test('what somebody deletes or pauses in the queue itself is told as it is', async () => {
    ahead = 0;
    await start();
    const { scheduleId, nextAt } = await schedules().put('ann', EVERY_MINUTE);
    expect(await schedules().get('ann')).toEqual({
      ...{ scheduleId, cron: '* * * * *', timezone: 'UTC', callbackUrl: null, nextAt },
    });
    await client().schedules.pause({ schedule: scheduleId });
    expect(await schedules().get('ann')).toMatchObject({ nextAt: null });
    await client().schedules.delete(scheduleId);
    await expect(schedules().get('ann')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the schedules in the queue', () => {
  test('are one an owner and deployment, whatever is put how often', async () => {
    await start();
    const ids: string[] = [];
    for (const owner of ['ann', 'ann', 'bob'])
      ids.push((await schedules().put(owner, EVERY_MINUTE)).scheduleId);
    expect(ids[0]).toMatch(/^[\w.-]+$/);
    expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([true, false]);
    const moved = createWatchlistSchedules({ ...engine.kernel, appUrl: 'https://moved.example' });
    const { scheduleId } = await moved.put('ann', EVERY_MINUTE);
    const inQueue = (await client().schedules.list()).map((each) => each.scheduleId);
    expect(inQueue.sort()).toEqual([scheduleId, ids[2]].sort());
  });

  test('carry their time zone, call the functions and name where their failures go', async () => {
    await start();
    const { scheduleId } = await schedules().put('ann', {
      cron: '30 9 * * 1-5',
      timezone: 'Asia/Kolkata',
      options: { capital: 5 },
    });
    const queued = await client().schedules.get(scheduleId);
    expect(queued).toMatchObject({
      cron: 'CRON_TZ=Asia/Kolkata 30 9 * * 1-5',
      destination: `${engine.appUrl}/api/process`,
      failureCallback: `${engine.appUrl}/api/failed`,
      method: 'POST',
      header: { 'Content-Type': ['application/json'] },
      retries: 2,
    });
    expect(JSON.parse(queued.body ?? '')).toMatchObject({
      type: 'watchlist',
      owner: 'ann',
      input: { capital: 5 },
    });
  });

  test('that the queue refuses are refused: a cron at its field, one too many with what to do', async () => {
    await start();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const bad = schedules().put('ann', { ...EVERY_MINUTE, timezone: 'Mars/Base' });
    await expect(bad).rejects.toMatchObject({ code: 'invalid_input', faults: [{ path: 'cron' }] });
    for (let n = 0; n < 10; n++) await schedules().put(`owner-${n}`, EVERY_MINUTE);
    await expect(schedules().put('ann', EVERY_MINUTE)).rejects.toMatchObject({
      code: 'schedule_limit_reached',
    });
    await expect(schedules().get('ann')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('cannot be changed while the queue is away, and the answer says so', async () => {
    await start();
    await engine.qstash.stop();
    const calls = [() => schedules().put('ann', EVERY_MINUTE), () => engine.kernel.scheduleQueue.get('x')];
    for (const work of calls) {
      await expect(work()).rejects.toMatchObject({ code: 'queue_unavailable' });
    }
  });
});
