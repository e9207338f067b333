import { and, desc, eq, getTableColumns, type InferSelectModel, lt, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { type JobsContext, query } from './context.ts';
import { jobs } from './db-schema.ts';
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
    turnedAt: row.turnedAt?.getTime() ?? null,
    webhook: toWebhook(row),
  };
}

export function notFound(id: string): Refusal {
  return new Refusal('not_found', `There is no job ${id}.`);
}

/** @throws Refusal `not_found`, also if the job belongs to another owner. */
export async function getJob(context: JobsContext, owner: string, id: string): Promise<Job> {
  const [row] = await query(context, () =>
    context.db
      .select(jobColumns)
      .from(jobs)
      .where(and(eq(jobs.id, id), eq(jobs.owner, owner))),
  );
  if (!row) throw notFound(id);
  const job = toJob(row);
  context.looked([job]);
  return job;
}

export interface JobFilter {
  kind?: string | undefined;
  status?: JobStatus | undefined;
  /** Only jobs older than this one. */
  before?: string | undefined;
  limit: number;
}

/** Newest first; ids sort by creation time. */
export async function listJobs(context: JobsContext, owner: string, filter: JobFilter): Promise<Job[]> {
  const where: SQL[] = [eq(jobs.owner, owner)];
  if (filter.kind) where.push(eq(jobs.kind, filter.kind));
  if (filter.status) where.push(eq(jobs.status, filter.status));
  if (filter.before) where.push(lt(jobs.id, filter.before));
  const rows = await query(context, () =>
    context.db
      .select(jobColumns)
      .from(jobs)
      .where(and(...where))
      .orderBy(desc(jobs.id))
      .limit(filter.limit),
  );
  const found = rows.map(toJob);
  context.looked(found);
  return found;
}
