import { describe, expect, test } from 'vitest';
import { staleSince } from '../../../lib/stocks/market/listing.ts';

/** Dates up to `last` on the given weekdays (0 is Sunday). */
function datesTo(last: string, weekdays: readonly number[], count = 100): string[] {
  const dates: string[] = [];
  for (let ms = Date.parse(last); dates.length < count; ms -= 86_400_000) {
    if (weekdays.includes(new Date(ms).getUTCDay())) dates.unshift(new Date(ms).toISOString().slice(0, 10));
  }
  return dates;
}
const WEEK = [1, 2, 3, 4, 5];

describe('a listing', () => {
  const friday = datesTo('2026-11-06', WEEK);

  test('is stale from the eleventh session without a bar on, and says since when', () => {
    expect(staleSince(friday, '2026-11-20')).toBeNull();
    expect(staleSince(friday, '2026-11-22')).toBeNull();
    expect(staleSince(friday, '2026-11-23')).toBe('2026-11-06');
    expect(staleSince(friday, '2027-11-23')).toBe('2026-11-06');
  });

  test('of a market that trades every day is stale after eleven days', () => {
    const coin = datesTo('2026-11-06', [0, 1, 2, 3, 4, 5, 6]);
    expect([staleSince(coin, '2026-11-16'), staleSince(coin, '2026-11-17')]).toEqual([null, '2026-11-06']);
  });

  test('of a market that trades from Sunday to Thursday is counted by those days', () => {
    const tel = datesTo('2026-11-05', [0, 1, 2, 3, 4]);
    expect([staleSince(tel, '2026-11-19'), staleSince(tel, '2026-11-22')]).toEqual([null, '2026-11-05']);
  });

  test('with one special session on a Saturday does not trade on Saturdays', () => {
    const special = [...datesTo('2026-11-05', WEEK), '2026-11-06', '2026-11-07'];
    expect([staleSince(special, '2026-11-20'), staleSince(special, '2026-11-23')]).toEqual([
      null,
      '2026-11-07',
    ]);
  });

  test('of data that do not reach the present is not judged', () => {
    expect([staleSince(friday, null), staleSince([], '2026-11-20')]).toEqual([null, null]);
  });
});
