import { expect, test } from 'vitest';
import { linesFor, watchdogDelaySeconds } from '../../lib/engine/lines.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';

test('a line takes about 25 steps, and there are at most 10', () => {
  expect(linesFor(1, 25, null)).toEqual(['0']);
  expect(linesFor(100, 25, null)).toEqual(['0', '1', '2', '3']);
  expect(linesFor(10_000, 25, null)).toHaveLength(10);
});

test('a provider that allows four requests at once gets one line, not ten idle ones', () => {
  expect(linesFor(2_000, 4, 4)).toHaveLength(1);
  expect(linesFor(2_000, 5, 12)).toHaveLength(3);
});

const HOUR = 3_600_000;
const moving = { ...DEFAULTS, leaseMs: 30_000, untilDeadlineMs: HOUR, waitMs: 0 };

test('the watchdog sleeps longer than any lease and no later than the deadline', () => {
  expect(watchdogDelaySeconds(moving)).toBe(60);
  expect(watchdogDelaySeconds({ ...moving, leaseMs: 90_000 })).toBe(105);
  expect(watchdogDelaySeconds({ ...moving, untilDeadlineMs: 9_200 })).toBe(11);
  expect(watchdogDelaySeconds({ ...moving, untilDeadlineMs: -5 })).toBe(1);
  expect(watchdogDelaySeconds({ ...moving, watchdogPeriodMs: 1_000, leaseMs: 900 })).toBe(2);
});

test('the watchdog sleeps until the time that the job waits for, at most a quarter of an hour', () => {
  expect(watchdogDelaySeconds({ ...moving, waitMs: 20_000 })).toBe(60);
  expect(watchdogDelaySeconds({ ...moving, waitMs: 840_000 })).toBe(855);
  expect(watchdogDelaySeconds({ ...moving, waitMs: 3_000_000 })).toBe(900);
  expect(watchdogDelaySeconds({ ...moving, waitMs: 3_000_000, untilDeadlineMs: 100_000 })).toBe(101);
});
