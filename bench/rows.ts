import pg from 'pg';
import type { SqlStatement } from '../dev/neon/request.ts';
import { type NeonServer, startNeon } from '../dev/neon/server.ts';
import { createDatabase } from '../dev/postgres/admin.ts';
import { connect, type Database } from '../lib/db/client.ts';
import { migrate } from '../lib/engine/migrate.ts';
import { type Figure, percentile } from './figures.ts';
import { type Call, callsTo } from './rows/calls.ts';
import { searchCalls, seedDocuments } from './rows/documents.ts';
import { explain, planLines } from './rows/explain.ts';
import { findingCalls } from './rows/finding.ts';
import { seedManyJobs } from './rows/many-jobs.ts';
import { seedRows } from './rows/seed.ts';
import { sizeFigures } from './rows/sizes.ts';
import { withStack } from './stack.ts';

const VARIANTS = 20;
const RUNS = 200;
/** Stop repeating a very slow call after this. */
const MOST_SECONDS = 10;

interface Recorder {
  neon: NeonServer;
  /** Records the statements that a call sends. */
  statementsOf(call: () => Promise<unknown>): Promise<SqlStatement[]>;
}

/** An endpoint that records requests, so that the service's actual statements are measured. */
async function startRecorder(port: number): Promise<Recorder> {
  const seen: SqlStatement[] = [];
  const neon = await startNeon({
    postgres: { host: '127.0.0.1', port },
    // The first of several only bounds the others.
    onRequest: ({ queries }) => seen.push(...(queries.length > 1 ? queries.slice(1) : queries)),
  });
  return {
    neon,
    statementsOf: async (call) => {
      seen.length = 0;
      await call();
      return [...seen];
    },
  };
}

/** Runs `work` the given number of times, or until the time is up, at least once. */
async function during(times: number, work: (n: number) => Promise<unknown>): Promise<void> {
  const stopAt = performance.now() + MOST_SECONDS * 1000;
  for (let n = 0; n < times && (n === 0 || performance.now() < stopAt); n++) await work(n);
}

/** Percentiles over many runs with warm caches, cycling through the call's variants. */
async function measure(
  client: pg.Client,
  { statementsOf }: Recorder,
  call: Call,
  print: (line: string) => void,
): Promise<Figure[]> {
  const variants: SqlStatement[][] = [];
  await during(VARIANTS, async (v) => variants.push(await statementsOf(() => call.ask(v))));
  const { plans } = await explain(client, variants[0] ?? []);
  const times: number[] = [];
  await during(RUNS, async (run) =>
    times.push((await explain(client, variants[run % variants.length] ?? [])).ms),
  );
  print('');
  for (const line of [call.name, ...plans.flatMap((plan) => planLines(plan, 1))]) print(line);
  const budget = call.budgetMs === undefined ? {} : { budget: call.budgetMs };
  return [
    { name: `${call.name}, p50`, value: percentile(times, 0.5), unit: 'ms' },
    { name: `${call.name}, p99`, value: percentile(times, 0.99), unit: 'ms', ...budget },
  ];
}

/** Rows to read, and what reads them. */
interface Seeded {
  /** A database of its own: the statistics of one must not change the plans of another. */
  database: string;
  of: string;
  seed(url: string): Promise<number>;
  calls(db: Database, nowMs: number): Call[];
}

const RESULTS: Seeded = { database: 'rows', of: 'results', seed: seedRows, calls: callsTo };
const JOBS: Seeded = {
  database: 'many_jobs',
  of: 'keys of a million jobs',
  seed: seedManyJobs,
  calls: findingCalls,
};
const DOCUMENTS: Seeded = {
  database: 'documents',
  of: 'pages of 1,000 documents',
  seed: seedDocuments,
  calls: searchCalls,
};

async function overRows(
  directUrl: string,
  { database, of, seed, calls }: Seeded,
  print: (line: string) => void,
): Promise<Figure[]> {
  const direct = new URL(directUrl);
  await createDatabase(direct.href, database);
  direct.pathname = database;
  const recorder = await startRecorder(Number(direct.port));
  const { username: user, password } = direct;
  const url = recorder.neon.connectionString({ database, user, password });
  const client = new pg.Client({ connectionString: direct.href });
  await client.connect();
  try {
    await migrate(url);
    const startedAt = performance.now();
    const rows = await seed(url);
    const seconds = (performance.now() - startedAt) / 1000;
    const figures: Figure[] = [
      { name: `${of} in the table`, value: rows, unit: 'rows' },
      { name: 'seeding them', value: seconds, unit: 's' },
    ];
    const db = connect({ url, applicationName: 'unstuck-bench', timeoutMs: 60_000 });
    for (const call of calls(db, Date.now())) {
      figures.push(...(await measure(client, recorder, call, print)));
    }
    return figures;
  } finally {
    await client.end();
    await recorder.neon.stop();
  }
}

/**
 * Database times of reads over a million results and over a million jobs, and the size of a real result.
 * @param print receives each call's plan, one node per line.
 */
export async function benchRows(print: (line: string) => void): Promise<Figure[]> {
  return withStack({}, async (stack, directUrl) => {
    const client = new pg.Client({ connectionString: directUrl });
    await client.connect();
    const sizes = await sizeFigures(stack.url, client).finally(() => client.end());
    const results = await overRows(directUrl, RESULTS, print);
    return [...sizes, ...results, ...(await overRows(directUrl, JOBS, print))];
  });
}

/** Database times of searches over 50,000 pages. @param print as of `benchRows` */
export const benchSearch = (print: (line: string) => void): Promise<Figure[]> =>
  withStack({}, (_, directUrl) => overRows(directUrl, DOCUMENTS, print));
