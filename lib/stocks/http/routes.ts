import { creationHook } from '../../http/callback-url.ts';
import type { HttpContext } from '../../http/context.ts';
import { createRouter, createRoutes, type Routes } from '../../http/router.ts';
import { analyzeAllHandler, analyzeAllRoute } from './analyze-all.ts';
import { historyHandler, historyOfTickerRoute, historyRoute } from './history.ts';
import { latestHandler, latestRoute } from './latest.ts';
import { progressHandler, progressOfStocksRoute, progressRoute } from './progress.ts';
import { allStocksRoute, universeHandler, universeRoute } from './universe.ts';
import { addWatchlistRoutes } from './watchlist/routes.ts';

/** The routes of the original stock service, over the same jobs. */
function stocksRoutes(context: HttpContext): Routes {
  const routes = createRoutes();
  routes.openapi(analyzeAllRoute, analyzeAllHandler(context), creationHook(context));
  routes.openapi(progressRoute, progressHandler(context));
  routes.openapi(progressOfStocksRoute, progressHandler(context));
  routes.openapi(historyRoute, historyHandler(context));
  routes.openapi(historyOfTickerRoute, historyHandler(context));
  routes.openapi(latestRoute, latestHandler(context));
  routes.openapi(universeRoute, universeHandler(context));
  routes.openapi(allStocksRoute, universeHandler(context));
  addWatchlistRoutes(routes, context);
  return routes;
}

/** Serves `/api/stocks`, `/api/all-stocks`, `/api/analysis`, `/api/analysis-history` and `/api/watchlist`, also under /api/v1. */
export function createStocksRouter(context: HttpContext): Routes {
  return createRouter(context, { routes: stocksRoutes(context) });
}
