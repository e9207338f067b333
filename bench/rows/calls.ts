import type { Database } from '../../lib/db/client.ts';
import { findJobs } from '../../lib/jobs/find.ts';
import { historyByDay, historyOfJobs } from '../../lib/stocks/results/history.ts';
import { recentStockJobs } from '../../lib/stocks/results/jobs.ts';
import { latestOfEach } from '../../lib/stocks/results/latest.ts';
import { resultsOf } from '../../lib/stocks/results/results.ts';
import { contextOf } from './context.ts';
import { SEED_DAYS, SEED_OWNER, SEED_TICKERS, seedJobId, seedLargeJobId, seedTicker } from './seed.ts';

/** A database query, in any number of variants. */
export interface Call {
  name: string;
  /** 99th percentile of the time in the database, in milliseconds. */
  budgetMs?: number;
  ask(variant: number): Promise<unknown>;
}

export const BUDGET_MS = 10;
const DAY_MS = 86_400_000;

/** Strides coprime to the numbers of tickers and jobs, so that variants are spread out. */
const ticker = (variant: number) => seedTicker(variant * 307);
const symbol = (variant: number) => ticker(variant).replace(/\.[A-Z]+$/, '');

function ofSymbols(db: Database, nowMs: number): Call[] {
  const longAgo = new Date(nowMs - (SEED_DAYS / 2) * DAY_MS);
  const ask = { db, owner: SEED_OWNER };
  const day = (given: string, deep: boolean, limit: number) =>
    historyByDay(ask.db, ask.owner, given, {
      after: deep ? { asOf: longAgo.toISOString().slice(0, 10), ticker: ticker(0) } : null,
      limit,
    });
  const jobs = (given: string, deep: boolean) =>
    historyOfJobs(ask.db, ask.owner, given, {
      after: deep ? { completedAt: longAgo, jobId: seedJobId(10_000), ticker: ticker(0) } : null,
      limit: 50,
    });
  return [
    { name: 'latest of a ticker', ask: (v) => day(ticker(v), false, 1) },
    { name: 'latest of a symbol on two exchanges', ask: (v) => day(symbol(v), false, 1) },
    { name: 'history of a ticker, first page', ask: (v) => day(ticker(v), false, 50) },
    { name: 'history of a symbol, first page', ask: (v) => day(symbol(v), false, 50) },
    { name: 'history of a symbol, deep', ask: (v) => day(symbol(v), true, 50) },
    { name: 'history by job, first page', ask: (v) => jobs(symbol(v), false) },
    { name: 'history by job, deep', ask: (v) => jobs(symbol(v), true) },
  ];
}

function ofJobs(db: Database): Call[] {
  const context = contextOf(db);
  const list = (filter: Omit<Parameters<typeof findJobs>[2], 'limit'>) =>
    findJobs(context, SEED_OWNER, { ...filter, limit: 51 });
  const before = (variant: number) => seedJobId(500 + variant * 41);
  const results = (variant: number, after: string | null) =>
    resultsOf(db, seedLargeJobId(variant * 7), { after, limit: 200 });
  return [
    { name: 'progress', ask: () => recentStockJobs(db, SEED_OWNER, { limit: 100, leaveOut: false }) },
    { name: 'jobs, first page', ask: () => list({}) },
    { name: 'jobs, deep', ask: (v) => list({ before: before(v) }) },
    { name: 'jobs of a kind, deep', ask: (v) => list({ kinds: ['stocks'], before: before(v) }) },
    { name: 'jobs of a kind that has none', ask: () => list({ kinds: ['document'] }) },
    { name: 'jobs of a frequent status', ask: () => list({ statuses: ['completed'] }) },
    { name: 'jobs of a rare status', ask: () => list({ statuses: ['cancelled'] }) },
    {
      name: 'jobs of a kind and a rare status',
      ask: () => list({ kinds: ['stocks'], statuses: ['cancelled'] }),
    },
    { name: 'jobs of a status that none has', ask: () => list({ statuses: ['completed_with_errors'] }) },
    { name: 'results of a job, first page', ask: (v) => results(v, null) },
    { name: 'results of a job, deep', ask: (v) => results(v, seedTicker(SEED_TICKERS / 2)) },
  ];
}

/** Queries for the latest result of many or all tickers. No budget; measured for information. */
function ofAll(db: Database): Call[] {
  const latest = (page: Parameters<typeof latestOfEach>[2]) => latestOfEach(db, SEED_OWNER, page);
  const byScore = { sort: { by: 'score', descending: true } } as const;
  return [
    { name: 'latest of each ticker, a page', ask: (v) => latest({ offset: (v % 40) * 50, limit: 50 }) },
    { name: 'latest of each ticker, by score', ask: () => latest({ offset: 0, limit: 50, ...byScore }) },
    {
      name: 'latest of each ticker, buys only',
      ask: () => latest({ offset: 0, limit: 50, filter: { verdicts: ['Strong Buy'] } }),
    },
  ];
}

/**
 * The queries behind the service's pages, through the functions that send them. @param nowMs when the rows were
 * seeded.
 */
export function callsTo(db: Database, nowMs: number): Call[] {
  const budgeted = [...ofSymbols(db, nowMs), ...ofJobs(db)];
  return [...budgeted.map((call) => ({ ...call, budgetMs: BUDGET_MS })), ...ofAll(db)];
}
