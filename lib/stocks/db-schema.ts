import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { instant } from '../db/instant.ts';
import { oneOf } from '../db/one-of.ts';
import { jobs } from '../jobs/db-schema.ts';
import { JOB_SOURCES } from '../jobs/types.ts';
import { INTERVALS } from './bars/intervals.ts';
import { evidenceSchema } from './evidence/evidence-schema.ts';
import { DATA_SOURCES } from './market/data-sources.ts';
import { STRATEGY_IDS } from './rating/strategies.ts';
import { VERDICTS } from './rating/verdicts.ts';

/** One row per job and ticker, read by lists, history and results. */
export const stockResults = pgTable(
  'stock_results',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    ticker: text('ticker').notNull(),
    owner: text('owner').notNull(),
    stepKey: text('step_key').notNull(),
    /** The ticker without its exchange suffix. */
    symbol: text('symbol').notNull(),
    /** The security's name and exchange, as its source has them; null if it does not say. */
    name: text('name'),
    exchange: text('exchange'),
    /** Other symbols of the job that came to this ticker; null if there are none. */
    alsoAskedFor: text('also_asked_for').array(),
    /** How the symbol was read, in words, if it can mean another security. */
    symbolNote: text('symbol_note'),
    /** What else the symbol can mean: `listing/other-listing.ts`. Null for results older than the look. */
    otherListings: jsonb('other_listings'),
    currency: text('currency').notNull(),
    verdict: text('verdict').notNull(),
    rating: doublePrecision('rating').notNull(),
    score: doublePrecision('score').notNull(),
    movingAverages: doublePrecision('moving_averages').notNull(),
    oscillators: doublePrecision('oscillators').notNull(),
    close: doublePrecision('close').notNull(),
    entry: doublePrecision('entry'),
    stop: doublePrecision('stop'),
    target: doublePrecision('target'),
    riskReward: doublePrecision('risk_reward'),
    /** Whole ones. */
    shares: bigint('shares', { mode: 'number' }),
    /** With the fraction, where a coin has one; null otherwise. */
    quantity: doublePrecision('quantity'),
    sharesBoundBy: text('shares_bound_by'),
    /** Why there are none; null if there are, or without a plan. */
    sharesReason: text('shares_reason'),
    /** Median of 20 days in shares, and in the major unit of `currency`; null if not counted. */
    volume: doublePrecision('volume'),
    turnover: doublePrecision('turnover'),
    /** Null if there is a plan. */
    noPlanReason: text('no_plan_reason'),
    /** In the order of `votes_version`; null for a vote that was not available. */
    votes: smallint('votes').array().notNull(),
    votesVersion: smallint('votes_version').notNull(),
    /** The numbers read by votes, then the figures shown only, in the order of `figures.ts`. */
    figures: doublePrecision('figures').array().notNull(),
    bars: integer('bars').notNull(),
    droppedBars: integer('dropped_bars').notNull(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    dataSource: text('data_source').notNull(),
    analysisSource: text('analysis_source').notNull(),
    /** Human-readable source of the data. */
    provenance: text('provenance').notNull(),
    stale: boolean('stale').notNull(),
    /** The job's first strategy, which determines verdict and plan. */
    strategy: text('strategy').notNull().default('balanced'),
    /** Why the plan enters where it does, and its time limit in bars; null without a plan. */
    entryReason: text('entry_reason'),
    timeLimitBars: smallint('time_limit_bars'),
    /** The walk-forward's finding for that strategy; null for results older than walk-forward. */
    evidence: text('evidence'),
    /** Length of a bar. */
    interval: text('interval').notNull().default('1d'),
    /** Whether the newest bar was finished when it was read, and when it is; null for older results. */
    bar: text('bar'),
    barUntil: instant('bar_until'),
    /** Date of the last bar of a listing that has stopped trading; `stale` says that the data were never live. */
    listingStaleSince: date('listing_stale_since', { mode: 'string' }),
    startedAt: instant('started_at').notNull(),
    completedAt: instant('completed_at').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.ticker] }),
    check('stock_results_verdict_known', oneOf(t.verdict, VERDICTS)),
    check('stock_results_score_in_range', sql`${t.score} between 0 and 100`),
    check('stock_results_data_source_known', oneOf(t.dataSource, DATA_SOURCES)),
    check('stock_results_analysis_source_known', oneOf(t.analysisSource, JOB_SOURCES)),
    check('stock_results_strategy_known', oneOf(t.strategy, STRATEGY_IDS)),
    check('stock_results_interval_known', oneOf(t.interval, INTERVALS)),
    check('stock_results_evidence_known', oneOf(t.evidence, evidenceSchema.shape.finding.options)),
    index('stock_results_of_ticker').on(t.owner, t.ticker, t.completedAt.desc()),
    index('stock_results_of_symbol').on(t.owner, t.symbol, t.ticker),
    index('stock_results_latest').on(
      t.owner,
      t.ticker,
      t.interval,
      t.stale,
      t.asOf.desc(),
      t.completedAt.desc(),
    ),
  ],
);

