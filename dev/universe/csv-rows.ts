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
  /** Line where the row ends in the file, from 1. */
  line: number;
  /** Trimmed. */
  cells: string[];
}

/** @throws Error if the bytes are not UTF-8. */
function textOf(bytes: Uint8Array): string {
  try {
    // Normalize line ends: the parser counts \r\n as two lines.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n');
  } catch (cause) {
    throw new Error('The file is not UTF-8. Convert it first: iconv -f WINDOWS-1252 -t UTF-8', { cause });
  }
}

/** The delimiter that splits the first non-empty line into most cells. */
function delimiterOf(text: string): string {
  const [header = ''] = text.trimStart().split('\n', 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce<string>((best, each) => (count(each) > count(best) ? each : best), ',');
}

/**
 * Parses rows separated by comma, bar, semicolon or tab; skips empty ones.
 * @throws Error if not UTF-8, or naming the line if not valid CSV.
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
