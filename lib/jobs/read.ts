import { and, desc, eq, getTableColumns, type InferSelectModel, lt, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import type { JobsContext } from './context.ts';
import { jobs } from './db-schema.ts';
import { look, type Seen } from './look.ts';
import { overdueSql, shownStatusSql } from './overdue.ts';
import {
  JOB_SOURCES,
  JOB_STATUSES,
  type Job,
  type JobStatus,
  stagePlanSchema,
  WEBHOOK_STATUSES,
  type Webhook,
} from './types.ts';

const { input: _input, idempotencyKey: _key, requestHash: _hash, ...columns } = getTableColumns(jobs);

/** All columns except the input, which may be large, and the idempotency fields. */
export const jobColumns = columns;
/** Those, and whether the job is overdue: for whoever shows it. */
export const seenColumns = { ...columns, overdue: overdueSql().as('overdue') };
type JobRow = Omit<InferSelectModel<typeof jobs>, 'input' | 'idempotencyKey' | 'requestHash'>;

const stored = z.object({
  kind: z.string(),
  status: z.enum(JOB_STATUSES),
  source: z.enum(JOB_SOURCES),
  stages: z.array(stagePlanSchema),
});

const storedWebhook = z.object({
  status: z.enum(WEBHOOK_STATUSES),
  usage: z
    .object({ messages: z.number(), round_trips: z.number(), function_ms: z.number() })
    .transform(({ messages, round_trips, function_ms }) => ({
      messages,
      roundTrips: round_trips,
      functionMs: function_ms,
    }))
    .nullable(),
});

function toWebhook(row: JobRow): Webhook | null {
  if (row.callbackUrl === null) return null;
  return {
    ...storedWebhook.parse({ status: row.webhookStatus, usage: row.webhookUsage }),
    url: row.callbackUrl,
    attempts: row.webhookAttempts,
    lastError: row.webhookLastError,
    due: row.webhookDue,
  };
}

/** Parses a row. */
export function toJob(row: JobRow): Job {
  return {
    ...stored.parse(row),
    id: row.id,
    owner: row.owner,
    analyzerVersion: row.analyzerVersion,
    epoch: row.epoch,
    stage: row.stage,
    stageTotal: row.stageTotal,
    stageLeft: row.stageLeft,
    total: row.total,
    planned: row.planned,
    done: row.done,
    failed: row.failed,
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
    cancelled: row.status === 'cancelled' ? { by: row.cancelledBy, reason: row.cancelReason } : null,
    messages: row.messages,
    roundTrips: row.roundTrips,
    functionMs: row.functionMs,
    revision: row.revision,
    createdAt: row.createdAt.getTime(),
    startedAt: row.startedAt?.getTime() ?? null,
    completedAt: row.completedAt?.getTime() ?? null,
    deadlineSeconds: row.deadlineSeconds,
    deadlineAt: row.deadlineAt.getTime(),
    watch: row.watch,
    watchAt: row.watchAt.getTime(),
    watchedAt: row.watchedAt?.getTime() ?? null,
    turnedAt: row.turnedAt?.getTime() ?? null,
    webhook: toWebhook(row),
  };
}

/** A row of `seenColumns`. */
export function toSeen({ overdue, ...row }: JobRow & { overdue: boolean }): Seen {
  return { job: toJob(row), overdue };
}

const all = (seen: readonly Seen[]) => seen;

export function notFound(id: string): Refusal {
  return new Refusal('not_found', `There is no job ${id}.`);
}

/** @throws Refusal `not_found`, also if the job belongs to another owner. */
export async function getJob(context: JobsContext, owner: string, id: string): Promise<Job> {
  const mine = and(eq(jobs.id, id), eq(jobs.owner, owner));
  const read = () => context.db.select(seenColumns).from(jobs).where(mine);
  const [seen] = await look(context, async () => (await read()).map(toSeen), all);
  if (!seen) throw notFound(id);
  return seen.job;
}

export interface JobFilter {
  kind?: string | undefined;
  status?: JobStatus | undefined;
  /** Only jobs older than this one. */
  before?: string | undefined;
  limit: number;
}

/** Statuses that a job may end with at its deadline. */
const OF_OVERDUE: ReadonlySet<JobStatus> = new Set(['failed', 'completed_with_errors', 'completed']);

/** A page of jobs; with those that are overdue and belong on it once they have ended, unless they are left out. */
function pageOf({ db }: JobsContext, owner: string, filter: JobFilter, leaveOut: boolean) {
  const { kind, status, before, limit } = filter;
  const where: SQL[] = [eq(jobs.owner, owner)];
  if (kind) where.push(eq(jobs.kind, kind));
  if (before) where.push(lt(jobs.id, before));
  const select = (...further: SQL[]) =>
    db
      .select(seenColumns)
      .from(jobs)
      .where(and(...where, ...further))
      .orderBy(desc(jobs.id))
      .limit(limit);
  const page = select(
    ...(status ? [eq(jobs.status, status)] : []),
    ...(leaveOut ? [sql`not ${overdueSql()}`] : []),
  );
  if (leaveOut || !status || !OF_OVERDUE.has(status)) return page;
  const further = select(overdueSql(), sql`${shownStatusSql()} = ${status}`);
  return unionAll(page, further).orderBy(sql`id desc`).limit(limit);
}

/** Newest first; ids sort by creation time. */
export async function listJobs(context: JobsContext, owner: string, filter: JobFilter): Promise<Job[]> {
  const read = async (leaveOut: boolean) => (await pageOf(context, owner, filter, leaveOut)).map(toSeen);
  return (await look(context, read, all)).map(({ job }) => job);
}
