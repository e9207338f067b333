export type Cell = string | number | boolean | null;

const FORMULA = /^[=+\-@\t\r\n]/;

/** Prefixes an apostrophe to text that a spreadsheet would evaluate as a formula (OWASP, "CSV Injection"). */
export const disarmed = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? disarmed(cell) : String(cell);
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One CSV record with its line end (RFC 4180). Does not disarm formulas; the caller must. */
export function csvRecord(texts: readonly string[]): string {
  return `${texts.map(quoted).join(',')}\r\n`;
}

/** One CSV record with its line end, formulas disarmed. */
export function csvLine(cells: readonly Cell[]): string {
  return csvRecord(cells.map(cellText));
}
