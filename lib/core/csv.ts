export type Cell = string | number | boolean | null;

const FORMULA = /^[=+\-@\t\r\n]/;

/** Text that a spreadsheet would read as a formula gets an apostrophe before it (OWASP, "CSV Injection"). */
export const disarmed = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? disarmed(cell) : String(cell);
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One record of texts as they are, with its line end (RFC 4180). Whoever calls it has disarmed them. */
export function csvRecord(texts: readonly string[]): string {
  return `${texts.map(quoted).join(',')}\r\n`;
}

/** One record, with its line end; no text in it is a formula. */
export function csvLine(cells: readonly Cell[]): string {
  return csvRecord(cells.map(cellText));
}
