/** How to request a security, and what the response must say to be that security. */
export interface TwelveDataSymbol {
  /** Query parameters. */
  query: { symbol: string; exchange: string } | { symbol: string; country: string };
  /** Values that the response's `meta` must match. */
  expected: { symbol: string; exchange?: string; currency: string };
}

const EXCHANGES = [
  { pattern: /^([A-Z0-9&_-]+)\.NS$/, exchange: 'NSE', currency: 'INR' },
  { pattern: /^([A-Z0-9&_-]+)\.BO$/, exchange: 'BSE', currency: 'INR' },
];

/** A US listing: `AAPL`. A share class is `BRK-B` at Yahoo and `BRK.B` at Twelve Data. */
const UNITED_STATES = /^([A-Z]{1,5})(?:-([A-Z]))?$/;

/**
 * Converts Yahoo's spelling to Twelve Data's, for NSE, BSE and US shares. Null for anything else: indices,
 * currencies, futures and other exchanges are spelled so differently that a wrong security could match.
 */
export function twelveDataSymbol(ticker: string): TwelveDataSymbol | null {
  const upper = ticker.toUpperCase();
  for (const { pattern, exchange, currency } of EXCHANGES) {
    const [, symbol] = pattern.exec(upper) ?? [];
    if (symbol) return { query: { symbol, exchange }, expected: { symbol, exchange, currency } };
  }
  const [, name, shareClass] = UNITED_STATES.exec(upper) ?? [];
  if (!name) return null;
  const symbol = shareClass ? `${name}.${shareClass}` : name;
  return { query: { symbol, country: 'United States' }, expected: { symbol, currency: 'USD' } };
}
