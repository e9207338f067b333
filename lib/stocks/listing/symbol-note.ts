import { isBare } from '../symbols.ts';
import type { FoundListing } from './find.ts';
import type { OtherListing } from './other-listing.ts';

function described({ name, exchange, currency }: Omit<OtherListing, 'ticker'>): string {
  return [name, exchange, currency].filter((part) => part !== null).join(', ');
}

/** What to ask for to get exactly this ticker. */
const asked = (ticker: string): string => (isBare(ticker) ? `${ticker}.US` : ticker);

/** What a reader must know of how a symbol was read: that it can mean another security. Null if it cannot. */
export function symbolNote(symbol: string, { ticker, data, others, unchecked }: FoundListing): string | null {
  const [other] = others;
  if (other === undefined && unchecked === null) return null;
  const own = described({ ...data.listing, currency: data.bars.currency });
  const read = `${symbol} was read as ${ticker} (${own}).`;
  if (other === undefined) {
    return `${read} Whether ${unchecked} exists too could not be looked up.`;
  }
  return `${read} ${other.ticker} exists too (${described(other)}): ask for ${asked(other.ticker)} to get it.`;
}
