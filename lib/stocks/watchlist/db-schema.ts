import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/instant.ts';
import { jobs } from '../../jobs/db-schema.ts';

/** What an owner wants analyzed again and again. */
export const watchlist = pgTable(
  'watchlist',
  {
    owner: text('owner').notNull(),
    symbol: text('symbol').notNull(),
    name: text('name'),
    /** The last job that was asked to analyze it; its state is read from that job's step. */
    lastJobId: text('last_job_id').references(() => jobs.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.owner, t.symbol] }),
    index('watchlist_of_job').on(t.lastJobId).where(sql`${t.lastJobId} is not null`),
  ],
);

/** When the queue analyzes an owner's watchlist by itself; the schedule itself lives in the queue. */
export const watchlistSchedules = pgTable('watchlist_schedules', {
  owner: text('owner').primaryKey(),
  scheduleId: text('schedule_id').notNull(),
  cron: text('cron').notNull(),
  timezone: text('timezone').notNull(),
  updatedAt: instant('updated_at').notNull().default(sql`clock_timestamp()`),
});
