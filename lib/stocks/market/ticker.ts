import { PermanentError } from '../../core/errors.ts';

/** Yahoo's spelling: `TCS.NS`, `M&M.NS`, `BRK-B`, `^GSPC`, `EURUSD=X`. It never begins with a dot. */
const TICKER = /^[A-Z0-9^][A-Z0-9.^&=_-]{0,31}$/i;

/** @throws PermanentError `unknown_symbol` for what no exchange could list, before it becomes part of a URL. */
export function assertTicker(ticker: string): void {
  if (TICKER.test(ticker)) return;
  throw new PermanentError(
    'unknown_symbol',
    `"${ticker.slice(0, 40)}" is not a ticker: use up to 32 letters, digits and . ^ & = _ -, such as TCS.NS, AAPL or ^GSPC.`,
  );
}
