import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/instant.ts';
import { oneOf } from '../../db/one-of.ts';
import { BULK_ACTIONS } from './types.ts';

/** One action on many jobs, carried out in slices by a message of its own. */
export const bulkActions = pgTable(
  'bulk_actions',
  {
    id: text('id').primaryKey(),
    owner: text('owner').notNull(),
    action: text('action').notNull(),
    /** `JobQuery` (`lib/jobs/job-query.ts`), with the statuses that the action can change. */
    filter: jsonb('filter').notNull(),
    /** Jobs found when it began; and what became of those that it has come to. */
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    skipped: integer('skipped').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    /** `BulkReason[]`: why jobs were skipped or failed. */
    reasons: jsonb('reasons').notNull().default(sql`'[]'`),
    /** The last job that it has come to, going from newest to oldest; `acting` are `Acting[]`, those in hand. */
    cursor: text('cursor').notNull(),
    acting: jsonb('acting').notNull().default(sql`'[]'`),
    /** Number of the message that carries it on; a message of an earlier number only sends that one again. */
    round: integer('round').notNull().default(1),
    /** The lease of the slice at work. */
    token: text('token'),
    leaseUntil: instant('lease_until'),
    /** The last sign of a slice, and the last time that somebody who looked sent for one. */
    seenAt: instant('seen_at').notNull().default(sql`clock_timestamp()`),
    revivedAt: instant('revived_at'),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    completedAt: instant('completed_at'),
  },
  (t) => [
    check('bulk_actions_action_known', oneOf(t.action, BULK_ACTIONS)),
    check('bulk_actions_lease_whole', sql`(${t.token} is null) = (${t.leaseUntil} is null)`),
    index('bulk_actions_unfinished').on(t.seenAt).where(sql`${t.completedAt} is null`),
  ],
);
