import type { Row } from './rows.ts';

const COLUMNS = ['date', 'open', 'high', 'low', 'close', 'volume'] as const;

/**
 * Parses a CSV with columns date, open, high, low, close and volume (any case and order, others ignored). Cells that
 * are not numbers become null. Quoting is not supported.
 * @throws Error if a column is missing.
 */
export function parseDailyCsv(text: string): Row[] {
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  const at = (column: (typeof COLUMNS)[number]): number => {
    const index = names.indexOf(column);
    if (index < 0) throw new Error(`the CSV has no column "${column}": ${header.slice(0, 200)}`);
    return index;
  };
  const [date, open, high, low, close, volume] = [
    at('date'),
    at('open'),
    at('high'),
    at('low'),
    at('close'),
    at('volume'),
  ];
  return lines.map((line) => {
    const cells = line.split(',');
    return {
      date: cells[date] ?? '',
      open: toNumber(cells[open]),
      high: toNumber(cells[high]),
      low: toNumber(cells[low]),
      close: toNumber(cells[close]),
      volume: toNumber(cells[volume]),
    };
  });
}

function toNumber(cell: string | undefined): number | null {
  const value = Number.parseFloat(cell ?? '');
  return Number.isNaN(value) ? null : value;
}
