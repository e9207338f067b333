import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import { type SharedSource, type SharedSourceOptions, sharedSource } from '../support/customers-of-source.ts';

let world: SharedSource | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function start(options: SharedSourceOptions): Promise<SharedSource> {
  world = await sharedSource(options);
  return world;
}

/** Waits until some are done; a stuck world fails by the test's time limit. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await systemClock.sleep(20);
}

describe('a source that refuses everybody', () => {
  test('for a while costs it a handful of requests, and fails no step', async () => {
    const { source, order, ended } = await start({ limits: { maxInFlight: 4 }, functions: 2, latencyMs: 20 });
    const id = await order({ owner: 'ann', steps: 40 });
    await until(() => source.answered.length > 5);
    source.becomes({ is: 'bans', retryAfterSeconds: 1 });
    await until(() => source.refused.length > 0);
    source.becomes({ is: 'answers' });
    expect(await ended('ann', id, 20_000)).toMatchObject({ status: 'completed', done: 40, failed: 0 });
    expect(source.refused.length).toBeLessThanOrEqual(10);
  });

  test('with a page that asks for consent is paused like one that says 429', async () => {
    const { source, order, ended } = await start({ limits: { maxInFlight: 4 }, latencyMs: 20 });
    source.becomes({ is: 'asks for consent' });
    const id = await order({ owner: 'ann', steps: 10 });
    await until(() => source.refused.length > 0);
    source.becomes({ is: 'answers' });
    expect(await ended('ann', id, 20_000)).toMatchObject({ status: 'completed', done: 10, failed: 0 });
    expect(source.refused.length).toBeLessThanOrEqual(4);
  });

  test('by silence is paused too, and its steps lose no attempt', async () => {
    const { source, order, ended } = await start({ limits: { maxInFlight: 4 }, timeoutMs: 400 });
    source.becomes({ is: 'hangs' });
    const id = await order({ owner: 'ann', steps: 8 });
    await until(() => source.refused.length > 3);
    await systemClock.sleep(600);
    source.becomes({ is: 'answers' });
    expect(await ended('ann', id, 25_000)).toMatchObject({ status: 'completed', done: 8, failed: 0 });
    expect(source.refused.length).toBeLessThanOrEqual(10);
  });

  test('until after the deadline: the job ends by it, with a reason', async () => {
    const { source, order, ended } = await start({ limits: { maxInFlight: 4 } });
    source.becomes({ is: 'bans', retryAfterSeconds: 600 });
    const id = await order({ owner: 'ann', steps: 5, deadlineSeconds: 3 });
    const job = await ended('ann', id, 20_000);
    expect(job).toMatchObject({ status: 'failed', done: 0, error: { code: 'deadline_exceeded' } });
    expect(job.error?.message).toMatch(
      /waited for yahoo, which refuses requests \(market_data_rate_limited\)/,
    );
    expect(source.refused.length).toBeLessThanOrEqual(5);
  });
});

describe('owners who share a source', () => {
  test('two symbols beside many of another are done while most of those still wait', async () => {
    const { order, ended, doneBy } = await start({
      limits: { maxInFlight: 4 },
      functions: 4,
      latencyMs: 100,
    });
    const alices = await Promise.all([0, 1, 2].map((by) => order({ owner: 'alice', steps: 60, by })));
    await until(async () => ((await doneBy()).get('alice') ?? 0) > 8);
    const bobs = await order({ owner: 'bob', steps: 2, by: 3 });
    await ended('bob', bobs, 20_000);
    expect((await doneBy()).get('alice')).toBeLessThan(120);
    for (const id of alices) expect(await ended('alice', id, 25_000)).toMatchObject({ done: 60, failed: 0 });
  });

  test('one step of an owner beside many of the same owner is done while most of those still wait', async () => {
    const { order, ended, job } = await start({
      limits: { maxInFlight: 4 },
      functions: 2,
      latencyMs: 100,
    });
    const nightly = await order({ owner: 'ann', steps: 150 });
    await until(async () => (await job('ann', nightly)).done > 8);
    await ended('ann', await order({ owner: 'ann', steps: 1, by: 1 }), 20_000);
    expect((await job('ann', nightly)).done).toBeLessThan(110);
  });
});

test('a rate holds over several functions, however many could begin at once', async () => {
  const perSecond = 20;
  const burst = 5;
  const { order, ended, begun } = await start({
    limits: { maxInFlight: 50, perSecond, burst },
    functions: 4,
  });
  const owners = ['ann', 'bob', 'eve', 'dan'];
  const ids = await Promise.all(owners.map((owner, by) => order({ owner, steps: 20, by })));
  for (const [i, id] of ids.entries()) await ended(owners[i] ?? '', id, 25_000);
  const times = await begun();
  expect(times).toHaveLength(80);
  const tookMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  // A slow machine only takes longer. What begins with the last grant is behind the rest by the burst.
  expect(tookMs).toBeGreaterThanOrEqual(((80 - burst) / perSecond) * 1000 * 0.95);
});
