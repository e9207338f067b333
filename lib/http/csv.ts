export type Cell = string | number | boolean | null;

const FORMULA = /^[=+\-@\t\r\n]/;

/** Text that a spreadsheet would read as a formula gets an apostrophe before it (OWASP, "CSV Injection"). */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One record, with its line end (RFC 4180). */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}
