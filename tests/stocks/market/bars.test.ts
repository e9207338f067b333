import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dailyBars, type RawSeries } from '../../../lib/stocks/market/bars.ts';
import { dataQualitySchema } from '../../../lib/stocks/market/quality.ts';
import type { Row } from '../../../lib/stocks/market/rows.ts';

const good: Row = { date: '2024-01-02', open: 10, high: 12, low: 9, close: 11, volume: 500 };

function read(rows: readonly Row[], more: Partial<RawSeries> = {}) {
  return dailyBars({ ticker: 'X', currency: 'USD', rows, ...more });
}

const codes = ({ quality }: ReturnType<typeof read>) =>
  quality.findings.map(({ code, count }) => `${code} ${count}`);

/** Days from 2024-01-02 on with these closes, each with a range of 1 % around it. */
function closing(...closes: number[]): Row[] {
  return closes.map((close, i) => ({
    date: new Date(Date.UTC(2024, 0, 2 + i)).toISOString().slice(0, 10),
    open: close,
    high: close * 1.01,
    low: close * 0.99,
    close,
    volume: 1000,
  }));
}

describe('rows that cannot be', () => {
  test.each([
    ['a null open', { open: null }, 'null_row'],
    ['a null high', { high: null }, 'null_row'],
    ['a null low', { low: null }, 'null_row'],
    ['a null close', { close: null }, 'null_row'],
    ['a null volume', { volume: null }, 'null_row'],
    ['a price that is not a number', { open: Number.NaN }, 'null_row'],
    ['a high below the low', { high: 8.99 }, 'impossible_bar'],
    ['an open above the high', { open: 12.02 }, 'impossible_bar'],
    ['a close below the low', { close: 8.98 }, 'impossible_bar'],
    ['a price of zero', { low: 0 }, 'impossible_bar'],
    ['a negative price', { close: -11 }, 'impossible_bar'],
    ['an infinite price', { high: Number.POSITIVE_INFINITY }, 'impossible_bar'],
    ['an infinite volume', { volume: Number.POSITIVE_INFINITY }, 'impossible_bar'],
    ['a negative volume', { volume: -1 }, 'negative_volume'],
  ])('with %s are dropped, counted and named', (_name, fault, code) => {
    const { bars, quality } = read([good, { ...good, date: '2024-01-03', ...fault }]);
    expect([bars.dates, bars.dropped]).toEqual([['2024-01-02'], 1]);
    expect(quality).toEqual({
      bars: 1,
      from: '2024-01-02',
      to: '2024-01-02',
      findings: [{ code, count: 1, dates: ['2024-01-03'], message: expect.stringMatching(/: dropped\.$/) }],
    });
  });

  test('a close that leaves the range by rounding alone is kept as it is', () => {
    const { bars, quality } = read([{ ...good, close: 12.005, open: 8.995 }]);
    expect([bars.close[0], bars.open[0], bars.dropped, quality.findings]).toEqual([12.005, 8.995, 0, []]);
  });

  test('a bad second row of a day does not displace the good first one', () => {
    const { bars } = read([good, { ...good, close: null }]);
    expect([bars.dates.length, bars.dropped]).toEqual([1, 1]);
  });

  test('the first three dates are named, all are counted', () => {
    const rows = closing(1, 2, 3, 4, 5).map((row) => ({ ...row, open: null }));
    expect(read(rows).quality.findings[0]).toMatchObject({
      count: 5,
      dates: ['2024-01-02', '2024-01-03', '2024-01-04'],
    });
  });
});

describe('rows that are odd and possible', () => {
  test('a day without trades or without a range is kept; without volume it is told', () => {
    const still = { date: '2024-01-02', open: 10, high: 10, low: 10, close: 10, volume: 0 };
    const result = read([still]);
    expect(result.bars).toMatchObject({ dates: ['2024-01-02'], dropped: 0 });
    expect(codes(result)).toEqual(['zero_volume 1']);
  });

  test('of two rows of one day the later one given stays', () => {
    const result = read([good, { ...good, close: 9.5 }]);
    expect([[...result.bars.close], result.bars.dropped, codes(result)]).toEqual([
      [9.5],
      1,
      ['duplicate_day 1'],
    ]);
  });

  test('rows out of order are put in order, and none is lost', () => {
    const rows = ['2024-01-03', '2024-01-02', '2024-01-05', '2024-01-04'].map((date, i) => ({
      ...good,
      date,
      volume: i + 1,
    }));
    const result = read(rows);
    expect(result.bars.dates).toEqual(['2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05']);
    expect([...result.bars.volume]).toEqual([2, 1, 4, 3]);
    expect([result.bars.dropped, codes(result)]).toEqual([0, ['out_of_order 2']]);
  });

  test('a close that moves by 20 % or more without an event is kept and told', () => {
    const result = read(closing(100, 120, 96.01, 76, 76));
    expect([...result.bars.close]).toEqual([100, 120, 96.01, 76, 76]);
    expect(result.quality.findings).toMatchObject([
      { code: 'unexplained_jump', count: 2, dates: ['2024-01-03', '2024-01-05'] },
    ]);
  });

  test('more than ten days without bars are told, up to today where the data should reach it', () => {
    const rows = [good, { ...good, date: '2024-01-12' }, { ...good, date: '2024-01-23' }];
    expect(read(rows).quality.findings).toMatchObject([{ code: 'gap', dates: ['2024-01-12'] }]);
    const late = read(rows, { today: '2024-02-03' });
    expect(late.quality.findings).toMatchObject([{ code: 'gap', dates: ['2024-01-12', '2024-01-23'] }]);
    expect(read(rows.slice(0, 1), { today: '2024-01-12' }).quality.findings).toEqual([]);
  });
});

