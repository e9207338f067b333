import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { instant } from '../db/instant.ts';
import { jobs } from '../jobs/db-schema.ts';

/** When what was used of a minute is whole again: in microseconds, since one request costs few milliseconds. */
const fullAt = () => timestamp('full_at', { withTimezone: true, mode: 'date', precision: 6 });

/** API keys. The key itself is shown once and not kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    owner: text('owner').notNull(),
    name: text('name').notNull(),
    /** SHA-256 of the key, hex: 256 random bits need no salt. */
    secretHash: text('secret_hash').notNull(),
    scopes: text('scopes').array().notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    /** The name of the key that made it; null: the command line, or a local request without a key. */
    createdBy: text('created_by'),
    expiresAt: instant('expires_at'),
    /** About when it was last used: written at most once a minute. */
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
    /** The key that came in its place when it was rotated. */
    replacedBy: text('replaced_by'),
  },
  (t) => [
    uniqueIndex('api_keys_secret').on(t.secretHash),
    index('api_keys_of_owner').on(t.owner, t.id),
    check(
      'api_keys_scopes_known',
      sql`${t.scopes} <@ array['read', 'write', 'admin'] and ${t.scopes} <> '{}'`,
    ),
  ],
);

/** Limits of one owner that differ from the deployment's. Null: the deployment's; 0: none. */
export const ownerLimits = pgTable('owner_limits', {
  owner: text('owner').primaryKey(),
  requestsPerMinute: integer('requests_per_minute'),
  unfinishedJobs: integer('unfinished_jobs'),
  stepsPerDay: integer('steps_per_day'),
  storedBytes: bigint('stored_bytes', { mode: 'number' }),
  updatedAt: instant('updated_at').notNull().default(sql`clock_timestamp()`),
});

/** How much of its requests a minute each owner has used: a row apart, for it changes with every request. */
export const ownerRequests = pgTable('owner_requests', {
  owner: text('owner').primaryKey(),
  fullAt: fullAt().notNull(),
  /** How many requests the last statement let in. */
  granted: integer('granted').notNull(),
});

/** Steps of the day's jobs that were deleted since: deleting a job gives no steps back. */
export const ownerDays = pgTable(
  'owner_days',
  {
    owner: text('owner').notNull(),
    /** In UTC. */
    day: date('day').notNull(),
    deletedSteps: integer('deleted_steps').notNull(),
  },
  (t) => [primaryKey({ columns: [t.owner, t.day] })],
);

/** Links that show one job to whoever has them. */
export const jobShares = pgTable(
  'job_shares',
  {
    id: text('id').primaryKey(),
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    /** The name of the key that made it. */
    createdBy: text('created_by'),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** Its own requests a minute, so that its readers use up nothing of the owner's. */
    fullAt: fullAt(),
    granted: integer('granted').notNull().default(0),
  },
  (t) => [index('job_shares_of_job').on(t.jobId, t.id)],
);

/** Secrets that the service made for itself. */
export const accessSecrets = pgTable('access_secrets', {
  name: text('name').primaryKey(),
  secret: text('secret').notNull(),
});
