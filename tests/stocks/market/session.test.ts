import { describe, expect, test } from 'vitest';
import { type LastBar, marketDay } from '../../../lib/stocks/market/session.ts';
import { zonedTime } from '../../../lib/stocks/market/zoned-time.ts';

const at = (text: string) => Date.parse(text);
const unfinished = (given: Partial<LastBar> & { now: number; lastDate: string }) => {
  const bar = { timeZone: 'America/New_York', session: null, wholeDays: false, ...given };
  const { unfinishedUntil } = marketDay(bar);
  return unfinishedUntil === null ? null : new Date(unfinishedUntil).toISOString();
};

describe('a bar of a session under way', () => {
  /** 2026-11-27 in Mumbai. */
  const session = { start: at('2026-11-27T03:45:00Z'), end: at('2026-11-27T10:00:00Z') };
  const mumbai = { timeZone: 'Asia/Kolkata', session, lastDate: '2026-11-27' };

  test('is unfinished until half an hour after its end, by the provider’s own session', () => {
    expect(unfinished({ ...mumbai, now: session.start })).toBe('2026-11-27T10:30:00.000Z');
    expect(unfinished({ ...mumbai, now: at('2026-11-27T10:29:59Z') })).toBe('2026-11-27T10:30:00.000Z');
    expect(unfinished({ ...mumbai, now: at('2026-11-27T10:30:00Z') })).toBeNull();
  });

  test('an earlier day’s bar is finished, also during the session', () => {
    expect(unfinished({ ...mumbai, lastDate: '2026-11-26', now: session.start + 1 })).toBeNull();
  });

  test('a row of a session that has not begun is unfinished', () => {
    expect(unfinished({ ...mumbai, now: session.start - 1 })).toBe('2026-11-27T10:30:00.000Z');
  });

  test('a session older than the bar says nothing: the exchange’s hours count', () => {
    const given = { ...mumbai, lastDate: '2026-11-30' };
    expect(unfinished({ ...given, now: at('2026-11-30T06:00:00Z') })).toBe('2026-11-30T10:30:00.000Z');
    expect(unfinished({ ...given, now: at('2026-11-30T10:30:00Z') })).toBeNull();
  });
});

describe('without a session', () => {
  test('New York closes at 16:00 of its own clocks, in summer and in winter', () => {
    const summer = { now: at('2026-07-15T15:00:00Z'), lastDate: '2026-07-15' };
    const winter = { now: at('2026-12-15T15:00:00Z'), lastDate: '2026-12-15' };
    expect(unfinished(summer)).toBe('2026-07-15T20:30:00.000Z');
    expect(unfinished(winter)).toBe('2026-12-15T21:30:00.000Z');
  });

  test('an exchange whose hours nobody looked up has the whole day', () => {
    const tokyo = { timeZone: 'Asia/Tokyo', lastDate: '2026-11-27' };
    expect(unfinished({ ...tokyo, now: at('2026-11-27T14:59:59Z') })).toBe('2026-11-27T15:00:00.000Z');
    expect(unfinished({ ...tokyo, now: at('2026-11-27T15:00:00Z') })).toBeNull();
  });
});

describe('what trades around the clock', () => {
  const session = { start: at('2026-11-27T00:00:00Z'), end: at('2026-11-27T23:59:00Z') };

  test('a coin’s bar lasts the day of UTC, whatever session is given', () => {
    const coin = { timeZone: 'UTC', wholeDays: true, lastDate: '2026-11-27', session };
    expect(unfinished({ ...coin, now: at('2026-11-27T12:00:00Z') })).toBe('2026-11-28T00:00:00.000Z');
    expect(unfinished({ ...coin, now: at('2026-11-28T00:00:00Z') })).toBeNull();
  });

  test('a currency’s lasts its own day, summer time included', () => {
    const pound = { timeZone: 'Europe/London', wholeDays: true, lastDate: '2026-07-15' };
    expect(unfinished({ ...pound, now: at('2026-07-15T22:59:00Z') })).toBe('2026-07-15T23:00:00.000Z');
    expect(unfinished({ ...pound, now: at('2026-07-15T23:00:00Z') })).toBeNull();
  });
});

describe('a time of a zone', () => {
  test.each([
    ['America/New_York', '2026-03-08', 0, '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-03-08', 9 * 60, '2026-03-08T13:00:00.000Z'],
    ['America/New_York', '2026-11-01', 1_440, '2026-11-02T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-27', 930, '2026-11-27T10:00:00.000Z'],
    ['Pacific/Auckland', '2026-11-27', 600, '2026-11-26T21:00:00.000Z'],
  ])('%s %s + %d min', (zone, date, minutes, expected) => {
    expect(new Date(zonedTime(zone, date, minutes)).toISOString()).toBe(expected);
  });
});
