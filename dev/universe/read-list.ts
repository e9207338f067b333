import { isBare, normalizeSymbol, SYMBOL, symbolOf } from '../../lib/stocks/symbols.ts';
import { type Columns, columnsOf } from './columns.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';

/** A row of the table `universe`, without its list. */
export interface ListedSecurity {
  ticker: string;
  symbol: string;
  /** Like `exchange`, empty if the list has none. */
  name: string;
  exchange: string;
  isin: string | null;
}

/** A remark about a line of the file. */
export interface Remark {
  line: number;
  text: string;
}

export interface ListOptions {
  /** Suffix for bare symbols, e.g. `.NS`; undefined uses the file format's default. */
  suffix?: string | undefined;
  /** Exchange of rows that name none. */
  exchange?: string | undefined;
}

export interface SecurityList {
  /** One per ticker, in file order. */
  securities: ListedSecurity[];
  /** Rows that repeat a ticker; they fill in what the first one lacks. */
  duplicates: Remark[];
  /** Unusable rows. */
  refused: Remark[];
  /** Test securities, and the trailer of NASDAQ's files. */
  ignored: Remark[];
}

const MOST_NAME = 200;
const ISIN = /^[A-Z]{2}[A-Z0-9]{9}\d$/;

type Rules = Columns & { suffix: string; defaultExchange: string };

const cellAt = ({ cells }: CsvRow, place: number | null): string =>
  place === null ? '' : (cells[place] ?? '').trim();

/** Parses a row, or says why it is refused or ignored. */
function readRow(row: CsvRow, rules: Rules): ListedSecurity | { refused: string } | { ignored: string } {
  const given = cellAt(row, rules.symbol);
  if (given.startsWith('File Creation Time')) return { ignored: 'the trailer' };
  if (cellAt(row, rules.test).toUpperCase() === 'Y') return { ignored: `${given} is a test security` };
  if (row.cells.slice(rules.width).some((cell) => cell !== '')) {
    return { refused: `has ${row.cells.length} cells, the header ${rules.width}: is a comma not quoted?` };
  }
  const symbol = normalizeSymbol(given);
  const ticker = isBare(symbol) ? symbol + rules.suffix : symbol;
  if (!SYMBOL.test(ticker)) return { refused: `${JSON.stringify(given)} is not a symbol` };
  const name = cellAt(row, rules.name).replaceAll(/\s+/g, ' ');
  if (name.length > MOST_NAME)
    return { refused: `the name of ${ticker} is longer than ${MOST_NAME} characters` };
  const isin = cellAt(row, rules.isin).toUpperCase();
  if (isin !== '' && !ISIN.test(isin)) return { refused: `${JSON.stringify(isin)} is not an ISIN` };
  return {
    ticker,
    symbol: symbolOf(ticker),
    name,
    exchange: cellAt(row, rules.exchange) || rules.defaultExchange,
    isin: isin || null,
  };
}

/** A ticker's first row, completed by a later one. */
const merged = (first: ListedSecurity, again: ListedSecurity): ListedSecurity => ({
  ...first,
  name: first.name || again.name,
  exchange: first.exchange || again.exchange,
  isin: first.isin ?? again.isin,
});

function rulesOf(header: CsvRow, { suffix, exchange }: ListOptions): Rules {
  const columns = columnsOf(header.cells);
  return {
    ...columns,
    suffix: suffix ?? (columns.isNse ? '.NS' : ''),
    defaultExchange: exchange ?? (columns.isNse ? 'NSE' : ''),
  };
}

/** Parses a list of securities as far as it is usable. @throws Error if the file as a whole is not. */
export function readList(bytes: Uint8Array, options: ListOptions = {}): SecurityList {
  const [header, ...rows] = csvRows(bytes);
  if (!header) throw new Error('The file is empty.');
  const rules = rulesOf(header, options);
  const found = new Map<string, { line: number; security: ListedSecurity }>();
  const list: Omit<SecurityList, 'securities'> = { duplicates: [], refused: [], ignored: [] };
  for (const row of rows) {
    const { line } = row;
    const read = readRow(row, rules);
    if ('refused' in read) list.refused.push({ line, text: read.refused });
    else if ('ignored' in read) list.ignored.push({ line, text: read.ignored });
    else {
      const first = found.get(read.ticker);
      if (first) list.duplicates.push({ line, text: `${read.ticker} is on line ${first.line} already` });
      found.set(
        read.ticker,
        first ? { ...first, security: merged(first.security, read) } : { line, security: read },
      );
    }
  }
  return { ...list, securities: [...found.values()].map(({ security }) => security) };
}
