import type { Analyzer } from '../../engine/analyzer.ts';
import type { HttpContext } from '../../http/route.ts';
import type { StockInput, stockInputSchema } from '../schema.ts';
import type { WatchlistSchedules } from '../watchlist/schedules.ts';

/** What the routes of stocks are given. */
export interface StocksContext extends HttpContext {
  analyzer: Analyzer<StockInput>;
  /** What an analysis is asked with. */
  input: ReturnType<typeof stockInputSchema>;
  /** When watchlists are analyzed by themselves. */
  schedules: WatchlistSchedules;
  /** The exchange on which a bare symbol is looked up too, e.g. `.NS`; may be empty. */
  symbolSuffix: string;
}
