import { inSlices } from '../core/slices.ts';
import { reasonOf } from '../db/error-text.ts';
import {
  type Analyzer,
  defineAnalyzer,
  type StepContext,
  type StepResult,
  type StepToRun,
} from '../engine/analyzer.ts';
import type { ProviderLimits } from '../jobs/types.ts';
import { analyzeBars } from './analyze.ts';
import { type BarsToRate, barsToRate } from './bars/bars-to-rate.ts';
import { yearsToRead } from './bars/intervals.ts';
import { verdictNow } from './bars/verdict-now.ts';
import { watchlistChanged } from './changes/event.ts';
import { findListing } from './listing/find.ts';
import { symbolNote } from './listing/symbol-note.ts';
import type { MarketData, MarketSource } from './market/market.ts';
import { type Account, createAccount } from './money/account.ts';
import { amountUnit } from './money/currencies.ts';
import { termsOf } from './money/terms.ts';
import { finishedBars } from './record/finished-bars.ts';
import { type FollowedPlan, followPlans } from './record/follow.ts';
import type { PendingPlans } from './record/pending.ts';
import { packBars } from './results/packed-bars.ts';
import { type StockRecord, writeStocks } from './results/write.ts';
import { hashedInput, type StockInput, stockInputSchema } from './schema.ts';
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
  pendingPlans: PendingPlans;
}

/** What the bars say of the owner's earlier plans. */
async function followedBy(
  { pendingPlans }: StocksOptions,
  { ticker, data, rated }: { ticker: string; data: MarketData; rated: BarsToRate },
  { jobId, signal, log }: StepContext,
): Promise<FollowedPlan[]> {
  try {
    const plans = await pendingPlans({ jobId, ticker, interval: rated.interval, data });
    return followPlans(finishedBars(rated), plans);
  } catch (error) {
    // They lose nothing: the next run follows them from their own day.
    log.warn('plans_not_followed', { ticker, why: reasonOf(error) });
    return [];
  } finally {
    signal.throwIfAborted();
  }
}

/** The capital of a job. */
function accountOf(
  { market, suffix }: StocksOptions,
  { capital, currency, symbols, history_years: years }: StockInput,
): Account {
  const read = async (symbol: string, ask: Pick<StepContext, 'signal' | 'log'>) =>
    (await findListing({ market, context: ask }, { symbol, suffix, given: symbols, years })).data;
  return createAccount({ market, capital, currency, symbols, read });
}

interface Opened {
  options: StocksOptions;
  input: StockInput;
  account: Account;
}

async function analyzeSymbol(
  { options, input, account }: Opened,
  { key }: StepToRun,
  context: StepContext,
): Promise<StepResult<StockRecord>> {
  const { market, suffix } = options;
  const years = yearsToRead(input.interval ?? '1d', input.history_years);
  const wanted = { symbol: key, suffix, given: input.symbols, years };
  const found = await findListing({ market, context }, wanted);
  const { ticker, data, others } = found;
  const rated = barsToRate(data, input);
  const daily = rated.interval === '1d' ? rated.bars : data.bars;
  const priced = { symbol: key, unit: amountUnit(daily.currency), asOf: daily.dates.at(-1) ?? '' };
  const traded = { ticker, data: { ...data, bars: daily } };
  const terms = termsOf(traded, input, await account.fundsFor(priced, context.log));
  const work = analyzeBars(rated.bars, {
    interval: rated.interval,
    blocked: rated.blocked,
    strategies: input.strategies,
    comparisons: input.strategies.length * Math.max(1, input.symbols.length),
    ...terms.plan,
  });
  const analysis = await inSlices(work, context.signal);
  const now = rated.present && verdictNow(rated.present, analysis.strategy);
  const followed = await followedBy(options, { ticker, data, rated }, context);
  const money = { ...terms.liquidity, details: terms.told(analysis.plan) };
  const { feePercent, saleFeePercent = feePercent, slippagePercent } = terms.plan;
  const costs = { feePercent, saleFeePercent, slippagePercent };
  const listing = { ticker, others, note: symbolNote(key, found) };
  const packed = packBars(rated.bars);
  return { record: { ...listing, analysis, data, rated, now, money, costs, followed, packed } };
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
    event: watchlistChanged,
    input: stockInputSchema,
    hashed: hashedInput,
    resolve: (input) => withUniverse(input, stockInputSchema, options.universe),
    open: (input) => {
      const opened = { options, input, account: accountOf(options, input) };
      const stage = {
        name: 'analyze',
        share: 1,
        concurrency: Math.min(QUICK, options.limits?.maxInFlight ?? QUICK),
        timeoutMs: STEP_TIMEOUT_MS,
        provider: options.limits === null ? null : options.market.provider,
        run: (step: StepToRun, context: StepContext) => analyzeSymbol(opened, step, context),
        write: writeStocks,
      };
      return {
        stages: [stage],
        plan: () => input.symbols.map((key) => ({ stage: 0, key })),
      };
    },
  });
}
