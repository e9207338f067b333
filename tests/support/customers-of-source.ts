import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { systemClock } from '../../lib/core/clock.ts';
import type { EngineSettings } from '../../lib/engine/settings.ts';
import { isTerminal } from '../../lib/jobs/lifecycle.ts';
import { getJob } from '../../lib/jobs/read.ts';
import type { Job, ProviderLimits } from '../../lib/jobs/types.ts';
import { yahooSource } from '../../lib/stocks/market/yahoo.ts';
import { startProvider } from '../stocks/market/provider-server.ts';
import { chartBody, plainBars } from '../stocks/market/yahoo-server.ts';
import { freshDatabase } from './database.ts';
import { startEngine, testAnalyzer } from './engine.ts';
import { type MoodySource, moodySource } from './moody-source.ts';

export interface SharedSourceOptions {
  limits: ProviderLimits;
  /** Engines on the one database, each with a queue of its own, as functions in processes of their own. */
  functions?: number;
  latencyMs?: number;
  timeoutMs?: number;
  settings?: Partial<EngineSettings>;
}

interface Ordered {
  owner: string;
  steps: number;
  /** Of `functions`, the one whose queue carries it. */
  by?: number;
  deadlineSeconds?: number;
}

export interface SharedSource {
  source: MoodySource;
  /** Submits a job of so many steps, each of which asks the source once. */
  order(ordered: Ordered): Promise<string>;
  job(owner: string, id: string): Promise<Job>;
  /** @throws after `patienceMs`. */
  ended(owner: string, id: string, patienceMs: number): Promise<Job>;
  /** Steps done so far, by owner. */
  doneBy(): Promise<Map<string, number>>;
  /** When each step of a job, or of all, was claimed last, by the database's clock, in Unix milliseconds. */
  begun(id?: string): Promise<number[]>;
  stop(): Promise<void>;
}

const countsSchema = z.array(z.object({ owner: z.string(), n: z.number() }));
const timesSchema = z.array(z.object({ at: z.number() }));

/** Customers of one source that is asked over HTTP by Yahoo's reader, and that can refuse everybody. */
export async function sharedSource(options: SharedSourceOptions): Promise<SharedSource> {
  const { limits, functions = 1, latencyMs = 0, timeoutMs = 5_000, settings = {} } = options;
  const fresh = await freshDatabase();
  const source = moodySource(JSON.stringify(chartBody(plainBars(5))), { latencyMs });
  const server = await startProvider('https://query2.finance.yahoo.com', source.handler);
  const market = yahooSource({ fetch: server.fetch, now: Date.now });
  const analyzer = testAnalyzer([
    {
      provider: 'yahoo',
      concurrency: 25,
      timeoutMs,
      run: async (_, context) => {
        await market.dailyBars({ ticker: 'AAPL', years: 2, ...context });
        return { record: null };
      },
    },
  ]);
  const one = () => startEngine({ databaseUrl: fresh.url, analyzer, settings, budgets: { yahoo: limits } });
  const first = await one();
  const engines = [first, ...(await Promise.all(Array.from({ length: functions - 1 }, one)))];
  const { context } = first;
  const { db } = context;
  const job = (owner: string, id: string) => getJob(context, owner, id);
  return {
    source,
    job,
    order: async ({ owner, steps, by = 0, deadlineSeconds }) => {
      const asked = analyzer.ask({ symbols: Array.from({ length: steps }, (_, i) => `S${i}`) });
      const engine = engines[by % engines.length] ?? first;
      const submission = { owner, asked, source: 'api' as const, inputPath: '', idempotencyKey: null };
      return (await engine.kernel.submit({ ...submission, deadlineSeconds })).job.id;
    },
    ended: async (owner, id, patienceMs) => {
      const giveUpAt = Date.now() + patienceMs;
      for (; ; await systemClock.sleep(25)) {
        const seen = await job(owner, id);
        if (isTerminal(seen.status)) return seen;
        if (Date.now() > giveUpAt)
          throw new Error(`after ${patienceMs} ms ${seen.done} of ${seen.total} are done`);
      }
    },
    doneBy: async () => {
      const { rows } = await db.execute(sql`select owner, sum(done)::int as n from jobs group by owner`);
      return new Map(countsSchema.parse(rows).map(({ owner, n }) => [owner, n]));
    },
    begun: async (id) => {
      const ofJob = id === undefined ? sql`true` : sql`job_id = ${id}`;
      const { rows } =
        await db.execute(sql`select extract(epoch from started_at)::float8 * 1000 as at from steps
        where started_at is not null and ${ofJob} order by started_at`);
      return timesSchema.parse(rows).map(({ at }) => at);
    },
    stop: async () => {
      await Promise.all(engines.map((engine) => engine.stop()));
      server.close();
      await fresh.drop();
    },
  };
}
