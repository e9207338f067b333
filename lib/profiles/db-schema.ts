import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../db/instant.ts';
import { jobs } from '../jobs/db-schema.ts';

/** A profile as its network returned it, and the job's report. */
export const profileReports = pgTable(
  'profile_reports',
  {
    jobId: text('job_id')
      .primaryKey()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    owner: text('owner').notNull(),
    platform: text('platform').notNull(),
    /** Normalized id of the profile on its platform. */
    profileId: text('profile_id').notNull(),
    profile: jsonb('profile').notNull(),
    /** End of the observation; null if no given post has a date. */
    asOf: instant('as_of'),
    /** What an archive lacks, one sentence each; null for other sources. */
    incomplete: jsonb('incomplete'),
    /** Null until the last stage writes it. */
    report: jsonb('report'),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('profile_reports_of_profile').on(t.owner, t.platform, t.profileId, t.createdAt.desc())],
);

/** Posts as read, page by page. Contains personal data; deleted after a few days. */
export const profilePosts = pgTable(
  'profile_posts',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    page: integer('page').notNull(),
    /** zlib over JSON, in base64. */
    posts: text('posts').notNull(),
    count: integer('count').notNull(),
    /** Posts that were left out, counted by reason. */
    skipped: jsonb('skipped').notNull(),
    /** Posts that were kept but changed in reading, counted by reason. */
    changed: jsonb('changed').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.page] }), index('profile_posts_by_age').on(t.createdAt)],
);

/** Findings of one analysis. */
export const profileFindings = pgTable(
  'profile_findings',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    findings: jsonb('findings').notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.name] })],
);
