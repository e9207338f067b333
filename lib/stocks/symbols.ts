/** What a symbol may look like once trimmed and upper-cased: `AAPL`, `TCS.NS`, `^GSPC`, `M&M.NS`, `BRK-B`, `EURUSD=X`. */
export const SYMBOL = /^[A-Z0-9^][A-Z0-9.^=&_-]{0,23}$/;

export function normalizeSymbol(given: string): string {
  return given.trim().toUpperCase();
}

/** Names no exchange: neither a suffix nor an index, a currency pair or a future. */
export function isBare(symbol: string): boolean {
  return /^[A-Z0-9&_-]+$/.test(symbol);
}

/** The ticker without its exchange: `TCS.NS` → `TCS`. */
export function symbolOf(ticker: string): string {
  return ticker.replace(/\.[A-Z]{1,4}$/, '');
}

/** What to look a symbol up as, in this order. A bare one is also tried on the configured exchange. */
export function candidates(symbol: string, suffix: string): string[] {
  return suffix !== '' && isBare(symbol) ? [symbol, symbol + suffix] : [symbol];
}

/** One of each; a bare symbol and the same one on the configured exchange are one. Order is kept. */
export function distinctSymbols(symbols: readonly string[], suffix: string): string[] {
  const given = new Set(symbols);
  const kept = symbols.filter((symbol) => !(suffix !== '' && isBare(symbol) && given.has(symbol + suffix)));
  return [...new Set(kept)];
}
