import { and, eq, getTableColumns, type InferSelectModel } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import type { JobsContext } from './context.ts';
import { jobs } from './db-schema.ts';
import { look, type Seen } from './look.ts';
import { overdueSql } from './overdue.ts';
import {
  JOB_SOURCES,
  JOB_STATUSES,
  type Job,
  type OwnEventState,
  stagePlanSchema,
  WEBHOOK_STATUSES,
  type Webhook,
} from './types.ts';

const {
  input: _input,
  idempotencyKey: _key,
  requestHash: _hash,
  singletonKey: _singleton,
  ...columns
} = getTableColumns(jobs);

/** All columns except the input, which may be large, and those by which a creation is recognized. */
export const jobColumns = columns;
/** Those, and whether the job is overdue: for whoever shows it. */
export const seenColumns = { ...columns, overdue: overdueSql().as('overdue') };
type JobRow = Omit<
  InferSelectModel<typeof jobs>,
  'input' | 'idempotencyKey' | 'requestHash' | 'singletonKey'
>;

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

const ownStatus = z.enum(WEBHOOK_STATUSES).nullable();

function toOwnEvent(row: JobRow): { ownEvent?: OwnEventState } {
  if (row.ownEvent === null) return {};
  const { ownEvent: type, ownEventAttempts: attempts, ownEventLastError: lastError } = row;
  const status = ownStatus.parse(row.ownEventStatus);
  return { ownEvent: { type, status, attempts, lastError, due: row.ownEventDue !== null } };
}

function toWebhook(row: JobRow): Webhook | null {
  if (row.callbackUrl === null) return null;
  return {
    ...storedWebhook.parse({ status: row.webhookStatus, usage: row.webhookUsage }),
    url: row.callbackUrl,
    attempts: row.webhookAttempts,
    lastError: row.webhookLastError,
    due: row.webhookDue ?? row.ownEventDue,
    ...toOwnEvent(row),
  };
}

/** Parses a row. */
export function toJob(row: JobRow): Job {
  return {
    ...stored.parse(row),
    id: row.id,
    owner: row.owner,
    analyzerVersion: row.analyzerVersion,
    name: row.name,
    tags: row.tags,
    againOf: row.againOf,
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
