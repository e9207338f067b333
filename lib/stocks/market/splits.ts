import type { Findings } from './findings.ts';
import type { Split } from './market.ts';
import type { FullRow } from './rows.ts';

/** A ratio nearer to 1 looks like an ordinary day's move, so that nothing can be told from the prices. */
const SMALLEST_LOG = Math.log(1.25);

/**
 * Adjusts prices and volumes before each split that the prices show unadjusted: the close on its first day is, by
 * logarithms, within a third of the ratio of `previous close / ratio`. An adjusted series would have to fall by 37 %
 * on the very day of a two-for-one split to be taken for one.
 */
export function adjustForSplits(
  rows: readonly FullRow[],
  splits: readonly Split[],
  findings: Findings,
): FullRow[] {
  let adjusted = [...rows];
  for (const { date, ratio } of splits) {
    const first = adjusted.findIndex((row) => row.date >= date);
    if (!isUnadjusted(adjusted[first - 1], adjusted[first], ratio)) continue;
    findings.add('unadjusted_split', date);
    adjusted = adjusted.map((row, i) => (i < first ? scaled(row, ratio) : row));
  }
  return adjusted;
}

function isUnadjusted(before: FullRow | undefined, after: FullRow | undefined, ratio: number): boolean {
  if (!before || !after) return false;
  const size = Math.abs(Math.log(ratio));
  const distance = Math.abs(Math.log((after.close * ratio) / before.close));
  return size >= SMALLEST_LOG && distance < size / 3;
}

function scaled(row: FullRow, ratio: number): FullRow {
  return {
    date: row.date,
    open: row.open / ratio,
    high: row.high / ratio,
    low: row.low / ratio,
    close: row.close / ratio,
    volume: row.volume * ratio,
  };
}
