import type { Findings } from './findings.ts';
import type { FullRow } from './rows.ts';

const DAY_MS = 86_400_000;
const LONGEST_PAUSE_DAYS = 10;

/**
 * Reports unusual but possible values; changes nothing.
 * @param today the exchange's current date; null for data that do not reach the present.
 */
export function inspect(rows: readonly FullRow[], today: string | null, findings: Findings): void {
  rows.forEach((row, i) => {
    const next = rows[i + 1]?.date ?? today;
    if (row.volume === 0) findings.add('zero_volume', row.date);
    if (next !== null && daysBetween(row.date, next) > LONGEST_PAUSE_DAYS) findings.add('gap', row.date);
  });
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
