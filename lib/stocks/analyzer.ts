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
import { findListing } from './listing/find.ts';
import { symbolNote } from './listing/symbol-note.ts';
import type { MarketSource } from './market/market.ts';
import { packBars } from './results/packed-bars.ts';
import { type StockRecord, writeStocks } from './results/write.ts';
import { type StockInput, stockInputSchema } from './schema.ts';
import { withUniverse } from './universe/with-universe.ts';

const VERSION = 1;
const STEP_TIMEOUT_MS = 20_000;
/** Steps per slice when the provider sets no limit. */
const QUICK = 25;

const NOT_ADVICE = 'For information only. This is not investment advice.';

export interface StocksOptions {
  market: MarketSource;
  /** The exchange that bare symbols are of, if they are listed there, e.g. `.NS`; may be empty. */
  suffix: string;
  /** What the provider takes; null for no limit. */
  limits: ProviderLimits | null;
  /** Tickers of the loaded universe; empty if none is loaded. */
  universe: () => Promise<string[]>;
}

async function analyzeSymbol(
  options: StocksOptions,
  input: StockInput,
  { key }: StepToRun,
  context: StepContext,
): Promise<StepResult<StockRecord>> {
  const { market, suffix } = options;
  const wanted = { symbol: key, suffix, given: input.symbols, years: input.history_years };
  const found = await findListing({ market, context }, wanted);
  const { data } = found;
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
  const { ticker, others } = found;
  const note = symbolNote(key, found);
  return { record: { ticker, others, note, analysis, data, packed: await packBars(data.bars) } };
}

/**
 * An analyzer with one stage and one step per symbol. The key is the symbol as requested; the result has the ticker
 * that was found, of which a job has one result, however many of its symbols mean it.
 */
export function createStocksAnalyzer(options: StocksOptions): Analyzer<StockInput> {
  return defineAnalyzer({
    kind: 'stocks',
    version: VERSION,
    deadlineSeconds: 3600,
    disclaimer: NOT_ADVICE,
    input: stockInputSchema,
    resolve: (input) => withUniverse(input, stockInputSchema, options.universe),
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
