import { describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import { TransientError } from '../../lib/core/errors.ts';
import { testAnalyzer } from '../support/engine.ts';
import { engineSuite } from '../support/engine-suite.ts';

const { start } = engineSuite();

/** The shipped numbers, twenty times as fast. */
const FASTER = 20;
const SCALED = {
  leaseMarginMs: 10_000 / FASTER,
  sliceBudgetMs: 120_000 / FASTER,
  watchdogPeriodMs: 60_000 / FASTER,
  watchdogLongestMs: 900_000 / FASTER,
  shortWaitMs: 5_000 / FASTER,
  aliveMs: 30_000 / FASTER,
};

describe('a long job costs what it is worth', () => {
  test('150 steps of 8 s within a budget of 4: one slice at a time, at most 20 messages', async () => {
    let running = 0;
    let most = 0;
    const stepMs = 8_000 / FASTER;
    const analyzer = testAnalyzer([
      {
        provider: 'narrow',
        concurrency: 5,
        timeoutMs: 20_000 / FASTER,
        run: async (_, { signal }) => {
          most = Math.max(most, ++running);
          await systemClock.sleep(stepMs, signal).finally(() => running--);
          return { record: null };
        },
      },
    ]);
    const { create, ended } = await start({
      analyzer,
      settings: SCALED,
      budgets: { narrow: { maxInFlight: 4 } },
    });
    const { id } = await create(Array.from({ length: 150 }, (_, i) => `K${i}`));
    const job = await ended(id, 60_000);
    expect(job).toMatchObject({ status: 'completed', done: 150 });
    expect(most).toBe(4);
    expect(job.messages).toBeLessThanOrEqual(20);
    const elapsed = (job.completedAt ?? 0) - (job.startedAt ?? 0);
    expect(job.functionMs).toBeLessThanOrEqual(1.3 * elapsed);
  }, 70_000);

  test('a step that waits for 900 s costs at most 5 messages', async () => {
    const waitMs = 900_000 / FASTER / 4;
    const analyzer = testAnalyzer([
      {
        run: async ({ attempts }: { attempts?: number } & { key: string }) => {
          if (!attempts) throw new TransientError('too_many', 'Later.', { retryAfterMs: waitMs });
          return { record: null };
        },
      },
    ]);
    const { create, ended, qstash } = await start({ analyzer, settings: SCALED });
    const { id } = await create(['WAITS']);
    const job = await ended(id, 30_000);
    expect(job).toMatchObject({ status: 'completed', done: 1 });
    expect(qstash.published({ label: id }).length).toBeLessThanOrEqual(5);
    expect(job.functionMs).toBeLessThan(waitMs / 4);
  }, 40_000);
});
