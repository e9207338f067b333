import type { Log } from '../../core/log.ts';

/** Where bars came from. `sample` and `simulated` are never live and are labelled in every result. */
export type DataSource = 'yahoo' | 'sample' | 'simulated';

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
}

export interface MarketRequest {
  ticker: string;
  signal: AbortSignal;
  log: Log;
}

/**
 * A provider of daily bars.
 * @throws PermanentError `unknown_symbol` when the source says it has no such symbol; `no_data` when it knows
 *   the symbol and has no usable bars; `market_data_unreachable` from `auto` once it takes the machine to be
 *   offline; `sample_not_installed`.
 * @throws TransientError `market_data_unreachable`, `market_data_rate_limited`, `market_data_failed`.
 * @throws the signal's reason, as it is, once the signal has aborted.
 */
export interface MarketSource {
  /** The name under which the provider's request budget is kept: `yahoo`, `sample`, `simulated`. */
  readonly provider: DataSource;
  dailyBars(request: MarketRequest): Promise<MarketData>;
}
