import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { instant } from '../db/instant.ts';
import { oneOf } from '../db/one-of.ts';
import { JOB_SOURCES, JOB_STATUSES, SLICE_STATES, WEBHOOK_STATUSES } from './types.ts';

/** One request for an analysis. Its counters change only in the transaction that changes its steps. */
export const jobs = pgTable(
  'jobs',
  {
    id: text('id').primaryKey(),
    owner: text('owner').notNull(),
    /** Of a product; the list of products says which there are. */
    kind: text('kind').notNull(),
    analyzerVersion: integer('analyzer_version').notNull(),
    source: text('source').notNull(),
    /** Given by whoever asked for it, to find it by. */
    name: text('name'),
    tags: text('tags').array().notNull().default(sql`'{}'`),
    /** The job that this one runs again with changes. */
    againOf: text('again_of'),
    /** Digest of kind and input; two unfinished jobs of an owner never share one. */
    singletonKey: text('singleton_key'),
    input: jsonb('input').notNull(),
    /** `StagePlan[]` (`lib/jobs/types.ts`), fixed at creation. */
    stages: jsonb('stages').notNull(),
    status: text('status').notNull().default('queued'),
    /** Starts at 1; each retry of a finished job begins the next. */
    epoch: integer('epoch').notNull().default(1),
    stage: smallint('stage').notNull().default(0),
    /** Steps of the current stage, and how many of them are unfinished. */
    stageTotal: integer('stage_total').notNull(),
    stageLeft: integer('stage_left').notNull(),
    total: integer('total').notNull(),
    /** Steps known at creation; `total` also counts those added later. */
    planned: integer('planned').notNull(),
    done: integer('done').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    /** The name of the key that cancelled it, if it has one, and the reason that was given. */
    cancelledBy: text('cancelled_by'),
    cancelReason: text('cancel_reason'),
    idempotencyKey: text('idempotency_key'),
    requestHash: text('request_hash'),
    messages: integer('messages').notNull().default(0),
    roundTrips: integer('round_trips').notNull().default(0),
    functionMs: integer('function_ms').notNull().default(0),
    /** Generation of the live watchdog in this epoch; a message of an older one does nothing. */
    watch: integer('watch').notNull().default(1),
    /** When the live watchdog is due; overdue means that the chain is lost. */
    watchAt: instant('watch_at').notNull().default(sql`clock_timestamp() + interval '90 seconds'`),
    /** The last turn of a slice; how a reader tells that nobody works on the job. */
    turnedAt: instant('turned_at'),
    /** The last time that somebody who looked at the job sent for it. */
    revivedAt: instant('revived_at'),
    /** Outcomes and further steps so far, and how many of them the last watchdog saw. */
    moves: integer('moves').notNull().default(0),
    watchMoves: integer('watch_moves').notNull().default(0),
    /** The watchdog's last look in this epoch. */
    watchedAt: instant('watched_at'),
    /** Incremented with every change of the row; the basis of the ETag. */
    revision: integer('revision').notNull().default(1),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    /** Time limit of one epoch; `deadline_at` is derived from it. */
    deadlineSeconds: integer('deadline_seconds').notNull(),
    deadlineAt: instant('deadline_at').notNull(),
    /** Where to send the event, and its delivery status in this epoch; both null without a callback URL. */
    callbackUrl: text('callback_url'),
    webhookStatus: text('webhook_status'),
    /** The epoch whose event has not been published yet. */
    webhookDue: integer('webhook_due'),
    webhookAttempts: integer('webhook_attempts').notNull().default(0),
    webhookLastError: text('webhook_last_error'),
    /** Usage when the job ended, so that its event has the same content whenever it is sent. */
    webhookUsage: jsonb('webhook_usage'),
    /** The type of the analysis's own event, if it was asked for, and its delivery in this epoch, as above. */
    ownEvent: text('own_event'),
    ownEventStatus: text('own_event_status'),
    ownEventDue: integer('own_event_due'),
    ownEventAttempts: integer('own_event_attempts').notNull().default(0),
    ownEventLastError: text('own_event_last_error'),
  },
  (t) => [
    check('jobs_status_known', oneOf(t.status, JOB_STATUSES)),
    check('jobs_source_known', oneOf(t.source, JOB_SOURCES)),
    check(
      'jobs_counters_hold',
      sql`${t.done} >= 0 and ${t.failed} >= 0 and ${t.done} + ${t.failed} <= ${t.total}`,
    ),
    check(
      'jobs_completed_at_iff_terminal',
      sql`(${t.status} in ('queued', 'processing')) = (${t.completedAt} is null)`,
    ),
    check('jobs_webhook_status_known', oneOf(t.webhookStatus, WEBHOOK_STATUSES)),
    check('jobs_webhook_iff_callback', sql`(${t.callbackUrl} is null) = (${t.webhookStatus} is null)`),
    check(
      'jobs_webhook_due_only_at_the_end',
      sql`${t.webhookDue} is null or (${t.webhookDue} = ${t.epoch} and ${t.completedAt} is not null and ${t.callbackUrl} is not null)`,
    ),
    check('jobs_own_event_status_known', oneOf(t.ownEventStatus, WEBHOOK_STATUSES)),
    check('jobs_own_event_needs_callback', sql`${t.ownEvent} is null or ${t.callbackUrl} is not null`),
    check(
      'jobs_own_event_due_only_at_the_end',
      sql`${t.ownEventDue} is null or (${t.ownEventDue} = ${t.epoch} and ${t.completedAt} is not null and ${t.ownEvent} is not null)`,
    ),
    uniqueIndex('jobs_owner_idempotency_key').on(t.owner, t.idempotencyKey),
    uniqueIndex('jobs_unfinished_singleton')
      .on(t.owner, t.singletonKey)
      .where(sql`${t.singletonKey} is not null and ${t.status} in ('queued', 'processing')`),
    index('jobs_newest').on(t.owner, t.id.desc().nullsFirst()),
    index('jobs_newest_of_status').on(t.owner, t.status, t.id.desc().nullsFirst()),
    index('jobs_newest_of_kind').on(t.owner, t.kind, t.id.desc().nullsFirst()),
    index('jobs_unfinished').on(t.owner, t.kind).where(sql`${t.status} in ('queued', 'processing')`),
    index('jobs_finished_lately').on(t.owner, t.kind, t.completedAt).where(sql`${t.completedAt} is not null`),
    index('jobs_of_day').on(t.owner, t.createdAt),
    index('jobs_watched').on(t.watchAt).where(sql`${t.status} in ('queued', 'processing')`),
    index('jobs_webhook_due').on(t.completedAt).where(sql`${t.webhookDue} is not null`),
    index('jobs_own_event_due').on(t.completedAt).where(sql`${t.ownEventDue} is not null`),
  ],
);

