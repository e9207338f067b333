import type { DailyBars, DataSource } from '../market/market.ts';
import type { AmountUnit } from './currencies.ts';
import type { Listing } from './markets.ts';

const DAYS = 20;

/** How much of a security is traded: medians of the last 20 bars; null if nobody counts it. */
export interface Liquidity {
  /** Shares or coins a day. */
  volume: number | null;
  /** Price times volume a day, in the major unit; null also if the currency is unknown. */
  turnover: number | null;
}

const NOT_COUNTED: Liquidity = { volume: null, turnover: null };

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const [below = 0, above = 0] = [sorted[half - 1], sorted[half]];
  return sorted.length % 2 === 1 ? above : (below + above) / 2;
}

const storable = (value: number): number | null => (Number.isFinite(value) ? value : null);

interface Traded {
  bars: DailyBars;
  source: DataSource;
  listing: Listing;
  unit: AmountUnit | null;
}

/**
 * Indices, currencies and funds have no volume on any day: it is not counted. Yahoo gives a coin's volume in the
 * currency it is priced in (bitcoin's is larger than the number of bitcoins).
 */
export function liquidityOf({ bars, source, listing, unit }: Traded): Liquidity {
  if (!bars.volume.some((volume) => volume > 0)) return NOT_COUNTED;
  const inCurrency = listing.kind === 'coin' && source === 'yahoo';
  const volumes = [...bars.volume.slice(-DAYS)];
  const closes = bars.close.slice(-DAYS);
  const close = (i: number) => closes[i] ?? Number.NaN;
  const shares = inCurrency ? volumes.map((volume, i) => volume / close(i)) : volumes;
  const values = inCurrency ? volumes : volumes.map((volume, i) => volume * close(i));
  return {
    volume: storable(median(shares)),
    turnover: unit && storable(median(values) / unit.perUnit),
  };
}
