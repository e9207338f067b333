import { at } from '../../indicators/bars.ts';
import { NO_TRADE, type Trades } from '../trades.ts';
import { bucketOf, EVERY_DAY, SCORE_BUCKETS } from './score-buckets.ts';

/** Results are summed as whole numbers of this many to one R: sums of integers are the same in any order. */
export const UNITS_PER_R = 10_000;
/** A result counts as at most so many R, so that the sums fit their columns. */
const MOST_R = 1_000;

const BUCKETS = SCORE_BUCKETS.length + 1;

/** One strategy's trades on one symbol, summed by month of the decision and bucket; columns of one length. */
export interface TradeCells {
  /** Months since January 1970. */
  month: number[];
  /** `EVERY_DAY`, or the bucket of the buy's score. */
  bucket: number[];
  /** Trades, each by itself. */
  trades: number[];
  /** Those with a net result above 0. */
  wins: number[];
  /** Sum of the net results in R, times `UNITS_PER_R`, each rounded. */
  result: number[];
  /** Trades taken one after another, over all buckets of buys. */
  separate: number[];
}

export interface CellsRequest {
  /** One `YYYY-MM-DD` per bar. */
  dates: readonly string[];
  ratings: Float64Array;
  /** 1 for each bar that is a buy. */
  buys: Uint8Array;
  trades: Trades;
  firstBar: number;
  maxBars: number;
}

/** Months since January 1970 of a `YYYY-MM-DD`. */
function monthOf(date: string): number {
  return (Number(date.slice(0, 4)) - 1970) * 12 + Number(date.slice(5, 7)) - 1;
}

/** The cells that hold a trade. */
function filled(sums: Int32Array, firstMonth: number): TradeCells {
  const cells: TradeCells = { month: [], bucket: [], trades: [], wins: [], result: [], separate: [] };
  for (let cell = 0, k = 0; k < sums.length; cell++, k += 4) {
    const trades = sums[k] ?? 0;
    if (trades === 0) continue;
    cells.month.push(firstMonth + Math.floor(cell / BUCKETS));
    cells.bucket.push(cell % BUCKETS);
    cells.trades.push(trades);
    cells.wins.push(sums[k + 1] ?? 0);
    cells.result.push(sums[k + 2] ?? 0);
    cells.separate.push(sums[k + 3] ?? 0);
  }
  return cells;
}

/**
 * Sums a strategy's trades for pooling. Only days that lie `maxBars` or more before the end are counted: all their
 * trades have ended, so that none is left out for being slow.
 */
export function tradeCells({ dates, ratings, buys, trades, firstBar, maxBars }: CellsRequest): TradeCells {
  const end = dates.length - maxBars;
  const firstMonth = monthOf(dates[firstBar] ?? '');
  const months = end > firstBar ? monthOf(dates[end - 1] ?? '') - firstMonth + 1 : 0;
  const sums = new Int32Array(months * BUCKETS * 4);
  const free = [firstBar, firstBar];
  let prefix = '';
  let row = 0;
  const add = (t: number, bucket: number, kind: 0 | 1) => {
    const result = Math.max(-MOST_R, Math.min(MOST_R, at(trades.result, t)));
    const k = (row + bucket) * 4;
    sums[k] = (sums[k] ?? 0) + 1;
    if (result > 0) sums[k + 1] = (sums[k + 1] ?? 0) + 1;
    sums[k + 2] = (sums[k + 2] ?? 0) + Math.round(result * UNITS_PER_R);
    if (t < (free[kind] ?? 0)) return;
    sums[k + 3] = (sums[k + 3] ?? 0) + 1;
    free[kind] = trades.exit[t] ?? 0;
  };
  for (let t = firstBar; t < end; t++) {
    if ((trades.exit[t] ?? NO_TRADE) === NO_TRADE) continue;
    const date = dates[t] ?? '';
    if (!date.startsWith(prefix) || prefix === '') {
      prefix = date.slice(0, 7);
      row = (monthOf(date) - firstMonth) * BUCKETS;
    }
    add(t, EVERY_DAY, 0);
    if (buys[t] === 1) add(t, bucketOf(at(ratings, t)), 1);
  }
  return filled(sums, firstMonth);
}
