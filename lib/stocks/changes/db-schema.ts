import { sql } from 'drizzle-orm';
import {
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { instant } from '../../db/instant.ts';
import { jobs } from '../../jobs/db-schema.ts';

/**
 * What an owner's next result of a ticker is compared with: the last one by trading day, then by time. It outlives
 * that result's job. Null throughout until the transaction that makes the row ends.
 */
export const stockBaselines = pgTable(
  'stock_baselines',
  {
    owner: text('owner').notNull(),
    ticker: text('ticker').notNull(),
    strategy: text('strategy').notNull(),
    /** Bar length: `1d`. */
    interval: text('interval').notNull(),
    /** `live`, or the source of data that are not. */
    feed: text('feed').notNull(),
    /** Of the result. */
    jobId: text('job_id'),
    asOf: date('as_of', { mode: 'string' }),
    completedAt: instant('completed_at'),
    /** Labels by kind of change (`kinds.ts`), each the last one known. */
    states: jsonb('states').notNull().default(sql`'{}'`),
    /** Splits up to this day have been told, or are older than the row. */
    splitsUntil: date('splits_until', { mode: 'string' }),
    /** The plan that is followed, in the prices of its own day; all null without one. */
    planAsOf: date('plan_as_of', { mode: 'string' }),
    planEntry: doublePrecision('plan_entry'),
    planStop: doublePrecision('plan_stop'),
    planTarget: doublePrecision('plan_target'),
    /** Its time limit. */
    planBars: smallint('plan_bars'),
    /** The day on which its entry was touched. */
    enteredOn: date('entered_on', { mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.owner, t.ticker, t.strategy, t.interval, t.feed] })],
);

/** What differs between two successive results of a ticker, each difference once. */
export const stockChanges = pgTable(
  'stock_changes',
  {
    /** A digest of the baseline, of what it was compared with and of the difference: a second row cannot exist. */
    id: text('id').primaryKey(),
    owner: text('owner').notNull(),
    ticker: text('ticker').notNull(),
    /** The ticker without its exchange suffix. */
    symbol: text('symbol').notNull(),
    strategy: text('strategy').notNull(),
    interval: text('interval').notNull(),
    /** Of the later result. */
    dataSource: text('data_source').notNull(),
    /** One of `CHANGE_KINDS`. */
    kind: text('kind').notNull(),
    /** Labels before and after; null for kinds without. */
    was: text('was'),
    becomes: text('becomes'),
    /** The day of the bar, or of the split. */
    happenedOn: date('happened_on', { mode: 'string' }).notNull(),
    /** The touched price, in the prices of `as_of`, and the day of the plan that it belongs to. */
    level: doublePrecision('level'),
    planAsOf: date('plan_as_of', { mode: 'string' }),
    /** New shares for an old one. */
    ratio: doublePrecision('ratio'),
    /** The earlier result; its job may have been deleted since. */
    fromJobId: text('from_job_id').notNull(),
    fromAsOf: date('from_as_of', { mode: 'string' }).notNull(),
    /** The later result, and the epoch of its job that wrote it. */
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    epoch: integer('epoch').notNull(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index('stock_changes_newest').on(t.owner, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('stock_changes_of_symbol').on(
      t.owner,
      t.symbol,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index('stock_changes_of_job').on(t.jobId, t.epoch, t.id),
  ],
);
