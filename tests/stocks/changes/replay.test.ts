import { and, asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Analyzer } from '../../../lib/engine/analyzer.ts';
import { stockRaw, stockResults } from '../../../lib/stocks/db-schema.ts';
import { unpackBars } from '../../../lib/stocks/results/packed-bars.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { runSteps } from '../../support/run-steps.ts';
import { type Difference, diffs, type Stored } from './diff.ts';
import { changesOf, claimedAndRun, sampleAsOf, stockJob, stocksOn } from './play.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

const DAYS = 60;
/** Days of the sample that follow: in these, the evidence of both symbols reaches 30 trades. */
const BEFORE = 600;
const SYMBOLS = ['AAPL', '^GSPC'];

/** One symbol is committed, then the function dies with the other; its commit comes when another has done the work. */
async function killedRun(jobId: string, analyzer: Analyzer): Promise<void> {
  const { db } = context;
  await runSteps(db, { jobId, analyzer, turns: 1 });
  const late = await claimedAndRun(context, jobId, analyzer);
  await db.execute(
    sql`update steps set lease_until = clock_timestamp() where job_id = ${jobId} and status = 'running'`,
  );
  await runSteps(db, { jobId, analyzer });
  await late.commit();
}

type Told = Map<string, Difference[][]>;

/** One job a trading day; of every third one the function is killed in the middle. @returns by ticker and day */
async function replayed(): Promise<Told> {
  let ago = 0;
  const analyzer = stocksOn(sampleAsOf(() => ago));
  const told: Told = new Map(SYMBOLS.map((ticker) => [ticker, []]));
  for (ago = BEFORE + DAYS; ago > BEFORE; ago--) {
    const { id: jobId } = await stockJob(context, SYMBOLS);
    if (ago % 3 === 0) await killedRun(jobId, analyzer);
    else await runSteps(context.db, { jobId, analyzer });
    const changes = await changesOf(context, jobId);
    for (const [ticker, days] of told)
      days.push(changes.filter((each) => each.ticker === ticker).map(toDifference));
  }
  return told;
}

const toDifference = ({ kind, was, becomes, happenedOn }: Awaited<ReturnType<typeof changesOf>>[number]) =>
  was === null ? `${kind} ${happenedOn}` : `${kind} ${was}→${becomes}`;

async function storedOf(ticker: string): Promise<Stored[]> {
  const rows = await context.db
    .select({ result: stockResults, bars: stockRaw.bars })
    .from(stockResults)
    .innerJoin(
      stockRaw,
      and(eq(stockRaw.jobId, stockResults.jobId), eq(stockRaw.ticker, stockResults.ticker)),
    )
    .where(eq(stockResults.ticker, ticker))
    .orderBy(asc(stockResults.asOf));
  return rows.map(({ result, bars }) => ({ ...result, bars: unpackBars(bars) }));
}

const kindsOf = (days: Difference[][] = []) => new Set(days.flat().map((each) => each.split(' ')[0]));

describe(`a watchlist replayed over ${DAYS} days of the real sample, every third run killed`, () => {
  test('tells each day what differs between the stored results, once', async () => {
    const told = await replayed();
    for (const ticker of SYMBOLS) {
      const stored = await storedOf(ticker);
      expect(stored).toHaveLength(DAYS);
      expect(told.get(ticker)).toEqual(diffs(stored));
    }
    const all = new Set(SYMBOLS.flatMap((ticker) => [...kindsOf(told.get(ticker))]));
    expect([...all].sort()).toEqual([
      'entry_touched',
      'evidence',
      'stop_touched',
      'target_touched',
      'verdict',
    ]);
  }, 240_000);
});
