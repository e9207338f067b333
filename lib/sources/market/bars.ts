import type { DailyBars } from './market.ts';

/** One day as a source gives it, holes and all. */
export interface Row {
  /** ISO date in the exchange's time zone. */
  date: string;
  open: number | null;
  high: number | null;
  low: number | null;
  close: number | null;
  volume: number | null;
}

type FullRow = { [K in keyof Row]: NonNullable<Row[K]> };

/**
 * Makes columns of rows given oldest first. Dropped and counted: rows with a null, a price that is not
 * positive, a high below the low or a negative volume; rows that go back in time; and the earlier of two
 * rows of one day (Yahoo gives a trading day twice at times, the later row being the fuller one:
 * https://github.com/ranaroussi/yfinance/pull/1070).
 */
export function dailyBars(ticker: string, currency: string, rows: readonly Row[]): DailyBars {
  const kept: FullRow[] = [];
  for (const row of rows) {
    if (!isPossible(row)) continue;
    const last = kept.at(-1);
    if (last && row.date < last.date) continue;
    if (last && row.date === last.date) kept.pop();
    kept.push(row);
  }
  return {
    ticker,
    currency,
    dates: kept.map((row) => row.date),
    open: new Float64Array(kept.map((row) => row.open)),
    high: new Float64Array(kept.map((row) => row.high)),
    low: new Float64Array(kept.map((row) => row.low)),
    close: new Float64Array(kept.map((row) => row.close)),
    volume: new Float64Array(kept.map((row) => row.volume)),
    dropped: rows.length - kept.length,
  };
}

function isPossible(row: Row): row is FullRow {
  const { open, high, low, close, volume } = row;
  return isPrice(open) && isPrice(high) && isPrice(low) && isPrice(close) && high >= low && isVolume(volume);
}

function isPrice(value: number | null): value is number {
  return value !== null && value > 0 && value < Number.POSITIVE_INFINITY;
}

function isVolume(value: number | null): value is number {
  return value !== null && value >= 0 && value < Number.POSITIVE_INFINITY;
}
