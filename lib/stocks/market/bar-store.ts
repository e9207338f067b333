import type { DataSource } from './market.ts';

/** Everything a cached series depends on. */
export interface BarKey {
  source: DataSource;
  /** As requested, in upper case. */
  ticker: string;
  interval: '1d';
  /** Price adjustment. */
  adjustment: 'splits';
  years: number;
  /** UTC day of the request, ISO 8601. */
  day: string;
}

export interface BarEntry extends BarKey {
  /** Whether the last bar's session had ended when the bars were read. */
  complete: boolean;
  /** Packed by `stored-data.ts`. */
  bars: string;
  /** When the source was read, Unix milliseconds. */
  fetchedAt: number;
}

/** A cache of bars. Its errors cost the cache, never the analysis. */
export interface BarStore {
  /** The entries found for these keys, in any order, in one round trip. */
  get(keys: readonly BarKey[]): Promise<BarEntry[]>;
  /** Inserts or replaces entries in one round trip; keys must be distinct. */
  put(entries: readonly BarEntry[]): Promise<void>;
}
