/** A symbol, once trimmed and upper-cased: `AAPL`, `TCS.NS`, `^GSPC`, `M&M.NS`, `BRK-B`, `EURUSD=X`. */
export const SYMBOL = /^[A-Z0-9^][A-Z0-9.^=&_-]{0,23}$/;

/** Marks a US listing, whose ticker at Yahoo is bare. EODHD and Stooq write `AAPL.US` too. */
const UNITED_STATES = '.US';

export function normalizeSymbol(given: string): string {
  return given.trim().toUpperCase();
}

/** Whether a symbol has no exchange: no suffix, and not an index, currency pair or future. */
export function isBare(symbol: string): boolean {
  return /^[A-Z0-9&_-]+$/.test(symbol);
}

/** Strips the exchange from a ticker: `TCS.NS` → `TCS`. */
export function symbolOf(ticker: string): string {
  return ticker.replace(/\.[A-Z]{1,4}$/, '');
}

/** The ticker of a symbol that names its exchange: `HAL.US` → `HAL`, others as they are. */
export function tickerOf(symbol: string): string {
  return symbol.endsWith(UNITED_STATES) ? symbol.slice(0, -UNITED_STATES.length) : symbol;
}

/**
 * Tickers that a symbol can mean, the preferred one first. A bare symbol is one of the configured exchange, else a US
 * one; beside the same symbol with that exchange it is meant as it stands.
 * @param suffix the configured exchange, e.g. `.NS`; may be empty. @param given all symbols of the request.
 */
export function candidates(symbol: string, suffix: string, given: readonly string[]): string[] {
  if (suffix === '' || !isBare(symbol)) return [tickerOf(symbol)];
  const onExchange = symbol + suffix;
  const tickers = given.includes(onExchange) ? [symbol, onExchange] : [onExchange, symbol];
  return [...new Set(tickers.map(tickerOf))];
}
