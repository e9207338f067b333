import { stockInput } from '../input-json.ts';

/** What the analysis of a watchlist may be asked with: all that a stock analysis may, but for its symbols. */
export const watchlistOptions = stockInput.omit({ symbols: true });