/** The unit that is claimed, run, retried and committed. */
export const steps = pgTable(
  'steps',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    stage: smallint('stage').notNull(),
    seq: integer('seq').notNull(),
    input: jsonb('input'),
    /** The provider whose request budget a running step takes from. */
    provider: text('provider'),
    status: text('status').notNull().default('pending'),
    attempts: smallint('attempts').notNull().default(0),
    /** Deaths of the process that ran this step and nothing else. */
    lost: smallint('lost').notNull().default(0),
    /** Its process died beside others', or it ignored its time limit: it runs in a process of its own. */
    suspect: boolean('suspect').notNull().default(false),
    /** The lease: whose it is, and whether the step has a process of its own. The line stays when the step ends. */
    line: text('line'),
    token: text('token'),
    process: text('process'),
    alone: boolean('alone').notNull().default(false),
    leaseUntil: instant('lease_until'),
    dueAt: instant('due_at').notNull().default(sql`clock_timestamp()`),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    /** Token of the turn that finished the step; an analyzer's writes join on it. */
    finishedBy: text('finished_by'),
    output: jsonb('output'),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.key] }),
    check('steps_status_known', sql`${t.status} in ('pending', 'running', 'done', 'failed')`),
    check(
      'steps_lease_iff_running',
      sql`(${t.status} = 'running') = (${t.token} is not null) and (${t.status} = 'running') = (${t.leaseUntil} is not null)`,
    ),
    index('steps_pending').on(t.jobId, t.stage, t.dueAt, t.seq).where(sql`${t.status} = 'pending'`),
    index('steps_suspected')
      .on(t.jobId, t.stage)
      .where(sql`${t.status} = 'pending' and (${t.lost} > 0 or ${t.suspect})`),
    index('steps_running').on(t.jobId, t.leaseUntil).where(sql`${t.status} = 'running'`),
    // In small tables all indexes cost the same to the planner. Whoever looks for a key or a job's running steps must
    // find the one for that, so these two serve only those who name their conditions.
    index('steps_running_by_provider')
      .on(t.provider, t.leaseUntil)
      .where(sql`${t.status} = 'running' and ${t.provider} is not null`),
    index('steps_in_order').on(t.jobId, t.seq).where(sql`${t.seq} >= 0`),
    index('steps_failed').on(t.jobId, t.seq).where(sql`${t.status} = 'failed'`),
  ],
);

/** One invocation that works on a job. */
export const slices = pgTable(
  'slices',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    epoch: integer('epoch').notNull(),
    line: text('line').notNull(),
    process: text('process').notNull(),
    /** The queue's id of the message that it is a delivery of. */
    message: text('message').notNull(),
    startedAt: instant('started_at').notNull().default(sql`clock_timestamp()`),
    /** Its last turn. */
    seenAt: instant('seen_at').notNull().default(sql`clock_timestamp()`),
    turns: integer('turns').notNull().default(1),
    /** Steps that it has claimed and ended, and the token of its last turn, which counts once. */
    claimed: integer('claimed').notNull().default(0),
    ended: integer('ended').notNull().default(0),
    token: text('token'),
    /** `idle`: nothing was left on its line, so it does not count as alive. */
    state: text('state').notNull().default('working'),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.id] }),
    check('slices_state_known', oneOf(t.state, SLICE_STATES)),
    index('slices_of_process').on(t.process, t.seenAt),
  ],
);

/** The schedule that looks after unfinished jobs, by the URL that it calls; it exists only while there are any. */
export const sweepers = pgTable('sweepers', {
  appUrl: text('app_url').primaryKey(),
  /** Part of the schedule's id: a sweep removes only its own. */
  generation: integer('generation').notNull(),
  armed: boolean('armed').notNull(),
});
