import type { Analyzer } from '../../engine/analyzer.ts';
import type { HttpContext } from '../../http/route.ts';
import type { StockInput, stockInputSchema } from '../schema.ts';
import type { WatchlistSchedules } from '../watchlist/schedules.ts';

/** Dependencies of the stock routes. */
export interface StocksContext extends HttpContext {
  analyzer: Analyzer<StockInput>;
  /** Schema of an analysis input. */
  input: typeof stockInputSchema;
  schedules: WatchlistSchedules;
  /** The exchange that a bare symbol is of, if it is listed there, e.g. `.NS`; may be empty. */
  symbolSuffix: string;
}
