import { PermanentError } from '../core/errors.ts';
import { inSlices } from '../core/slices.ts';
import {
  type Analyzer,
  defineAnalyzer,
  type StepContext,
  type StepResult,
  type StepToRun,
} from '../engine/analyzer.ts';
import type { ProviderLimits } from '../jobs/types.ts';
import { analyzeBars } from './analyze.ts';
import { watchlistChanged } from './changes/event.ts';
import type { MarketData, MarketSource } from './market/market.ts';
import { packBars } from './results/packed-bars.ts';
import { type StockRecord, writeStocks } from './results/write.ts';
import { type StockInput, stockInputSchema } from './schema.ts';
import { candidates } from './symbols.ts';
import { withUniverse } from './universe/with-universe.ts';

const VERSION = 1;
const STEP_TIMEOUT_MS = 20_000;
/** Steps per slice when the provider sets no limit. */
const QUICK = 25;

const NOT_ADVICE = 'For information only. This is not investment advice.';

export interface StocksOptions {
  market: MarketSource;
  /** Exchange suffix to try for bare symbols, e.g. `.NS`; may be empty. */
  suffix: string;
  /** What the provider takes; null for no limit. */
  limits: ProviderLimits | null;
  /** Tickers of the loaded universe; empty if none is loaded. */
  universe: () => Promise<string[]>;
}

/** Fetches bars for the first candidate that the source knows. */
async function fetchBars(
  { market, suffix }: StocksOptions,
  { symbol, years }: { symbol: string; years: number },
  context: StepContext,
) {
  const names = candidates(symbol, suffix);
  for (const [i, ticker] of names.entries()) {
    try {
      const data: MarketData = await market.dailyBars({ ticker, years, ...context });
      return { ticker, data };
    } catch (error) {
      const unknown = error instanceof PermanentError && error.code === 'unknown_symbol';
      if (!unknown || i === names.length - 1) throw error;
    }
  }
  throw new Error('a symbol has at least one candidate');
}

async function analyzeSymbol(
  options: StocksOptions,
  input: StockInput,
  { key }: StepToRun,
  context: StepContext,
): Promise<StepResult<StockRecord>> {
  const wanted = { symbol: key, years: input.history_years };
  const { ticker, data } = await fetchBars(options, wanted, context);
  const work = analyzeBars(data.bars, {
    strategies: input.strategies,
    comparisons: input.strategies.length * Math.max(1, input.symbols.length),
    capital: input.capital,
    riskPercent: input.risk_percent,
    positionCapPercent: input.position_cap_percent,
    feePercent: input.fee_percent,
    slippagePercent: input.slippage_percent,
  });
  const analysis = await inSlices(work, context.signal);
  return { record: { ticker, analysis, data, packed: await packBars(data.bars) } };
}

/**
 * An analyzer with one stage and one step per symbol. The key is the symbol as requested; the result has the ticker
 * that was found.
 */
export function createStocksAnalyzer(options: StocksOptions): Analyzer<StockInput> {
  const schema = stockInputSchema(options.suffix);
  return defineAnalyzer({
    kind: 'stocks',
    version: VERSION,
    deadlineSeconds: 3600,
    disclaimer: NOT_ADVICE,
    event: watchlistChanged,
    input: schema,
    resolve: (input) => withUniverse(input, schema, options.universe),
    open: (input) => {
      const stage = {
        name: 'analyze',
        share: 1,
        concurrency: Math.min(QUICK, options.limits?.maxInFlight ?? QUICK),
        timeoutMs: STEP_TIMEOUT_MS,
        provider: options.limits === null ? null : options.market.provider,
        run: (step: StepToRun, context: StepContext) => analyzeSymbol(options, input, step, context),
        write: writeStocks,
      };
      return {
        stages: [stage],
        plan: () => input.symbols.map((key) => ({ stage: 0, key })),
      };
    },
  });
}
