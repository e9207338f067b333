import type { Log } from '../../core/log.ts';
import type { DATA_SOURCES } from './data-sources.ts';
import type { DataQuality } from './quality.ts';

export type DataSource = (typeof DATA_SOURCES)[number];

/**
 * From `date` on, one old share equals `ratio` new ones: 2 is a two-for-one split, 0.1 a one-for-ten reverse split.
 */
export interface Split {
  date: string;
  ratio: number;
}

/**
 * Daily bars as columns of equal length, oldest first, all values finite. Prices are in `currency`, adjusted for
 * splits but not dividends; volume is in shares.
 */
export interface DailyBars {
  /** The source's spelling of the ticker, e.g. `TCS.NS`. */
  ticker: string;
  /** ISO 4217, `XXX` if unknown; Yahoo also uses `GBp` for pence. */
  currency: string;
  /** ISO dates (`2024-05-17`) in the exchange's time zone, strictly increasing. */
  dates: string[];
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
  /** Cash per share on its ex-date, split-adjusted, in `currency`; 0 elsewhere and for sources without dividends. */
  dividends: Float64Array;
  /** Splits after the first bar, oldest first, already applied to the prices. Empty for sources without splits. */
  splits: Split[];
  /** Rows dropped because of null or impossible values or duplicate days. */
  dropped: number;
}

/** What the source calls a security; null where it does not say. */
export interface Listing {
  /** `Tata Consultancy Services Limited` */
  name: string | null;
  /** In the source's own words: `NSE`, `NasdaqGS`. */
  exchange: string | null;
}

/** The exchange's day, as it was when the bars were read. */
export interface MarketDay {
  /** IANA name of the exchange's time zone. */
  timeZone: string;
  /** ISO date there. */
  today: string;
  /** When a session's bar becomes final, in minutes after the midnight that begins its date. */
  closesAt: number;
  /** When the last bar becomes final, in Unix milliseconds; null if it is. */
  unfinishedUntil: number | null;
}

export interface MarketData {
  bars: DailyBars;
  listing: Listing;
  source: DataSource;
  /** True for sample and simulated data, which do not describe the present. */
  stale: boolean;
  /** Human-readable source of the data, for the result. */
  provenance: string;
  /** Problems found in the bars. */
  quality: DataQuality;
  /**
   * No newer bar is expected before this time, in Unix milliseconds; null while the last bar may change, infinite for
   * static data.
   */
  settledUntil: number | null;
  /** Null for data that do not reach the present. */
  day: MarketDay | null;
}

export interface MarketRequest {
  ticker: string;
  /** Years of history, 2 to 20; ignored by sample and simulated data. */
  years: number;
  signal: AbortSignal;
  log: Log;
}

/**
 * A provider of daily bars.
 * @throws PermanentError `unknown_symbol` if the source says so; `no_data` for a known symbol without usable bars;
 * `market_data_refused` for an insufficient key or plan; `market_data_unreachable` from `auto` when offline;
 * `sample_not_installed`.
 * @throws TransientError `market_data_unreachable`, `market_data_rate_limited`, `market_data_failed`.
 * @throws the signal's reason, unwrapped, once it has aborted.
 */
export interface MarketSource {
  /** Name of the provider's request budget. */
  readonly provider: DataSource;
  dailyBars(request: MarketRequest): Promise<MarketData>;
}
