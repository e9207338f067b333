import { expect, test } from 'vitest';
import { linesFor, watchdogDelaySeconds } from '../../lib/engine/lines.ts';

test('a line takes about 25 steps, and there are at most 10', () => {
  expect(linesFor(1, 25, null)).toEqual(['0']);
  expect(linesFor(100, 25, null)).toEqual(['0', '1', '2', '3']);
  expect(linesFor(10_000, 25, null)).toHaveLength(10);
});

test('a provider that allows four requests at once gets one line, not ten idle ones', () => {
  expect(linesFor(2_000, 4, 4)).toHaveLength(1);
  expect(linesFor(2_000, 5, 12)).toHaveLength(3);
});

test('the watchdog sleeps longer than any lease and no later than the deadline', () => {
  expect(watchdogDelaySeconds(60_000, 30_000, 3_600_000)).toBe(60);
  expect(watchdogDelaySeconds(60_000, 90_000, 3_600_000)).toBe(105);
  expect(watchdogDelaySeconds(60_000, 30_000, 9_200)).toBe(11);
  expect(watchdogDelaySeconds(60_000, 30_000, 0)).toBe(1);
  expect(watchdogDelaySeconds(1_000, 900, 3_600_000)).toBe(2);
});
