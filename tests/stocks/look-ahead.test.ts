import { describe, expect, test } from 'vitest';
import { NO_TRADE, tradeEveryDay } from '../../lib/stocks/evidence/trades.ts';
import { at } from '../../lib/stocks/indicators/bars.ts';
import { computeSeries } from '../../lib/stocks/indicators/series.ts';
import type { DailyBars } from '../../lib/stocks/market/market.ts';
import { voteMatrix } from '../../lib/stocks/rating/cast.ts';
import { buysIn, MINIMUM_BARS, rate, ratingSeries } from '../../lib/stocks/rating/rate.ts';
import { STRATEGY_IDS, type StrategyId, strategyOf } from '../../lib/stocks/rating/strategies.ts';
import { VOTES } from '../../lib/stocks/rating/votes.ts';
import { columnsOf, spxBars } from './bars.ts';
import { type Compute, lookAheads } from './look-ahead.ts';

/** Real bars, with invented dividends so that those are read too. */
const BARS = {
  ...spxBars(600),
  dividends: Float64Array.from({ length: 600 }, (_, i) => (i % 63 === 0 ? 5 : 0)),
};

/** The first bars, those around the first values of the slowest indicators, and a spread up to the last. */
const AT = [
  ...[0, 1, 2, 5, 9, 13, 19, 27, 33, 52, 78, 99, 140, 199, 225],
  ...[248, 249, 250, 290, 333, 377, 401, 450, 499, 555, 598, 599],
];

const everyVote: Compute = (bars) => {
  const { votes } = voteMatrix(computeSeries(bars));
  const length = bars.close.length;
  return Object.fromEntries(VOTES.map(({ id }, i) => [id, votes.subarray(i * length, (i + 1) * length)]));
};

const everyRating: Compute = (bars) => {
  const matrix = voteMatrix(computeSeries(bars));
  return Object.fromEntries(STRATEGY_IDS.map((id) => [id, ratingSeries(matrix, strategyOf(id))]));
};

/** How many columns have a value at all: a check of columns that are empty would find nothing. */
const filled = (compute: Compute) =>
  Object.values(compute(BARS)).filter((column) => !Number.isNaN(column[BARS.close.length - 1])).length;

describe('no bar after t is used by what stands at t', () => {
  test('in any column that computeSeries makes', () => {
    expect(filled(columnsOf)).toBe(Object.keys(columnsOf(BARS)).length);
    expect(lookAheads(columnsOf, BARS, AT)).toEqual([]);
  });

  test('in any vote', () => {
    expect(filled(everyVote)).toBe(VOTES.length);
    expect(lookAheads(everyVote, BARS, AT)).toEqual([]);
  });

  test('in the rating of any strategy', () => {
    expect(filled(everyRating)).toBe(STRATEGY_IDS.length);
    expect(lookAheads(everyRating, BARS, AT)).toEqual([]);
  });

  test.each(STRATEGY_IDS)('in the rating of %s as results have it, one bar at a time', (id) => {
    const whole = computeSeries(BARS);
    for (const t of AT) {
      const then = rate(computeSeries(upTo(BARS, t)), t, strategyOf(id));
      expect([t, then]).toEqual([t, rate(whole, t, strategyOf(id))]);
    }
  });
});

describe('the checker finds a look-ahead that was planted', () => {
  const { close } = BARS;
  const one = (value: (x: Float64Array, i: number) => number): Compute => {
    return (bars) => ({ planted: bars.close.map((_, i) => value(bars.close, i)) });
  };

  test.each<[string, Compute, string[]]>([
    ['a centred average', one((x, i) => (at(x, i - 1) + at(x, i) + at(x, i + 1)) / 3), ['planted at 1']],
    ['the next close', one((x, i) => at(x, i + 1)), ['planted at 0']],
    ['a share of the highest close of all', one((x, i) => at(x, i) / Math.max(...x)), ['planted at 0']],
    ['the last bit alone', one((x, i) => at(x, i) + (x.length > 580 ? 2e-13 : 0)), ['planted at 0']],
    [
      'one bar of the past, rewritten by the last',
      one((x, i) => (i === 300 ? at(x, x.length - 1) : 0)),
      ['planted at 333'],
    ],
    [
      'a column that only the whole series has',
      (b) => (b.close.length === 600 ? { planted: b.close } : {}),
      ['planted at 0'],
    ],
  ])('%s', (_, compute, found) => {
    expect(lookAheads(compute, BARS, AT)).toEqual(found);
  });

  test('among honest columns, by its name', () => {
    const compute: Compute = (bars) => ({
      ...columnsOf(bars),
      smooth: one((x, i) => at(x, i + 1))(bars)['planted'] ?? [],
    });
    expect(lookAheads(compute, BARS, AT)).toEqual(['smooth at 0']);
  });

  test('and the series it is tried on moves', () => {
    expect(new Set(close).size).toBeGreaterThan(500);
  });
});

function upTo(bars: DailyBars, t: number): DailyBars {
  const head = (x: Float64Array) => x.slice(0, t + 1);
  return {
    ...bars,
    dates: bars.dates.slice(0, t + 1),
    open: head(bars.open),
    high: head(bars.high),
    low: head(bars.low),
    close: head(bars.close),
    volume: head(bars.volume),
    dividends: head(bars.dividends),
  };
}

/** What a walk-forward of one strategy decides and trades on these bars. */
function walked(bars: DailyBars, id: StrategyId) {
  const series = computeSeries(bars);
  const { exit } = strategyOf(id);
  const trades = tradeEveryDay({
    ...bars,
    atr: series.atr14,
    firstBar: MINIMUM_BARS - 1,
    exit,
    costs: { feePercent: 0.1, slippagePercent: 0.05 },
  });
  return { buys: buysIn(ratingSeries(voteMatrix(series), strategyOf(id))), trades };
}

describe.each(STRATEGY_IDS)('the evidence of %s', (id) => {
  const whole = walked(BARS, id);

  test('decides at t with the bars up to t', () => {
    for (const t of AT) {
      expect([t, walked(upTo(BARS, t), id).buys]).toEqual([t, whole.buys.slice(0, t + 1)]);
    }
    expect(whole.buys).toContain(1);
  });

  test('has the same trades on data that end at t, but for those that had not ended', () => {
    for (const t of AT) {
      const then = walked(upTo(BARS, t), id).trades;
      for (const [i, exit] of then.exit.entries()) {
        if (exit <= t)
          expect([i, exit, then.result[i]]).toEqual([i, whole.trades.exit[i], whole.trades.result[i]]);
        else expect(whole.trades.exit[i] ?? NO_TRADE).toBeGreaterThan(t);
      }
    }
  });
});
