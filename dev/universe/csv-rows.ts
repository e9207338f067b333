import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const DELIMITERS = [',', '|', ';', '\t'] as const;
const parsedSchema = z.array(
  z
    .object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) })
    .transform(({ record, info }) => ({
      cells: record,
      line: info.lines,
    })),
);

export interface CsvRow {
  /** Where it ends in the file, from 1. */
  line: number;
  /** Trimmed. */
  cells: string[];
}

/** @throws Error where the bytes are not UTF-8. */
function textOf(bytes: Uint8Array): string {
  try {
    // One kind of line end: with two characters to each, the parser counts lines twice.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n');
  } catch (cause) {
    throw new Error('The file is not UTF-8. Convert it first: iconv -f WINDOWS-1252 -t UTF-8', { cause });
  }
}

/** The character that splits the first line with text into most cells. */
function delimiterOf(text: string): string {
  const [header = ''] = text.trimStart().split('\n', 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce<string>((best, each) => (count(each) > count(best) ? each : best), ',');
}

/**
 * The rows of a file with comma, bar, semicolon or tab between its cells, without the empty ones.
 * @throws Error where it is not UTF-8, or with the line where it is no CSV.
 */
export function csvRows(bytes: Uint8Array): CsvRow[] {
  const text = textOf(bytes);
  const options = {
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
  } as const;
  return parsedSchema.parse(parse(text, options));
}
