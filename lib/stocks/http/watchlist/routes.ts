import { creationHook, type Endpoint, endpoint } from '../../../http/route.ts';
import type { StocksContext } from '../context.ts';
import { analyzeWatchlistHandler, analyzeWatchlistRoute } from './analyze.ts';
import {
  addToWatchlistHandler,
  addToWatchlistRoute,
  listWatchlistHandler,
  listWatchlistRoute,
  removeFromWatchlistHandler,
  removeFromWatchlistRoute,
  removeNamedHandler,
  removeNamedRoute,
} from './items.ts';
import {
  getScheduleHandler,
  getScheduleRoute,
  putScheduleHandler,
  putScheduleRoute,
  removeScheduleHandler,
  removeScheduleRoute,
} from './schedule.ts';

/** Watchlist routes; `/watchlist/schedule` must come before `/watchlist/{symbol}`. */
export function watchlistEndpoints(context: StocksContext): Endpoint[] {
  return [
    endpoint(putScheduleRoute, putScheduleHandler(context), { hook: creationHook(context) }),
    endpoint(getScheduleRoute, getScheduleHandler(context)),
    endpoint(removeScheduleRoute, removeScheduleHandler(context)),
    endpoint(analyzeWatchlistRoute, analyzeWatchlistHandler(context), { hook: creationHook(context) }),
    endpoint(listWatchlistRoute, listWatchlistHandler(context)),
    endpoint(addToWatchlistRoute, addToWatchlistHandler(context)),
    endpoint(removeNamedRoute, removeNamedHandler(context)),
    endpoint(removeFromWatchlistRoute, removeFromWatchlistHandler(context)),
  ];
}
