import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/instant.ts';
import { jobs } from '../../jobs/db-schema.ts';

/** Symbols an owner wants analyzed repeatedly. */
export const watchlist = pgTable(
  'watchlist',
  {
    owner: text('owner').notNull(),
    symbol: text('symbol').notNull(),
    name: text('name'),
    /** The last job that analyzed it; its status is that job's step's. */
    lastJobId: text('last_job_id').references(() => jobs.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.owner, t.symbol] }),
    index('watchlist_of_job').on(t.lastJobId).where(sql`${t.lastJobId} is not null`),
  ],
);

/** Automatic analysis of an owner's watchlist; the schedule itself is in QStash. */
export const watchlistSchedules = pgTable('watchlist_schedules', {
  owner: text('owner').primaryKey(),
  scheduleId: text('schedule_id').notNull(),
  cron: text('cron').notNull(),
  timezone: text('timezone').notNull(),
  updatedAt: instant('updated_at').notNull().default(sql`clock_timestamp()`),
});
