import type { Database } from '../db/client.ts';
import type { Product, ProductEntry, ProductWorld } from '../product.ts';
import { createStocksAnalyzer, type StocksOptions } from './analyzer.ts';
import { STOCK_RESULTS } from './http/results.ts';
import { stocksEndpoints } from './http/routes.ts';
import { createBarStore } from './market/bar-cache.ts';
import { createMarketSource } from './market/market-sources.ts';
import { createPendingPlans } from './record/pending.ts';
import { stockRetention } from './retention.ts';
import { stockInputSchema } from './schema.ts';
import { universeTickers } from './universe/universe.ts';
import { watchlistMessages } from './watchlist/fire.ts';
import { createWatchlistSchedules } from './watchlist/watchlist-schedules.ts';

function optionsOf({ config, clock, database }: ProductWorld): StocksOptions {
  const universe: Database = database('unstuck-universe');
  return {
    market: createMarketSource(config.marketData, {
      fetch: globalThis.fetch,
      origins: config.apiOrigins,
      clock,
      twelveDataKey: config.secrets.twelveDataKey,
      barStore: createBarStore(database('unstuck-market')),
      simulatedLatencyMs: config.simulatedLatencyMs,
    }),
    suffix: config.defaultSymbolSuffix,
    limits: config.marketLimits,
    universe: () => universeTickers(universe),
    pendingPlans: createPendingPlans(database('unstuck-plans'), clock),
  };
}

/** Stock analysis with its universe, watchlists and schedules. */
export function stocksProduct(options: StocksOptions, rawRetentionDays: number): Product {
  const { market, suffix, limits } = options;
  const analyzer = createStocksAnalyzer(options);
  return {
    analyzer,
    results: STOCK_RESULTS,
    exampleInput: { symbols: ['AAPL', 'TCS.NS'], capital: 100_000 },
    tags: [
      { name: 'stocks', description: 'A verdict, a trade plan and supporting evidence for each symbol.' },
      { name: 'watchlist', description: 'Symbols analyzed together, on request or on a schedule.' },
    ],
    routes: (context) =>
      stocksEndpoints({
        ...context,
        analyzer,
        input: stockInputSchema,
        symbolSuffix: suffix,
        schedules: createWatchlistSchedules(context),
      }),
    retention: stockRetention(rawRetentionDays),
    messages: (kernel) => watchlistMessages(kernel, { analyzer, input: stockInputSchema }),
    budgets: limits === null ? {} : { [market.provider]: limits },
  };
}

export const stocks: ProductEntry = {
  name: 'stocks',
  create: (world) => stocksProduct(optionsOf(world), world.config.rawRetentionDays),
};
