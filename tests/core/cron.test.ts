import { describe, expect, test } from 'vitest';
import { isCron, isTimeZone, nextRun } from '../../lib/core/cron.ts';

const nextAfter = (instant: string, cron: string, timezone = 'UTC') => {
  const next = nextRun(cron, timezone, Date.parse(instant));
  return next === null ? null : new Date(next).toISOString();
};

describe('a cron expression', () => {
  test.each(['* * * * *', '*/5 9-17 1,15 JAN-MAR mon-fri', '0 0 29 2 *', '0  9 * * 0'])(
    'may be "%s"',
    (cron) => {
      expect(isCron(cron)).toBe(true);
    },
  );

  test.each([
    '',
    'now',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '@daily',
    '0 9 L * *',
    '0 9 15W * *',
    '0 9 * * FRI#2',
    '0 9 ? * *',
    '5/15 * * * *',
    '2026-12-01T00:00:00',
    'CRON_TZ=UTC * * * * *',
    '* * * * *\n',
  ])('is not "%s": not every cron reads it alike', (cron) => {
    expect(isCron(cron)).toBe(false);
  });
});

describe('a time zone', () => {
  test.each(['UTC', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('may be %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  test.each(['', 'Mars/Base', '+05:30', 'UTC * * * * *', 'EST5EDT\n', 'local'])('is not "%s"', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe('the next run', () => {
  test('is later than the time it is asked for, never at it', () => {
    expect(nextAfter('2026-11-22T12:00:00.000Z', '* * * * *')).toBe('2026-11-22T12:01:00.000Z');
    expect(nextAfter('2026-11-22T11:59:59.999Z', '* * * * *')).toBe('2026-11-22T12:00:00.000Z');
  });

  test('keeps to local time when summer time begins and ends', () => {
    const [zone, cron] = ['America/New_York', '30 9 * * *'];
    expect(nextAfter('2027-03-13T15:00:00Z', cron, zone)).toBe('2027-03-14T13:30:00.000Z');
    expect(nextAfter('2026-10-31T15:00:00Z', cron, zone)).toBe('2026-11-01T14:30:00.000Z');
  });

  test('is none on a day that never comes, and four years off on one that seldom does', () => {
    expect(nextAfter('2026-01-01T00:00:00Z', '0 0 31 2 *')).toBeNull();
    expect(nextAfter('2024-03-01T00:00:00Z', '0 0 29 2 *')).toBe('2028-02-29T00:00:00.000Z');
  });
});
