import type { DataSource } from './market.ts';

/** Everything that a cached series depends on. */
export interface BarKey {
  source: DataSource;
  /** As asked for, in capitals. */
  ticker: string;
  interval: '1d';
  /** What the prices are adjusted for. */
  adjustment: 'splits';
  years: number;
  /** The UTC day of the request, ISO. */
  day: string;
}

export interface BarEntry extends BarKey {
  /** The last bar's session had ended when it was read. */
  complete: boolean;
  /** Packed: see `stored-data.ts`. */
  bars: string;
  /** When the source was read, milliseconds since the epoch. */
  fetchedAt: number;
}

/** Keeps bars for a day or so. What it throws costs the cache, never the analysis. */
export interface BarStore {
  /** What it has of these keys, in any order, in one round trip. */
  get(keys: readonly BarKey[]): Promise<BarEntry[]>;
  /** Puts or replaces, in one round trip; no two entries have one key. */
  put(entries: readonly BarEntry[]): Promise<void>;
}
