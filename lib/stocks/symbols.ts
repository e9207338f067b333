/** A symbol, once trimmed and upper-cased: `AAPL`, `TCS.NS`, `^GSPC`, `M&M.NS`, `BRK-B`, `EURUSD=X`. */
export const SYMBOL = /^[A-Z0-9^][A-Z0-9.^=&_-]{0,23}$/;

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

/** Tickers to try for a symbol, in order. A bare symbol is also tried on the configured exchange. */
export function candidates(symbol: string, suffix: string): string[] {
  return suffix !== '' && isBare(symbol) ? [symbol, symbol + suffix] : [symbol];
}

/** Removes duplicates and keeps the order. A bare symbol equals the same symbol on the configured exchange. */
export function distinctSymbols(symbols: readonly string[], suffix: string): string[] {
  const given = new Set(symbols);
  const kept = symbols.filter((symbol) => !(suffix !== '' && isBare(symbol) && given.has(symbol + suffix)));
  return [...new Set(kept)];
}
