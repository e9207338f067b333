import { READ, type Sourced } from './sourced.ts';

/** One cost of trading shares, besides the price. */
export interface Cost extends Sourced {
  name: string;
  side: 'buy' | 'sell' | 'both';
  /** Of the value traded, or of the costs named in `on`; null if nobody has looked it up. */
  percent: number | null;
  /** Names of the costs that this one is charged on. */
  on?: readonly string[];
  /** Per share, in the major unit; caps are not applied. */
  perShare?: number;
}

const BROKERAGE: Cost = { name: 'brokerage', side: 'both', percent: null, source: null, date: null };

const ZERODHA =
  'https://support.zerodha.com/category/account-opening/charges-at-zerodha/articles/what-are-the-various-statutory-charges-like-stamp-duty-and-taxes-etc';
const INDIAN_CHARGES =
  'https://proficientequities.com/elementskit-content/dynamic-content-widget-22fc413-c5bea74/';
const SEC_FEE = 'https://www.sec.gov/rules-regulations/fee-rate-advisories/2026-2';
const FINRA_TAF = 'https://www.finra.org/sites/default/files/2024-11/sr-finra-2024-019.pdf';

/** Delivery of shares in India. ₹10 a crore are 0.0001 %. The depository's flat charge on a sale is not included. */
const indian = (exchangePercent: number): readonly Cost[] => [
  BROKERAGE,
  { name: 'stt', side: 'both', percent: 0.1, source: ZERODHA, date: READ },
  { name: 'exchange', side: 'both', percent: exchangePercent, source: INDIAN_CHARGES, date: READ },
  { name: 'sebi', side: 'both', percent: 0.0001, source: INDIAN_CHARGES, date: READ },
  { name: 'stamp_duty', side: 'buy', percent: 0.015, source: INDIAN_CHARGES, date: READ },
  {
    name: 'gst',
    side: 'both',
    percent: 18,
    on: ['brokerage', 'exchange', 'sebi'],
    source: INDIAN_CHARGES,
    date: READ,
  },
];

export const NSE_COSTS = indian(0.00307);
export const BSE_COSTS = indian(0.00375);

/** $20.60 a million sold are 0.00206 %. FINRA's cap of $9.79 a trade is reached from 50,205 shares on. */
export const US_COSTS: readonly Cost[] = [
  BROKERAGE,
  { name: 'sec', side: 'sell', percent: 0.00206, source: SEC_FEE, date: '2026-04-04' },
  {
    name: 'finra_taf',
    side: 'sell',
    percent: 0,
    perShare: 0.000195,
    source: FINRA_TAF,
    date: '2026-01-01',
  },
];

/** The Takeover Panel's levy of £1.50 on trades above £10,000 is not included: at most 0.015 %. */
export const UK_COSTS: readonly Cost[] = [
  BROKERAGE,
  {
    name: 'stamp_duty',
    side: 'buy',
    percent: 0.5,
    source:
      'https://ig.com/uk/glossary-trading-terms/stamp-duty-and-sdrt--stamp-duty-reserve-tax--definition',
    date: READ,
  },
];

function percentOn(side: 'buy' | 'sell', costs: readonly Cost[], price: number): number {
  const own = new Map<string, number>();
  for (const { name, side: charged, percent, on, perShare = 0 } of costs) {
    if (charged !== 'both' && charged !== side) continue;
    const base = on ? on.reduce((sum, each) => sum + (own.get(each) ?? 0), 0) / 100 : 1;
    own.set(name, (percent ?? 0) * base + (100 * perShare) / price);
  }
  return [...own.values()].reduce((sum, each) => sum + each, 0);
}

/**
 * What a purchase and a sale cost together, in percent of the value traded. What nobody has looked up counts as 0.
 * @param price of a share, in the major unit, above 0.
 */
export function costPercents(costs: readonly Cost[], price: number): { buy: number; sell: number } {
  const rounded = (percent: number) => Math.round(percent * 1e6) / 1e6;
  return { buy: rounded(percentOn('buy', costs, price)), sell: rounded(percentOn('sell', costs, price)) };
}
