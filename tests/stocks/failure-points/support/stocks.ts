import { systemClock } from '../../../../lib/core/clock.ts';
import { silentLog } from '../../../../lib/core/log.ts';
import { sqlState } from '../../../../lib/db/error-chain.ts';
import type { NewJob } from '../../../../lib/engine/accept/new-job.ts';
import type { Job } from '../../../../lib/jobs/types.ts';
import { createStocksAnalyzer } from '../../../../lib/stocks/analyzer.ts';
import { simulatedSource } from '../../../../lib/stocks/market/simulated.ts';
import { stockInputSchema } from '../../../../lib/stocks/schema.ts';
import { createdJob, done, turn } from '../../../support/jobs.ts';
import { resumed } from '../../../support/run-steps.ts';
import { runStocks } from '../../http/seed.ts';
import type { Own } from './own.ts';

const stepsOf = (keys: string[]) => keys.map((key) => ({ stage: 0, key }));

/** A stock job of these symbols, not begun. */
export function stockJob(own: Own, symbols: string[], changes: Partial<NewJob> = {}): Promise<Job> {
  return createdJob(own.context, 0, { steps: stepsOf(symbols), ...changes });
}

/** A stock job of these symbols that the real stage has carried to its end. */
export async function finishedStockJob(own: Own, symbols: string[], changes: Partial<NewJob> = {}) {
  const job = await stockJob(own, symbols, changes);
  await runStocks(own.db, job.id);
  return job;
}

/** The real analyzer on simulated data, and its input. */
export const stockAnalysis = {
  analyzer: createStocksAnalyzer({
    market: simulatedSource({ clock: systemClock, latencyMs: 0 }),
    suffix: '.NS',
    limits: null,
    universe: async () => [],
    pendingPlans: async () => [],
  }),
  input: stockInputSchema,
};

/** The real stage of a stock job, and what it makes of simulated symbols. */
export async function analyzed(symbols: string[]) {
  const [stage] = resumed(stockAnalysis.analyzer, { symbols }).stages;
  if (!stage) throw new Error('a stock job has a stage');
  const context = { jobId: 'job_a', epoch: 1, signal: new AbortController().signal, log: silentLog };
  const run = async (key: string) => (await stage.run({ key, input: null }, context)).record;
  const found = await Promise.all(symbols.map(async (key) => [key, await run(key)] as const));
  const records = new Map<string, unknown>(found);
  return { stage, records };
}

type Analyzed = Awaited<ReturnType<typeof analyzed>>;

/** Sends it again where no connection was to be had, as a slice does; what the database itself says stands. */
async function connected<T>(send: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (sqlState(error) !== undefined || tries === 10) throw error;
    }
  }
}

/** Claims steps of a job and commits them with the given records, in the order given, as a slice does. */
export async function commitRecords(
  own: Own,
  jobId: string,
  { stage }: Pick<Analyzed, 'stage'>,
  records: { key: string; record: unknown }[],
): Promise<void> {
  const { claimed } = await connected(() => turn(own.db, jobId, { token: `claim-${jobId}` }));
  const held = new Set(claimed.map(({ key }) => key));
  const token = `commit-${crypto.randomUUID()}`;
  const mine = records.filter(({ key }) => held.has(key));
  const outcomes = mine.map(({ key }) => done(key, `claim-${jobId}`));
  const writes = stage.write(mine, { jobId, token });
  await connected(() => turn(own.db, jobId, { token, outcomes, writes, claim: null }));
}
