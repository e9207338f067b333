import { csvRecord, disarmed } from '../../core/csv.ts';
import { type SpanningText, textGrid } from './text-grid.ts';

const NUMBER = /^[+-]?\d+([.,]\d+)*%?$/;

/** Unlike in other CSV, plain numbers with a sign stay numbers: a table's cells are all text. */
const field = (text: string): string => (NUMBER.test(text) ? text : disarmed(text));

/**
 * RFC 4180 records, each with CRLF; a spanning cell's text is in its first place. Safe against CSV injection (OWASP).
 */
export function tableCsv({ rows }: { rows: readonly (readonly SpanningText[])[] }): string {
  return textGrid(rows)
    .map((record) => csvRecord(record.map(field)))
    .join('');
}
