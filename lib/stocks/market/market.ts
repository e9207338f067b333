import type { Log } from '../../core/log.ts';
import type { DATA_SOURCES } from './data-sources.ts';
import type { DataQuality } from './quality.ts';

export type DataSource = (typeof DATA_SOURCES)[number];

/** From `date` on, one old share is `ratio` new ones: 2 is two for one, 0.1 is one for ten. */
export interface Split {
  date: string;
  ratio: number;
}

/**
 * Daily bars, oldest first, one array a column, all of one length. Prices are split-adjusted and not
 * dividend-adjusted, in `currency` units; volume is in shares. No nulls, every number finite.
 */
export interface DailyBars {
  /** The source's own spelling of the ticker, e.g. `TCS.NS`. */
  ticker: string;
  /** ISO 4217, `XXX` where the source names none; Yahoo also writes `GBp` for pence. */
  currency: string;
  /** ISO dates (`2024-05-17`) in the exchange's time zone, strictly rising. */
  dates: string[];
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
  /** Cash per share on the bar of its ex-date, split-adjusted, in `currency`; 0 elsewhere and where the source has none. */
  dividends: Float64Array;
  /** Splits behind the first bar, oldest first; the prices are adjusted for them. Empty where the source has none. */
  splits: Split[];
  /** Rows the source gave that had to be dropped (null or impossible values, a second row for one day). */
  dropped: number;
}

export interface MarketData {
  bars: DailyBars;
  source: DataSource;
  /** True when the numbers do not describe the present: sample and simulated data. */
  stale: boolean;
  /** Where the numbers come from, in words, for the result. */
  provenance: string;
  /** What was found wrong or odd in the bars. */
  quality: DataQuality;
  /**
   * Until when no newer bar can be expected, in milliseconds since the epoch; null while the last bar may still change,
   * infinite for data that never do.
   */
  settledUntil: number | null;
}

export interface MarketRequest {
  ticker: string;
  /** How much history, 2 to 20; the sample and simulated data have what they have. */
  years: number;
  signal: AbortSignal;
  log: Log;
}

/**
 * A provider of daily bars.
 * @throws PermanentError `unknown_symbol` when the source says it has no such symbol; `no_data` when it knows
 *   the symbol and has no usable bars; `market_data_refused` when the key or its plan is not enough;
 *   `market_data_unreachable` from `auto` once it takes the machine to be
 *   offline; `sample_not_installed`.
 * @throws TransientError `market_data_unreachable`, `market_data_rate_limited`, `market_data_failed`.
 * @throws the signal's reason, as it is, once the signal has aborted.
 */
export interface MarketSource {
  /** The name under which the provider's request budget is kept. */
  readonly provider: DataSource;
  dailyBars(request: MarketRequest): Promise<MarketData>;
}
