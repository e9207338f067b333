import { describe, expect, test } from 'vitest';
import { barsToRate } from '../../../lib/stocks/bars/bars-to-rate.ts';
import type { DailyBars, MarketData, MarketDay } from '../../../lib/stocks/market/market.ts';

/** Weekdays up to `last`, each with prices of its own. */
function weekdays(last: string, count: number): DailyBars {
  const dates: string[] = [];
  for (let ms = Date.parse(last); dates.length < count; ms -= 86_400_000) {
    const date = new Date(ms);
    if (date.getUTCDay() % 6 !== 0) dates.unshift(date.toISOString().slice(0, 10));
  }
  const column = (of: (i: number) => number) => Float64Array.from(dates, (_, i) => of(i));
  return {
    ...{ ticker: 'X', currency: 'INR', dates, splits: [], dropped: 0 },
    open: column((i) => 100 + i),
    high: column((i) => 110 + i + (i % 3)),
    low: column((i) => 90 + i - (i % 4)),
    close: column((i) => 101 + i),
    volume: column((i) => 1000 + i),
    dividends: column((i) => (i % 2 === 0 ? 1 : 0)),
  };
}

const MUMBAI = { timeZone: 'Asia/Kolkata', closesAt: 16 * 60 };

function dataOf(bars: DailyBars, day: Partial<MarketDay> & { today: string }): MarketData {
  const quality = { bars: bars.dates.length, from: '', to: '', findings: [] };
  return {
    ...{ bars, quality, source: 'yahoo', stale: false, provenance: '', settledUntil: null },
    listing: { name: null, exchange: null },
    day: { ...MUMBAI, unfinishedUntil: null, ...day },
  };
}

describe('of daily bars', () => {
  const bars = weekdays('2026-11-27', 30);
  const underWay = dataOf(bars, { today: '2026-11-27', unfinishedUntil: 1_000 });

  test('the last finished one is rated, and the unfinished one stands beside it', () => {
    const { bars: rated, present, bar, until } = barsToRate(underWay, {});
    expect([rated.dates.at(-1), rated.close.length, present?.dates.at(-1)]).toEqual([
      '2026-11-26',
      29,
      '2026-11-27',
    ]);
    expect({ bar, until }).toEqual({ bar: 'unfinished', until: 1_000 });
  });

  test('the latest one is rated on request, and is still called unfinished', () => {
    const { bars: rated, present, bar } = barsToRate(underWay, { bar: 'latest' });
    expect([rated, present, bar]).toEqual([bars, null, 'unfinished']);
  });

  test('all are rated if the last is finished', () => {
    const { bars: rated, present, bar, until } = barsToRate(dataOf(bars, { today: '2026-11-27' }), {});
    expect([rated, present, bar, until]).toEqual([bars, null, 'finished', null]);
  });
});

describe('of weekly bars', () => {
  const weekly = (last: string, day: Partial<MarketDay> & { today: string }, count = 30) =>
    barsToRate(dataOf(weekdays(last, count), day), { interval: '1wk' });

  test('each is made of its days, and dated by the last of them', () => {
    const days = weekdays('2026-11-27', 30);
    const { bars } = weekly('2026-11-27', { today: '2026-11-27' });
    expect(bars.dates).toEqual(days.dates.filter((_, i) => i % 5 === 4));
    const week = (column: Float64Array) => [...column.slice(5, 10)];
    expect([bars.open[1], bars.close[1]]).toEqual([days.open[5], days.close[9]]);
    expect([bars.high[1], bars.low[1]]).toEqual([Math.max(...week(days.high)), Math.min(...week(days.low))]);
    const sum = (values: number[]) => values.reduce((a, b) => a + b);
    expect([bars.volume[1], bars.dividends[1]]).toEqual([sum(week(days.volume)), sum(week(days.dividends))]);
  });

  test('a week is finished with its last trading day’s bar', () => {
    const { bars, present, bar } = weekly('2026-11-27', { today: '2026-11-27' });
    expect([bars.dates.at(-1), present, bar]).toEqual(['2026-11-27', null, 'finished']);
  });

  test.each([
    ['whose Wednesday is finished', '2026-11-25', null],
    ['whose Friday is under way', '2026-11-27', Date.parse('2026-11-27T10:30:00Z')],
  ])('a week %s is told and left out, until Friday’s close', (_, last, unfinishedUntil) => {
    const { bars, present, bar, until } = weekly(last, { today: last, unfinishedUntil });
    expect([bars.dates.at(-1), present?.dates.at(-1)]).toEqual(['2026-11-20', last]);
    expect([bar, until]).toEqual(['unfinished', Date.parse('2026-11-27T10:30:00Z')]);
  });

  test('a week whose Friday was a holiday is finished once Friday is over', () => {
    expect(weekly('2026-11-26', { today: '2026-11-27' }).bar).toBe('unfinished');
    const { bars, bar } = weekly('2026-11-26', { today: '2026-11-28' });
    expect([bars.dates.at(-1), bar]).toEqual(['2026-11-26', 'finished']);
  });

  test('a first week that lacks its first days is left out', () => {
    const { bars } = weekly('2026-11-27', { today: '2026-11-27' }, 28);
    expect(bars.dates[0]).toBe('2026-10-30');
  });

  test('ISO weeks go over the turn of the year', () => {
    const { bars } = weekly('2027-01-01', { today: '2027-01-01' }, 10);
    expect(bars.dates).toEqual(['2026-12-25', '2027-01-01']);
  });

  test('data that end within a week have no finished last week', () => {
    const data = { ...dataOf(weekdays('2026-11-25', 30), { today: '' }), day: null };
    const { bars, bar, until } = barsToRate(data, { interval: '1wk' });
    expect([bars.dates.at(-1), bar, until]).toEqual(['2026-11-20', 'unfinished', null]);
  });
});
