/** The index of each column, null if the list lacks it. */
export interface Columns {
  symbol: number;
  name: number | null;
  exchange: number | null;
  isin: number | null;
  /** `Y` marks a test security. */
  test: number | null;
  /** Number of cells in the header. */
  width: number;
  /** Whether it is the National Stock Exchange of India's EQUITY_L.csv. */
  isNse: boolean;
}

/** Known headers by meaning, in lower case; the first match counts. */
const NAMES = {
  symbol: ['ticker', 'symbol', 'act symbol', 'trading symbol', 'security id'],
  name: ['name', 'name of company', 'security name', 'company name', 'company', 'description'],
  exchange: ['exchange'],
  isin: ['isin', 'isin number', 'isin no', 'isin code'],
  test: ['test issue'],
} as const satisfies Record<string, readonly string[]>;

/** @throws Error if there is no symbol column. */
export function columnsOf(header: readonly string[]): Columns {
  const cells = header.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, ' '),
  );
  const place = (names: readonly string[]): number | null => {
    const found = names.map((name) => cells.indexOf(name)).find((at) => at >= 0);
    return found ?? null;
  };
  const symbol = place(NAMES.symbol);
  if (symbol === null) {
    const known = NAMES.symbol.map((name) => JSON.stringify(name)).join(', ');
    throw new Error(
      `The first line has no symbol column, that is, none of ${known}. Its columns: ${header.join(', ')}`,
    );
  }
  return {
    symbol,
    name: place(NAMES.name),
    exchange: place(NAMES.exchange),
    isin: place(NAMES.isin),
    test: place(NAMES.test),
    width: header.length,
    isNse: cells.includes('name of company') && cells.includes('series'),
  };
}
