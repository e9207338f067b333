import { expect, test } from 'vitest';
import type { Clock } from '../../lib/core/clock.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';
import { SliceTime } from '../../lib/engine/slice/slice-time.ts';

/** A clock whose wall time can be set, as NTP does. */
function clockOf() {
  const times = { now: 1_800_000_000_000, passed: 0 };
  const clock: Clock = {
    now: () => times.now,
    passed: () => times.passed,
    sleep: async () => {},
    after: () => () => {},
  };
  return { clock, times };
}

test('a wall clock that steps back neither lengthens a slice nor makes its time negative', () => {
  const { clock, times } = clockOf();
  const time = new SliceTime(clock, DEFAULTS);
  times.passed += 30_000;
  times.now -= 3_600_000;
  expect(time.uncountedMs).toBe(30_000);
  expect(time.leftMs).toBe(DEFAULTS.sliceBudgetMs - 30_000);
  time.count(30_000);
  expect(time.uncountedMs).toBe(0);
});

test('a claim is given as long as its turn is waited for, by the database’s clock once that is known', () => {
  const { clock, times } = clockOf();
  const time = new SliceTime(clock, DEFAULTS);
  expect(time.claimNotAfterMs).toBe(times.now + DEFAULTS.turnTimeoutMs);
  times.passed += 1_000;
  time.learn(1_800_000_060_000);
  times.passed += 500;
  expect(time.claimNotAfterMs).toBe(1_800_000_060_500 + DEFAULTS.turnTimeoutMs);
});