/** The bars behind a result. Never read by lists; kept 30 days. */
export const stockRaw = pgTable(
  'stock_raw',
  {
    jobId: text('job_id').notNull(),
    ticker: text('ticker').notNull(),
    /** See `packed-bars.ts`. */
    bars: text('bars').notNull(),
    /** Length of the bars as JSON, or somewhat more. */
    bytes: integer('bytes').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.ticker] }),
    foreignKey({
      columns: [t.jobId, t.ticker],
      foreignColumns: [stockResults.jobId, stockResults.ticker],
      name: 'stock_raw_of_result',
    }).onDelete('cascade'),
    index('stock_raw_by_age').on(t.createdAt),
  ],
);

/** Shown only on a result's own page: the walk-forward of each strategy and the data's quality. */
export const stockEvidence = pgTable(
  'stock_evidence',
  {
    jobId: text('job_id').notNull(),
    ticker: text('ticker').notNull(),
    /** One entry per strategy, in the job's order. */
    evidence: jsonb('evidence').notNull(),
    dataQuality: jsonb('data_quality').notNull(),
    /** The verdict by an unfinished bar; null if there was none. */
    verdictNow: jsonb('verdict_now'),
    /** How the plan was sized; null for results of before. */
    money: jsonb('money'),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.ticker] }),
    foreignKey({
      columns: [t.jobId, t.ticker],
      foreignColumns: [stockResults.jobId, stockResults.ticker],
      name: 'stock_evidence_of_result',
    }).onDelete('cascade'),
  ],
);

/** A result's back-tested trades, summed for pooling over symbols: one row per strategy, columns of `TradeCells`. */
export const stockTradeCells = pgTable(
  'stock_trade_cells',
  {
    jobId: text('job_id').notNull(),
    ticker: text('ticker').notNull(),
    strategy: text('strategy').notNull(),
    month: smallint('month').array().notNull(),
    bucket: smallint('bucket').array().notNull(),
    trades: smallint('trades').array().notNull(),
    wins: smallint('wins').array().notNull(),
    result: integer('result').array().notNull(),
    separate: smallint('separate').array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.ticker, t.strategy] }),
    foreignKey({
      columns: [t.jobId, t.ticker],
      foreignColumns: [stockResults.jobId, stockResults.ticker],
      name: 'stock_trade_cells_of_result',
    }).onDelete('cascade'),
    check('stock_trade_cells_strategy_known', oneOf(t.strategy, STRATEGY_IDS)),
  ],
);

/** Cached provider responses, keyed by everything they depend on; kept for a few days. */
export const barCache = pgTable(
  'bar_cache',
  {
    source: text('source').notNull(),
    ticker: text('ticker').notNull(),
    /** Bar length: `1d`, of which weekly bars are made too. */
    interval: text('interval').notNull(),
    /** Price adjustment: `splits`. */
    adjustment: text('adjustment').notNull(),
    years: smallint('years').notNull(),
    /** The UTC day of the request. */
    day: date('day', { mode: 'string' }).notNull(),
    /** Whether the last bar's session had ended when the bars were read. */
    complete: boolean('complete').notNull(),
    /** zlib over JSON, in base64. */
    bars: text('bars').notNull(),
    fetchedAt: instant('fetched_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.source, t.ticker, t.interval, t.adjustment, t.years, t.day] }),
    index('bar_cache_by_age').on(t.fetchedAt),
  ],
);

/** Securities from the lists the operator loaded. `symbols: []` means all of them; also the source of names. */
export const universe = pgTable(
  'universe',
  {
    ticker: text('ticker').primaryKey(),
    symbol: text('symbol').notNull(),
    name: text('name').notNull(),
    exchange: text('exchange').notNull(),
    isin: text('isin'),
    /** The list it belongs to; loading a list replaces its rows. */
    list: text('list').notNull(),
    loadedAt: instant('loaded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('universe_of_list').on(t.list)],
);
