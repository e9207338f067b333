import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../db/instant.ts';
import { oneOf } from '../db/one-of.ts';
import { jobs } from './db-schema.ts';
import { ATTEMPT_OUTCOMES } from './types.ts';

/**
 * The runs of a step that did not end it, at most ten; the one that did is in its row. A run that ended the step in
 * an earlier epoch moves here when a retry resets the row.
 */
export const attempts = pgTable(
  'attempts',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    /** Counts the runs of the step. */
    n: integer('n').notNull(),
    /** Null if it is not known any more: it ended the step before the epoch in which the row was reset. */
    epoch: integer('epoch'),
    line: text('line'),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at').notNull().default(sql`clock_timestamp()`),
    outcome: text('outcome').notNull(),
    code: text('code'),
    message: text('message'),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.key, t.n] }),
    check('attempts_outcome_known', oneOf(t.outcome, ATTEMPT_OUTCOMES)),
  ],
);
