import { listingOf } from '../money/markets.ts';

/** Units for one dollar: invented, in round figures near those of 2025. */
const A_DOLLAR: ReadonlyMap<string, number> = new Map([
  ['USD', 1],
  ['INR', 85],
  ['GBP', 0.75],
  ['EUR', 0.9],
  ['JPY', 150],
  ['ZAR', 18],
  ['ILS', 3.5],
]);

/** Where shares are quoted in hundredths. */
const HUNDREDTHS: ReadonlyMap<string, string> = new Map([
  ['GBP', 'GBp'],
  ['ZAR', 'ZAc'],
  ['ILS', 'ILA'],
]);

/** What the prices of a simulated ticker are quoted in. */
export function simulatedCurrency(ticker: string): string {
  const { kind, currency } = listingOf(ticker);
  if (currency === null) return 'USD';
  return (kind === 'share' && HUNDREDTHS.get(currency)) || currency;
}

/** The invented rate of a pair such as `INRUSD=X`; null for other tickers. A currency without one counts as a dollar. */
export function simulatedRate(ticker: string): number | null {
  const [, from = '', to = ''] = /^([A-Z]{3})([A-Z]{3})=X$/.exec(ticker) ?? [];
  if (to === '') return null;
  return (A_DOLLAR.get(to) ?? 1) / (A_DOLLAR.get(from) ?? 1);
}