describe('splits', () => {
  const split = (ratio: number) => ({ splits: [{ date: '2024-01-04', ratio }] });

  test('prices that the provider has adjusted stay as they are', () => {
    const result = read(closing(50, 51, 52, 51), split(2));
    expect([[...result.bars.close], codes(result), result.bars.splits]).toEqual([
      [50, 51, 52, 51],
      [],
      [{ date: '2024-01-04', ratio: 2 }],
    ]);
  });

  test.each([
    ['two for one', 2, [100, 102, 52, 51], [50, 51, 52, 51]],
    ['three for two', 1.5, [90, 93, 60, 61], [60, 62, 60, 61]],
    ['one for ten', 0.1, [10, 11, 105, 110], [100, 110, 105, 110]],
  ])(
    'prices left unadjusted for %s are adjusted before it, and so are volumes',
    (_name, ratio, given, told) => {
      const { bars, quality } = read(closing(...given), split(ratio));
      expect([...bars.close].map((close) => Number(close.toFixed(9)))).toEqual(told);
      expect([bars.open[0], bars.volume[0], bars.volume[2]]).toEqual([
        (given[0] ?? 0) / ratio,
        1000 * ratio,
        1000,
      ]);
      expect(quality.findings).toMatchObject([{ code: 'unadjusted_split', count: 1, dates: ['2024-01-04'] }]);
    },
  );

  test('two unadjusted splits are both undone, in whatever order they are given', () => {
    const rows = closing(400, 200, 202, 101);
    const splits = [
      { date: '2024-01-05', ratio: 2 },
      { date: '2024-01-03', ratio: 2 },
    ];
    const { bars } = read(rows, { splits });
    expect([...bars.close]).toEqual([100, 100, 101, 101]);
    expect(bars.splits.map(({ date }) => date)).toEqual(['2024-01-03', '2024-01-05']);
  });

  test('a fall that does not match the ratio is not taken for an unadjusted split', () => {
    const result = read(closing(100, 100, 75, 75), split(2));
    expect([[...result.bars.close], codes(result)]).toEqual([[100, 100, 75, 75], ['unexplained_jump 1']]);
  });

  test('too small a ratio to tell from a day’s move changes nothing', () => {
    expect([...read(closing(105, 105, 100, 100), split(1.05)).bars.close]).toEqual([105, 105, 100, 100]);
  });
});

describe('dividends', () => {
  const dividends = (...pairs: [string, number][]) => ({
    dividends: pairs.map(([date, amount]) => ({ date, amount })),
  });

  test('stand on their ex-date, or on the next bar where that day has none; two of a day add up', () => {
    const rows = closing(10, 10, 10, 10).filter(({ date }) => date !== '2024-01-03');
    const events = dividends(['2024-01-03', 0.5], ['2024-01-04', 0.25], ['2024-01-05', 0.125]);
    expect([...read(rows, events).bars.dividends]).toEqual([0, 0.75, 0.125]);
  });

  test('before the first bar and behind the last one they change nothing', () => {
    const events = dividends(['2024-01-01', 1], ['2024-01-02', 1], ['2024-01-06', 1]);
    const splits = ['2024-01-02', '2024-01-05'].map((date) => ({ date, ratio: 2 }));
    const result = read(closing(10, 10, 10), { ...events, splits });
    expect([[...result.bars.dividends], result.bars.splits, codes(result)]).toEqual([[0, 0, 0], [], []]);
  });

  test('events that cannot be are left out and counted', () => {
    const result = read(closing(10, 10, 10), {
      ...dividends(['2024-01-03', -1], ['2024-01-03', Number.NaN]),
      splits: [
        { date: '2024-01-03', ratio: 0 },
        { date: '2024-01-03', ratio: Number.POSITIVE_INFINITY },
      ],
      unreadableEvents: 1,
    });
    expect([[...result.bars.dividends], result.bars.splits]).toEqual([[0, 0, 0], []]);
    expect(result.quality.findings).toMatchObject([
      { code: 'impossible_event', count: 5, dates: ['2024-01-03', '2024-01-03', '2024-01-03'] },
    ]);
  });
});

describe('whatever rows come', () => {
  const garbage = fc.constantFrom(null, 0, -0, -1, Number.NaN, Number.POSITIVE_INFINITY);
  const date = fc
    .integer({ min: 0, max: 60 })
    .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  const fine = fc.record({ date, price: fc.double({ min: 1, max: 100, noNaN: true }) }).map(
    ({ date, price }): Row => ({
      date,
      open: price,
      high: price * 1.1,
      low: price * 0.9,
      close: price,
      volume: -0,
    }),
  );
  const row = fc.oneof(
    { weight: 4, arbitrary: fine },
    fc
      .tuple(fine, fc.constantFrom('open', 'high', 'low', 'close', 'volume'), garbage)
      .map(([base, name, value]): Row => ({ ...base, [name]: value })),
  );

  test('every bar was given, every row is a bar or counted, dates rise, and the report fits its schema', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const { bars, quality } = read(rows);
        expect(dataQualitySchema.parse(JSON.parse(JSON.stringify(quality)))).toEqual(quality);
        expect(bars.dropped).toBe(rows.length - bars.dates.length);
        const lost = quality.findings.filter(({ message }) => /dropped|later one is kept/.test(message));
        expect(lost.reduce((sum, { count }) => sum + count, 0)).toBe(bars.dropped);
        expect([...new Set(bars.dates)].sort()).toEqual(bars.dates);
        bars.dates.forEach((day, i) => {
          const same = (given: Row) => given.date === day && given.close === bars.close[i];
          expect(rows.some(same)).toBe(true);
          expect(Object.is(bars.volume[i], -0)).toBe(false);
        });
      }),
    );
  });
});
