import type { Findings } from './findings.ts';
import type { FullRow } from './rows.ts';

const isFlat = ({ open, high, low, close, volume }: FullRow): boolean =>
  volume === 0 && open === close && high === close && low === close;

/**
 * Drops rows without movement or volume, which providers make up for holidays. Only where most rows have a volume:
 * for indices, currencies and funds nobody counts it, and a flat row is a day like any other.
 */
export function withoutPhantoms(rows: readonly FullRow[], findings: Findings): FullRow[] {
  const traded = rows.filter(({ volume }) => volume > 0).length;
  if (2 * traded <= rows.length) return [...rows];
  return rows.filter((row) => {
    if (!isFlat(row)) return true;
    findings.add('phantom_row', row.date);
    return false;
  });
}
