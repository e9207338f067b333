import { CODE_DIGITS, ONE_LETTER_EXCHANGES, SUFFIX_OF } from './exchanges.ts';

/** What has a symbol of its own at Yahoo and is often asked for by its name. */
const INDICES: ReadonlyMap<string, string> = new Map([
  ...['NIFTY', 'NIFTY50', 'NSEI'].map((name) => [name, '^NSEI'] as const),
  ...['BANKNIFTY', 'NIFTYBANK'].map((name) => [name, '^NSEBANK'] as const),
  ...['SENSEX', 'BSESN'].map((name) => [name, '^BSESN'] as const),
  ...['SPX', 'GSPC', 'SP500'].map((name) => [name, '^GSPC'] as const),
  ...['DJI', 'DJIA'].map((name) => [name, '^DJI'] as const),
  ...['NDX', 'IXIC', 'VIX', 'RUT', 'FTSE', 'N225', 'HSI'].map((name) => [name, `^${name}`] as const),
  ['DAX', '^GDAXI'],
]);

const CURRENCIES = 'USD|EUR|GBP|JPY|INR|CHF|CAD|AUD|NZD|CNY|HKD|SGD';
const COINS = 'BTC|ETH|SOL|XRP|ADA|DOGE|LTC|BNB';

/** Splits off what stands for the exchange; `exchange` is Yahoo's suffix or null if none is known. */
function parted(symbol: string): { code: string; exchange: string | null } {
  const [, before = '', behind = ''] = /^([A-Z]+):(.+)$/.exec(symbol) ?? [];
  const named = SUFFIX_OF.get(before);
  if (named !== undefined) return { code: behind, exchange: named };
  const [, code = symbol, last = ''] = /^(.+)\.([A-Z]{1,10})$/.exec(symbol) ?? [];
  const known = SUFFIX_OF.get(last);
  if (known !== undefined) return { code, exchange: known };
  const isExchange = last.length === 2 || (last.length === 1 && ONE_LETTER_EXCHANGES.includes(last));
  return isExchange ? { code, exchange: `.${last}` } : { code: symbol, exchange: null };
}

/** Share classes stand behind a hyphen: `BRK.B`, `BRK/B` and `BRK B` → `BRK-B`; NSE's series `-EQ` is left out. */
function classOf(code: string): string {
  const plain = code.replace(/[-.](EQ|BE)$/, '');
  return plain.replace(/^([A-Z0-9&]+)[./ ]([A-Z]{1,2})$/, '$1-$2');
}

function digitsOf(code: string, exchange: string | null): string {
  const most = CODE_DIGITS.get(exchange ?? '');
  if (most === undefined || !/^\d+$/.test(code)) return code;
  return code.replace(/^0+(?=\d)/, '').padStart(most, '0');
}

function pairOf(symbol: string): string | undefined {
  const joined = symbol.replace(/[/:]/, '');
  if (new RegExp(`^(${CURRENCIES})(${CURRENCIES})$`).test(joined)) return `${joined}=X`;
  const [, coin, money] = new RegExp(`^(${COINS})(${CURRENCIES})T?$`).exec(joined) ?? [];
  return coin && `${coin}-${money}`;
}

/**
 * How Yahoo probably spells what somebody asked for in another's spelling: `BRK.B` → `BRK-B`, `09992.HK` → `9992.HK`,
 * `NSE:TCS` and `TCS.NSE` → `TCS.NS`. A guess by the spelling alone; null if there is nothing to say.
 * @param asked trimmed and upper-cased; need not be a valid symbol.
 */
export function otherSpelling(asked: string): string | null {
  const symbol = asked.replace(/^[$#]/, '');
  const named = INDICES.get(symbol.replace(/^\^/, '').replace(/[\s.&]/g, '')) ?? pairOf(symbol);
  if (named !== undefined) return named === asked ? null : named;
  const { code, exchange } = parted(symbol);
  const series = /[-.](EQ|BE)$/.test(code) && exchange === null ? '.NS' : '';
  const ticker = digitsOf(classOf(code), exchange) + (exchange ?? series);
  const isTicker = /^[A-Z0-9^][A-Z0-9.^=&_-]{0,23}$/.test(ticker);
  return isTicker && ticker !== asked ? ticker : null;
}

/** A sentence for an error, with a space in front; empty if there is nothing to say. */
export function hint(asked: string): string {
  const other = otherSpelling(asked);
  return other === null ? '' : ` Did you mean ${other}?`;
}
