import { describe, expect, type TestContext, test } from 'vitest';
import { systemClock } from '../../../lib/core/clock.ts';
import { DEFAULTS } from '../../../lib/engine/settings.ts';
import {
  type SharedSource,
  type SharedSourceOptions,
  sharedSource,
} from '../../support/customers-of-source.ts';
import type { Mood } from '../../support/moody-source.ts';

/** As shipped: in flight at Yahoo, what it takes to answer, and the settings of the engine. */
const SHIPPED = { limits: { maxInFlight: 4 }, functions: 4, latencyMs: 300, settings: DEFAULTS };
const BAN_MS = 150_000;

/** A world of the test's own: the tests wait side by side. */
async function start(
  { onTestFinished }: TestContext,
  options: Partial<SharedSourceOptions> = {},
): Promise<SharedSource> {
  const world = await sharedSource({ ...SHIPPED, ...options });
  onTestFinished(() => world.stop());
  return world;
}

describe.concurrent('while a source refuses', () => {
  test.for<Mood>([{ is: 'bans' }, { is: 'bans', retryAfterSeconds: 150 }, { is: 'asks for consent' }])(
    'a source that refuses for 150 s ($is) on 300 symbols: none fails, at most 10 requests, done 30 s after',
    async (mood, context) => {
      const world = await start(context);
      const id = await world.order({ owner: 'ann', steps: 300 });
      while (world.source.answered.length < 260) await systemClock.sleep(50);
      world.source.becomes(mood);
      await systemClock.sleep(BAN_MS);
      world.source.becomes({ is: 'answers' });
      const job = await world.ended('ann', id, 30_000);
      expect(job).toMatchObject({ status: 'completed', done: 300, failed: 0 });
      expect(world.source.refused.length).toBeLessThanOrEqual(10);
    },
  );

  test('a source that hangs for 150 s fails no step, and is asked a handful of times', async (context) => {
    const world = await start(context, { timeoutMs: 20_000 });
    world.source.becomes({ is: 'hangs' });
    const id = await world.order({ owner: 'ann', steps: 40 });
    await systemClock.sleep(BAN_MS);
    world.source.becomes({ is: 'answers' });
    expect(await world.ended('ann', id, 300_000)).toMatchObject({ status: 'completed', done: 40, failed: 0 });
    expect(world.source.refused.length).toBeLessThanOrEqual(15);
  });

  test('a source that refuses for longer than the deadline: the job ends by it and says why', async (context) => {
    const world = await start(context);
    world.source.becomes({ is: 'bans', retryAfterSeconds: 600 });
    const id = await world.order({ owner: 'ann', steps: 20, deadlineSeconds: 60 });
    const job = await world.ended('ann', id, 75_000);
    expect(job).toMatchObject({ status: 'failed', error: { code: 'deadline_exceeded' } });
    expect(job.error?.message).toMatch(/yahoo/i);
  });

  test('a waiting job costs at most 6 messages and 1 second of functions a minute', async (context) => {
    const world = await start(context);
    world.source.becomes({ is: 'bans', retryAfterSeconds: 600 });
    const id = await world.order({ owner: 'ann', steps: 20 });
    await systemClock.sleep(10_000);
    const before = await world.job('ann', id);
    await systemClock.sleep(60_000);
    const after = await world.job('ann', id);
    expect(after.messages - before.messages).toBeLessThanOrEqual(6);
    expect(after.functionMs - before.functionMs).toBeLessThanOrEqual(1_000);
  });
});
