import type { Findings } from './findings.ts';

/** One day as received, possibly with gaps. */
export interface Row {
  /** ISO date in the exchange's time zone. */
  date: string;
  open: number | null;
  high: number | null;
  low: number | null;
  close: number | null;
  volume: number | null;
}

export type FullRow = { [K in keyof Row]: NonNullable<Row[K]> };

/** Tolerance by which open or close may leave the day's range: providers round each price separately. */
const ROUNDING = 0.001;

/**
 * Usable rows by ascending date. Of two rows for one day the later one is kept, which is the fuller one at Yahoo
 * (https://github.com/ranaroussi/yfinance/pull/1070). Nothing is filled in or changed.
 */
export function usableRows(rows: readonly Row[], findings: Findings): FullRow[] {
  const byDate = new Map<string, FullRow>();
  let latest = '';
  for (const row of rows) {
    if (!isUsable(row, findings)) continue;
    if (byDate.has(row.date)) findings.add('duplicate_day', row.date);
    else if (row.date < latest) findings.add('out_of_order', row.date);
    if (row.date > latest) latest = row.date;
    byDate.set(row.date, row);
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function isUsable(row: Row, findings: Findings): row is FullRow {
  const fault = faultOf(row);
  if (fault) findings.add(fault, row.date);
  return fault === null;
}

function faultOf({ open, high, low, close, volume }: Row) {
  const holes = [open, high, low, close, volume].some((value) => value === null || Number.isNaN(value));
  if (holes || open === null || high === null || low === null || close === null || volume === null) {
    return 'null_row';
  }
  const isPrice = (value: number) => value > 0 && value < Number.POSITIVE_INFINITY;
  const inRange = (value: number) => value <= high * (1 + ROUNDING) && value >= low * (1 - ROUNDING);
  if (![open, high, low, close].every(isPrice) || high < low) return 'impossible_bar';
  if (!inRange(open) || !inRange(close)) return 'impossible_bar';
  if (volume < 0) return 'negative_volume';
  return volume === Number.POSITIVE_INFINITY ? 'impossible_bar' : null;
}
