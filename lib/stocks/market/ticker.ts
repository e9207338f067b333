import { PermanentError } from '../../core/errors.ts';

/** Yahoo's spelling: `TCS.NS`, `M&M.NS`, `BRK-B`, `^GSPC`, `EURUSD=X`. Never starts with a dot. */
const TICKER = /^[A-Z0-9^][A-Z0-9.^&=_-]{0,31}$/i;

/** Rejects malformed tickers before they become part of a URL. @throws PermanentError `unknown_symbol`. */
export function assertTicker(ticker: string): void {
  if (TICKER.test(ticker)) return;
  throw new PermanentError(
    'unknown_symbol',
    `"${ticker.slice(0, 40)}" is not a ticker: use up to 32 letters, digits and . ^ & = _ -, such as TCS.NS, AAPL or ^GSPC.`,
  );
}
