import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { instant } from '../db/instant.ts';
import { oneOf } from '../db/one-of.ts';
import { jobs } from './db-schema.ts';
import { WAIT_REASONS } from './types.ts';

/** The number of a provider that takes as many at once as it is asked for. */
export const UNLIMITED = 1_000_000;

/**
 * External providers, shared by all functions: what each takes at once and per time, and its pause. A claim locks
 * the row, so that all three are decided in the turn's one round trip.
 */
export const providers = pgTable(
  'providers',
  {
    name: text('name').primaryKey(),
    maxInFlight: integer('max_in_flight').notNull(),
    /** Steps a second, and how many may begin at once after a rest; both null: no limit per time. */
    perSecond: doublePrecision('per_second'),
    burst: integer('burst'),
    /** The token bucket as it stood at `refilled_at`; null before its first use. */
    tokens: doublePrecision('tokens'),
    refilledAt: instant('refilled_at'),
    /** How long a step takes, a moving average in milliseconds; null before the first. */
    stepMs: doublePrecision('step_ms'),
    /** Pauses in a row. While there is any, one step goes at a time, and its success ends them. */
    pauses: integer('pauses').notNull().default(0),
    /** Timeouts in a row. */
    timeouts: integer('timeouts').notNull().default(0),
    pausedAt: instant('paused_at'),
    pausedUntil: instant('paused_until'),
    pauseCode: text('pause_code'),
    pauseMessage: text('pause_message'),
  },
  (t) => [
    check('providers_max_in_flight_positive', sql`${t.maxInFlight} > 0`),
    check('providers_rate_positive', sql`${t.perSecond} > 0 and ${t.burst} > 0`),
    check('providers_rate_whole', sql`(${t.perSecond} is null) = (${t.burst} is null)`),
  ],
);

/** What each owner's jobs have had of a provider, so that what is scarce goes to who had least. */
export const providerOwners = pgTable(
  'provider_owners',
  {
    provider: text('provider').notNull(),
    owner: text('owner').notNull(),
    served: doublePrecision('served').notNull(),
    seenAt: instant('seen_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.provider, t.owner] })],
);

/** What each job has had of a provider, and what it waits for. */
export const providerJobs = pgTable(
  'provider_jobs',
  {
    provider: text('provider').notNull(),
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    owner: text('owner').notNull(),
    served: doublePrecision('served').notNull(),
    /** Due steps that its last claim had to leave; 0: it waits for nothing. */
    wants: integer('wants').notNull().default(0),
    /** Why they were left. */
    reason: text('reason'),
    /** Since when, how often in vain, and when its next claim is expected. */
    waitsSince: instant('waits_since'),
    tries: smallint('tries').notNull().default(0),
    backAt: instant('back_at'),
    seenAt: instant('seen_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.jobId] }),
    check('provider_jobs_reason_known', oneOf(t.reason, WAIT_REASONS)),
    check('provider_jobs_reason_iff_waiting', sql`(${t.wants} > 0) = (${t.reason} is not null)`),
    index('provider_jobs_of_job').on(t.jobId),
  ],
);
