import { asc, eq } from 'drizzle-orm';
import { silentLog } from '../../../lib/core/log.ts';
import type { Analyzer } from '../../../lib/engine/analyzer.ts';
import { jobs } from '../../../lib/jobs/db-schema.ts';
import type { Job } from '../../../lib/jobs/types.ts';
import { createStocksAnalyzer } from '../../../lib/stocks/analyzer.ts';
import { stockChanges } from '../../../lib/stocks/changes/db-schema.ts';
import type { DailyBars, MarketSource } from '../../../lib/stocks/market/market.ts';
import { sampleSource } from '../../../lib/stocks/market/sample.ts';
import type { StockRecord } from '../../../lib/stocks/results/write.ts';
import { createdJob, done, type jobsContext, stagePlan, turn } from '../../support/jobs.ts';
import { resumed } from '../../support/run-steps.ts';

/** The first `count` bars of a series. */
function firstBars(bars: DailyBars, count: number): DailyBars {
  const cut = (column: Float64Array) => column.slice(0, count);
  return {
    ...bars,
    dates: bars.dates.slice(0, count),
    open: cut(bars.open),
    high: cut(bars.high),
    low: cut(bars.low),
    close: cut(bars.close),
    volume: cut(bars.volume),
    dividends: cut(bars.dividends),
  };
}

/** The real sample as it stood `daysAgo()` trading days before its end. */
export function sampleAsOf(daysAgo: () => number): MarketSource {
  const sample = sampleSource();
  return {
    ...sample,
    async dailyBars(request) {
      const data = await sample.dailyBars(request);
      return { ...data, bars: firstBars(data.bars, data.bars.dates.length - daysAgo()) };
    },
  };
}

export const stocksOn = (market: MarketSource) =>
  createStocksAnalyzer({
    ...{ market, suffix: '', limits: null },
    ...{ universe: async () => [], pendingPlans: async () => [] },
  });

type Context = ReturnType<typeof jobsContext>;

/** A stock job, not begun; a slice runs one symbol after another. */
export function stockJob(context: Context, symbols: string[], strategies = ['balanced']): Promise<Job> {
  const steps = symbols.map((key) => ({ stage: 0, key }));
  const stages = [stagePlan({ name: 'analyze', concurrency: 1 })];
  return createdJob(context, 0, { steps, stages, input: { symbols, strategies } });
}

/** The changes that a job has told. */
export function changesOf({ db }: Context, jobId: string) {
  return db
    .select()
    .from(stockChanges)
    .where(eq(stockChanges.jobId, jobId))
    .orderBy(asc(stockChanges.ticker), asc(stockChanges.kind), asc(stockChanges.happenedOn));
}

/** A slice that has claimed and run steps; it may commit as often as it likes. */
export async function claimedAndRun({ db }: Context, jobId: string, analyzer: Pick<Analyzer, 'resume'>) {
  const held = `claim-${crypto.randomUUID()}`;
  const token = `commit-${crypto.randomUUID()}`;
  const { claimed } = await turn(db, jobId, { token: held });
  const [row] = await db.select({ input: jobs.input }).from(jobs).where(eq(jobs.id, jobId));
  const [stage] = resumed(analyzer, row?.input).stages;
  if (!stage) throw new Error('a stock job has a stage');
  const step = { jobId, epoch: 1, signal: new AbortController().signal, log: silentLog };
  const records = await Promise.all(
    claimed.map(async ({ key, input }) => ({ key, record: (await stage.run({ key, input }, step)).record })),
  );
  return {
    commit: async () => {
      const outcomes = records.map(({ key }) => done(key, held));
      const writes = stage.write(records, { jobId, token });
      await turn(db, jobId, { token, outcomes, writes, claim: null });
    },
  };
}

/** What a step of the real sample leaves. */
export async function recordOf(ticker: string): Promise<StockRecord> {
  const input = { symbols: [ticker], strategies: ['balanced'] };
  const [stage] = stocksOn(sampleSource()).resume(input)?.stages ?? [];
  if (!stage) throw new Error('a stock job has a stage');
  const step = { jobId: 'job_sample', epoch: 1, signal: new AbortController().signal, log: silentLog };
  const { record } = await stage.run({ key: ticker, input: null }, step);
  return record as StockRecord;
}
