import { EVERY_DAY } from './score-buckets.ts';

/** Sums over all symbols of one month and bucket; see `TradeCells`. */
export interface PooledCell {
  month: number;
  bucket: number;
  trades: number;
  wins: number;
  result: number;
  separate: number;
}

export type Sums = Omit<PooledCell, 'month' | 'bucket'>;

/** The buys and the trades of every day that were decided in one month. */
export interface Month {
  own: Sums;
  base: Sums;
}

const nothing = (): Sums => ({ trades: 0, wins: 0, result: 0, separate: 0 });

function add(sums: Sums, more: Sums): void {
  sums.trades += more.trades;
  sums.wins += more.wins;
  sums.result += more.result;
  sums.separate += more.separate;
}

/** All months in a row, from the first cell's to the last's. @param chosen whether a bucket of buys counts. */
export function monthsOf(cells: readonly PooledCell[], chosen: (bucket: number) => boolean): Month[] {
  const first = cells.reduce((least, { month }) => Math.min(least, month), Number.POSITIVE_INFINITY);
  const last = cells.reduce((most, { month }) => Math.max(most, month), first - 1);
  const length = cells.length === 0 ? 0 : last - first + 1;
  const months = Array.from({ length }, (): Month => ({ own: nothing(), base: nothing() }));
  for (const cell of cells) {
    const month = months[cell.month - first];
    if (cell.bucket === EVERY_DAY) month && add(month.base, cell);
    else if (chosen(cell.bucket)) month && add(month.own, cell);
  }
  return months;
}

export function totalOf(months: readonly Month[], of: keyof Month): Sums {
  const total = nothing();
  for (const month of months) add(total, month[of]);
  return total;
}
