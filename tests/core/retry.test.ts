import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoffMs, withRetries } from '../../lib/core/retry.ts';

/** A clock that jumps to the end of every sleep. */
function jumpingClock() {
  let at = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => at,
    passed: () => at,
    sleep: async (ms: number) => {
      slept.push(ms);
      at += ms;
    },
    after: () => () => {},
  };
}

const policy = { tries: 4, baseMs: 100, capMs: 1_000, budgetMs: 5_000 };

describe('the retry policy', () => {
  test('waits at random between nothing and the capped exponential', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (n, r) => {
        const wait = backoffMs({ baseMs: 1_000, capMs: 30_000 }, n, () => r);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(30_000);
      }),
    );
    expect(backoffMs({ baseMs: 1_000, capMs: 30_000 }, 3, () => 0.5)).toBe(2_000);
  });

  test('gives up after its tries with the last error', async () => {
    const clock = jumpingClock();
    let calls = 0;
    const failing = withRetries(
      async () => {
        calls++;
        throw new Error(`no ${calls}`);
      },
      () => true,
      { clock, random: () => 1, policy },
    );
    await expect(failing).rejects.toThrow('no 4');
    expect(clock.slept).toEqual([100, 200, 400]);
  });

  test('does not repeat what cannot succeed', async () => {
    let calls = 0;
    const failing = withRetries(
      async () => {
        calls++;
        throw new Error('no');
      },
      () => false,
      { clock: jumpingClock(), random: () => 1, policy },
    );
    await expect(failing).rejects.toThrow('no');
    expect(calls).toBe(1);
  });

  test('begins no try after its budget', async () => {
    const clock = jumpingClock();
    const failing = withRetries(
      async () => {
        await clock.sleep(3_000);
        throw new Error('slow');
      },
      () => true,
      { clock, random: () => 1, policy },
    );
    await expect(failing).rejects.toThrow('slow');
    expect(clock.now()).toBeLessThan(policy.budgetMs + 3_000);
  });
});
