import { type Endpoint, endpoint } from '../../http/route.ts';
import { analyzeAllEndpoint } from './analyze-all.ts';
import { changesHandler, changesRoute } from './changes.ts';
import type { StocksContext } from './context.ts';
import { diffHandler, diffRoute } from './diff.ts';
import { historyHandler, historyRoute } from './history.ts';
import { latestHandler, latestRoute } from './latest.ts';
import { pooledHandler, pooledRoute } from './pooled-evidence.ts';
import { portfolioHandler, portfolioRoute } from './portfolio.ts';
import { progressHandler, progressOfStocksRoute } from './progress.ts';
import { recordHandler, recordRoute } from './record.ts';
import { symbolHandler, symbolRoute } from './symbol.ts';
import { universeHandler, universeRoute } from './universe.ts';
import { watchlistEndpoints } from './watchlist/routes.ts';

/** Routes of the original stock service, backed by the same jobs. */
export function stocksEndpoints(context: StocksContext): Endpoint[] {
  return [
    analyzeAllEndpoint(context),
    endpoint(progressOfStocksRoute, progressHandler(context), { aliases: ['/all-stocks/progress'] }),
    endpoint(historyRoute, historyHandler(context), { aliases: ['/analysis/history/{symbol}'] }),
    endpoint(latestRoute, latestHandler(context)),
    endpoint(symbolRoute, symbolHandler(context)),
    endpoint(diffRoute, diffHandler(context)),
    endpoint(recordRoute, recordHandler(context)),
    endpoint(portfolioRoute, portfolioHandler(context)),
    endpoint(changesRoute, changesHandler(context)),
    endpoint(pooledRoute, pooledHandler(context)),
    endpoint(universeRoute, universeHandler(context), { aliases: ['/stocks/all'] }),
    ...watchlistEndpoints(context),
  ];
}
