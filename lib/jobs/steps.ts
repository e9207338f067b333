import { and, asc, eq, gt, inArray, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { steps } from '../db/schema.ts';
import { type JobsContext, query } from './context.ts';
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
}

export interface StepFilter {
  status?: StepStatus | undefined;
  /** Only steps behind this one in the order of the job. */
  after?: number | undefined;
  limit: number;
}

const storedStatus = z.enum(['pending', 'running', 'done', 'failed']);

function statusFilter(job: Job, status: StepStatus): SQL | undefined {
  const ended = isTerminal(job.status);
  if (status === 'skipped') return ended ? inArray(steps.status, ['pending', 'running']) : undefined;
  if (ended && (status === 'pending' || status === 'running')) return undefined;
  return eq(steps.status, status);
}

/** In the order in which they were planned. Unfinished steps of an ended job are read as skipped. */
export async function listSteps(context: JobsContext, job: Job, filter: StepFilter): Promise<Step[]> {
  const where: (SQL | undefined)[] = [eq(steps.jobId, job.id)];
  if (filter.status) {
    const condition = statusFilter(job, filter.status);
    if (!condition) return [];
    where.push(condition);
  }
  if (filter.after !== undefined) where.push(gt(steps.seq, filter.after));
  const rows = await query(context, () =>
    context.db
      .select()
      .from(steps)
      .where(and(...where))
      .orderBy(asc(steps.seq))
      .limit(filter.limit),
  );
  return rows.map((row) => {
    const status = storedStatus.parse(row.status);
    const unfinished = status === 'pending' || status === 'running';
    return {
      seq: row.seq,
      key: row.key,
      stage: job.stages[row.stage]?.name ?? String(row.stage),
      status: unfinished && isTerminal(job.status) ? 'skipped' : status,
      attempts: row.attempts,
      lost: row.lost,
      startedAt: row.startedAt?.getTime() ?? null,
      completedAt: row.completedAt?.getTime() ?? null,
      error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
    };
  });
}
