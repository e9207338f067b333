import { BSE_COSTS, type Cost, NSE_COSTS, UK_COSTS, US_COSTS } from './costs.ts';
import { isCurrency } from './currencies.ts';
import { READ, type Sourced } from './sourced.ts';
import { NSE_TICKS, type Ticks, TOKYO_TICKS, US_TICKS } from './ticks.ts';

/** An exchange, as far as it decides how much can be bought; null for what nobody has looked up. */
export interface Market {
  name: string;
  /** Major unit of its prices, ISO 4217. */
  currency: string;
  lot: (Sourced & { shares: number }) | null;
  ticks: Ticks | null;
  costs: readonly Cost[] | null;
}

const market = (name: string, currency: string, known: Partial<Market> = {}): Market => ({
  ...{ name, currency, lot: null, ticks: null, costs: null },
  ...known,
});

const TOKYO_LOT = {
  shares: 100,
  source: 'https://www.jpx.co.jp/english/equities/improvements/unit/index.html',
  date: '2018-10-01',
};
const CHINA_LOT = {
  shares: 100,
  source: 'https://www.usmart.hk/en/help-centre/71/detail/10168',
  date: READ,
};

const US = market('US', 'USD', { ticks: US_TICKS, costs: US_COSTS });

/** Yahoo's suffixes: https://help.yahoo.com/kb/SLN2310.html. In Hong Kong each issuer sets its own lot. */
const BY_SUFFIX: ReadonlyMap<string, Market> = new Map([
  ['NS', market('NSE', 'INR', { ticks: NSE_TICKS, costs: NSE_COSTS })],
  ['BO', market('BSE', 'INR', { costs: BSE_COSTS })],
  ['L', market('London', 'GBP', { costs: UK_COSTS })],
  ['JO', market('Johannesburg', 'ZAR')],
  ['TA', market('Tel Aviv', 'ILS')],
  ['T', market('Tokyo', 'JPY', { lot: TOKYO_LOT, ticks: TOKYO_TICKS })],
  ['HK', market('Hong Kong', 'HKD')],
  ['SS', market('Shanghai', 'CNY', { lot: CHINA_LOT })],
  ['SZ', market('Shenzhen', 'CNY', { lot: CHINA_LOT })],
  ['KS', market('Korea', 'KRW')],
  ['KQ', market('KOSDAQ', 'KRW')],
  ['TW', market('Taiwan', 'TWD')],
  ['SI', market('Singapore', 'SGD')],
  ['KL', market('Kuala Lumpur', 'MYR')],
  ['JK', market('Jakarta', 'IDR')],
  ['AX', market('Australia', 'AUD')],
  ['NZ', market('New Zealand', 'NZD')],
  ['TO', market('Toronto', 'CAD')],
  ['V', market('TSX Venture', 'CAD')],
  ['MX', market('Mexico', 'MXN')],
  ['SA', market('São Paulo', 'BRL')],
  ['SW', market('Zurich', 'CHF')],
  ['ST', market('Stockholm', 'SEK')],
  ['CO', market('Copenhagen', 'DKK')],
  ['OL', market('Oslo', 'NOK')],
  ...['DE', 'F', 'PA', 'AS', 'BR', 'LS', 'MI', 'MC', 'VI', 'HE', 'IR'].map((suffix): [string, Market] => [
    suffix,
    market(suffix, 'EUR'),
  ]),
]);

/** A coin against a currency: `BTC-USD`. A class of shares has one letter: `BRK-B`. */
const COIN = /^[A-Z0-9]+-([A-Z]{3})$/;
const PAIR = /^[A-Z]{3}([A-Z]{3})=X$/;

/** What a ticker's spelling says of it. */
export interface Listing {
  /** `other`: an index, a currency pair, a future, or a share whose exchange the spelling does not tell. */
  kind: 'share' | 'coin' | 'other';
  market: Market | null;
  /** Major unit of its prices; null if the spelling does not tell. */
  currency: string | null;
}

/** Reads Yahoo's spelling: `TCS.NS`, `BTC-USD`, `EURUSD=X`. */
export function listingOf(ticker: string): Listing {
  const upper = ticker.toUpperCase();
  const [, against] = COIN.exec(upper) ?? PAIR.exec(upper) ?? [];
  if (against !== undefined && isCurrency(against)) {
    return { kind: COIN.test(upper) ? 'coin' : 'other', market: null, currency: against };
  }
  const [, suffix = ''] = /^[^^=]+\.([A-Z]{1,2})$/.exec(upper) ?? [];
  const found = BY_SUFFIX.get(suffix);
  if (found) return { kind: 'share', market: found, currency: found.currency };
  return { kind: 'other', market: null, currency: null };
}

/** Whether a ticker has no exchange in its spelling, as US shares have none. */
const isBare = (ticker: string): boolean => /^[A-Z0-9]+(-[A-Z])?$/.test(ticker.toUpperCase());

/** As `listingOf`, for a ticker whose prices are known to be in `currency`: a bare one in dollars is a US share. */
export function listingAt(ticker: string, currency: string | null): Listing {
  const listing = listingOf(ticker);
  if (listing.kind === 'other' && currency === 'USD' && isBare(ticker)) {
    return { kind: 'share', market: US, currency };
  }
  return listing;
}
