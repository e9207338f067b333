import type { InferInsertModel } from 'drizzle-orm';
import { eq } from 'drizzle-orm';
import { systemClock } from '../../../lib/core/clock.ts';
import { PermanentError } from '../../../lib/core/errors.ts';
import { silentLog } from '../../../lib/core/log.ts';
import type { Database } from '../../../lib/db/client.ts';
import { jobs } from '../../../lib/jobs/db-schema.ts';
import type { ClaimedStep, StepOutcome } from '../../../lib/jobs/turn/turn.ts';
import { createStocksAnalyzer } from '../../../lib/stocks/analyzer.ts';
import { stockResults } from '../../../lib/stocks/db-schema.ts';
import type { MarketSource } from '../../../lib/stocks/market/market.ts';
import { simulatedSource } from '../../../lib/stocks/market/simulated.ts';
import { VOTES, VOTES_VERSION } from '../../../lib/stocks/rating/votes.ts';
import { createPendingPlans } from '../../../lib/stocks/record/pending.ts';
import { stagePlan, turn } from '../../support/jobs.ts';
import { resumed } from '../../support/run-steps.ts';

interface Options {
  /** Length of each simulated series. */
  bars?: number;
  /** Instead of simulated data. */
  market?: MarketSource;
  /** Stops after this many turns that ran steps. */
  turns?: number;
}

/** Runs the steps of a stock job as a slice does, in turns of 5 to 25 steps. */
export async function runStocks(
  db: Database,
  jobId: string,
  {
    bars,
    turns = 10_000,
    market = simulatedSource({ clock: systemClock, latencyMs: 0, ...(bars ? { bars } : {}) }),
  }: Options = {},
): Promise<void> {
  const [row] = await db.select({ input: jobs.input }).from(jobs).where(eq(jobs.id, jobId));
  const analyzer = createStocksAnalyzer({
    market,
    suffix: '.NS',
    limits: null,
    universe: async () => [],
    pendingPlans: createPendingPlans(db, systemClock),
  });
  const [stage] = resumed(analyzer, row?.input).stages;
  if (!stage) throw new Error('a stock job has a stage');
  const context = { jobId, epoch: 1, signal: new AbortController().signal, log: silentLog };
  const run = async ({ key, stage: place, input }: ClaimedStep, token: string): Promise<StepOutcome> => {
    try {
      const { record } = await stage.run({ key, input }, context);
      return { key, token, stage: place, result: 'done', output: null, record, further: [] };
    } catch (error) {
      if (!(error instanceof PermanentError)) throw error;
      return {
        key,
        token,
        stage: place,
        result: 'failed',
        code: error.code,
        message: error.message,
      } as const;
    }
  };
  let token = `run-${crypto.randomUUID()}`;
  let { claimed } = await turn(db, jobId, { token });
  for (let n = 0; claimed.length > 0 && n < turns; n++) {
    const outcomes: StepOutcome[] = await Promise.all(claimed.map((step) => run(step, token)));
    const records = outcomes.flatMap((each) =>
      each.result === 'done' ? [{ key: each.key, record: each.record }] : [],
    );
    token = `run-${crypto.randomUUID()}`;
    const last = n + 1 === turns;
    const writes = stage.write(records, { jobId, token });
    claimed = (await turn(db, jobId, { token, outcomes, writes, ...(last ? { claim: null } : {}) })).claimed;
  }
}

/** A stock job as a bare row, as of a time in milliseconds. */
export async function insertJob(
  db: Database,
  changes: Partial<InferInsertModel<typeof jobs>> & { id: string },
): Promise<void> {
  await db.insert(jobs).values({
    owner: 'ann',
    kind: 'stocks',
    analyzerVersion: 1,
    source: 'api',
    input: { symbols: [] },
    stages: [stagePlan({ name: 'analyze' })],
    stageTotal: 1,
    stageLeft: 1,
    total: 1,
    planned: 1,
    deadlineSeconds: 3600,
    deadlineAt: new Date(Date.now() + 3_600_000),
    ...changes,
  });
}

/** A result as a bare row of an existing job. */
export async function insertResult(
  db: Database,
  changes: Partial<InferInsertModel<typeof stockResults>> & { jobId: string; ticker: string },
): Promise<void> {
  await db.insert(stockResults).values(resultRow(changes));
}

export function resultRow(
  changes: Partial<InferInsertModel<typeof stockResults>> & { jobId: string; ticker: string },
): InferInsertModel<typeof stockResults> {
  const { ticker } = changes;
  return {
    owner: 'ann',
    stepKey: ticker,
    symbol: ticker.replace(/\.[A-Z]{1,4}$/, ''),
    currency: 'USD',
    verdict: 'Neutral',
    rating: 0,
    score: 50,
    movingAverages: 0,
    oscillators: 0,
    close: 10.5,
    noPlanReason: 'verdict_not_buy',
    votes: VOTES.map(() => 0),
    votesVersion: VOTES_VERSION,
    figures: [],
    bars: 300,
    droppedBars: 0,
    asOf: '2026-11-20',
    dataSource: 'yahoo',
    analysisSource: 'api',
    provenance: 'a test',
    stale: false,
    startedAt: new Date(),
    completedAt: new Date(),
    ...changes,
  };
}
