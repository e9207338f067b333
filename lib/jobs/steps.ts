import { and, asc, eq, getTableColumns, gt, inArray, isNotNull, like, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, ms } from '../db/client.ts';
import { type JobsContext, query } from './context.ts';
import { steps } from './db-schema.ts';
import { isTerminal } from './lifecycle.ts';
import type { Job, StepStatus } from './types.ts';

export interface Step {
  seq: number;
  key: string;
  stage: string;
  status: StepStatus;
  attempts: number;
  lost: number;
  startedAt: number | null;
  completedAt: number | null;
  error: { code: string; message: string } | null;
  /** The place of its stage. */
  place: number;
  /** Of the run that goes on, or has ended the step. */
  line: string | null;
  /** It runs alone from now on, since its process died or it did not stop when told to. */
  suspect: boolean;
  dueAt: number;
  leaseUntil: number | null;
  /** The last turn of a slice on its line and in its process; null if it is not running. */
  heardAt: number | null;
}

export interface StepFilter {
  status?: StepStatus | undefined;
  /** Only steps of the stages with these names. */
  stages?: readonly string[] | undefined;
  /** Only steps with these keys. */
  keys?: readonly string[] | undefined;
  /** Only steps whose key starts with this; must not contain `%` or `_`. */
  prefix?: string | undefined;
  /** Only steps after this `seq`. */
  after?: number | undefined;
  limit: number;
}

const storedStatus = z.enum(['pending', 'running', 'done', 'failed']);

function shownStatus(job: Job, status: z.infer<typeof storedStatus>): StepStatus {
  const unfinished = status === 'pending' || status === 'running';
  return unfinished && isTerminal(job.status) ? 'skipped' : status;
}

function statusFilter(job: Job, status: StepStatus): SQL | undefined {
  const ended = isTerminal(job.status);
  if (status === 'skipped') return ended ? inArray(steps.status, ['pending', 'running']) : undefined;
  if (ended && (status === 'pending' || status === 'running')) return undefined;
  return eq(steps.status, status);
}

const placesOf = (job: Job, names: readonly string[]): number[] =>
  job.stages.flatMap(({ name }, place) => (names.includes(name) ? [place] : []));

/** Only of a running step, so that a long list costs one look for each of the few. */
const heardAt = sql<number | null>`case when steps.status = 'running' then (
  select ${ms(sql`max(c.seen_at)`)} from slices c
  where c.job_id = steps.job_id and c.process = steps.process and c.line = steps.line) end`;

/** All columns except input and output, which may be large. */
const { input: _input, output: _output, ...stored } = getTableColumns(steps);
const columns = { ...stored, heardAt };

/** Names the condition of the index `steps_in_order`, which all steps meet. */
const IN_ORDER = sql`${steps.seq} >= 0`;

/** In planned order. Unfinished steps of an ended job are shown as `skipped`. */
export async function listSteps(context: JobsContext, job: Job, filter: StepFilter): Promise<Step[]> {
  const where: (SQL | undefined)[] = [eq(steps.jobId, job.id), IN_ORDER];
  if (filter.status) {
    const condition = statusFilter(job, filter.status);
    if (!condition) return [];
    where.push(condition);
  }
  if (filter.stages) where.push(inArray(steps.stage, placesOf(job, filter.stages)));
  if (filter.keys) where.push(inArray(steps.key, [...filter.keys]));
  if (filter.prefix) where.push(like(steps.key, `${filter.prefix}%`));
  if (filter.after !== undefined) where.push(gt(steps.seq, filter.after));
  const rows = await query(context, () =>
    context.db
      .select(columns)
      .from(steps)
      .where(and(...where))
      .orderBy(asc(steps.seq))
      .limit(filter.limit),
  );
  return rows.map((row) => ({
    seq: row.seq,
    key: row.key,
    stage: job.stages[row.stage]?.name ?? String(row.stage),
    status: shownStatus(job, storedStatus.parse(row.status)),
    attempts: row.attempts,
    lost: row.lost,
    startedAt: row.startedAt?.getTime() ?? null,
    completedAt: row.completedAt?.getTime() ?? null,
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
    place: row.stage,
    line: row.line,
    suspect: row.suspect,
    dueAt: row.dueAt.getTime(),
    leaseUntil: row.leaseUntil?.getTime() ?? null,
    heardAt: row.heardAt,
  }));
}

export interface StepCount {
  status: StepStatus;
  /** Has been attempted or lost before; if pending, it is waiting for its next attempt. */
  triedBefore: boolean;
  count: number;
}

const storedCount = z.object({ status: storedStatus, triedBefore: z.boolean(), count: z.int() });

/** Counts the steps of the named stages, by status. */
export async function countSteps(
  context: JobsContext,
  job: Job,
  stages: readonly string[],
): Promise<StepCount[]> {
  const triedBefore = sql<boolean>`${steps.attempts} + ${steps.lost} > 0`;
  const rows = await query(context, () =>
    context.db
      .select({ status: steps.status, triedBefore, count: sql<number>`count(*)::int` })
      .from(steps)
      .where(and(eq(steps.jobId, job.id), inArray(steps.stage, placesOf(job, stages))))
      .groupBy(steps.status, triedBefore),
  );
  return rows.map((row) => {
    const { status, ...rest } = storedCount.parse(row);
    return { ...rest, status: shownStatus(job, status) };
  });
}

export interface StepOutput {
  seq: number;
  key: string;
  output: unknown;
}

/** Outputs of finished steps, in planned order. */
export async function listOutputs(
  db: Database,
  jobId: string,
  { after, limit }: { after: number; limit: number },
): Promise<StepOutput[]> {
  const { seq, key, output } = steps;
  return await db
    .select({ seq, key, output })
    .from(steps)
    .where(
      and(
        eq(steps.jobId, jobId),
        IN_ORDER,
        eq(steps.status, 'done'),
        isNotNull(steps.output),
        gt(steps.seq, after),
      ),
    )
    .orderBy(asc(steps.seq))
    .limit(limit);
}
