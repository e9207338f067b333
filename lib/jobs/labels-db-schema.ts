import { index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { jobs } from './db-schema.ts';

/** What jobs are found by: each tag of a job, fixed at its creation. */
export const jobTags = pgTable(
  'job_tags',
  {
    owner: text('owner').notNull(),
    tag: text('tag').notNull(),
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.owner, t.tag, t.jobId] }), index('job_tags_of_job').on(t.jobId)],
);

/**
 * What jobs are found by: the keys of the steps that are known at creation. No foreign key, which would cost as
 * much as the steps' own: `removeJob` deletes them, and what reads them joins the jobs.
 */
export const jobKeys = pgTable(
  'job_keys',
  {
    owner: text('owner').notNull(),
    key: text('key').notNull(),
    jobId: text('job_id').notNull(),
  },
  (t) => [uniqueIndex('job_keys_found').on(t.owner, t.key.op('text_pattern_ops'), t.jobId)],
);
