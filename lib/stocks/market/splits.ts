import type { Findings } from './findings.ts';
import type { Split } from './market.ts';
import type { FullRow } from './rows.ts';

/** Ratios closer to 1 look like an ordinary day's move and cannot be detected in the prices. */
const SMALLEST_LOG = Math.log(1.25);

/**
 * Adjusts prices and volumes before each split that the source left unadjusted: the first close is, on a log scale,
 * within a third of the ratio of `previous close / ratio`. To be mistaken for unadjusted, an adjusted series would
 * have to fall 37 % on the day of a two-for-one split.
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
