import { iso, isoOrNull } from '../../core/instant.ts';
import { instantSchema, z } from '../../http/route.ts';
import { jobJson } from '../../jobs/job-json.ts';
import type { Job, JobStatus } from '../../jobs/types.ts';
import type { TaskRow } from '../records/tasks.ts';

/** Statuses of the original service, plus `cancelled`, which it reported as failed. */
export const TASK_STATUSES = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** A profile job with the platform and profile of its input. */
export interface Task extends Pick<TaskRow, 'platform' | 'profileId' | 'failure'> {
  job: Job;
}

export const taskSchema = z
  .object({
    id: z.string().openapi({ example: 'job_01k0a3v5zq8m4n7p2r6t9w1x3y' }),
    job_id: z.string().openapi({ description: 'Same as the task id: a task is a job of kind profile.' }),
    platform: z.string(),
    profile_id: z.string().openapi({ description: 'Normalized profile id.' }),
    status: z.enum(TASK_STATUSES).openapi({
      description: '`completed` with `error` set means that parts of the report are missing.',
    }),
    progress: z.int().openapi({ description: 'Whole percent.' }),
    message: z.string().openapi({ description: 'Human-readable progress.' }),
    error: z.string().nullable(),
    error_code: z.string().nullable().openapi({ description: 'Machine-readable code.', example: 'no_posts' }),
    duration: z
      .number()
      .nullable()
      .openapi({ description: 'Seconds from start to end; null until the task has ended.' }),
    created_at: instantSchema,
    started_at: instantSchema.nullable(),
    completed_at: instantSchema.nullable(),
    links: z.object({
      self: z.string(),
      status: z.string(),
      results: z.string(),
      download: z.string(),
      compare: z.string(),
      retry: z.string(),
      cancel: z.string(),
      job: z.string(),
    }),
  })
  .openapi('ProfileTask');

export type TaskJson = z.infer<typeof taskSchema>;

/** Job statuses by task status. */
export const JOB_STATUSES_OF: Readonly<Record<TaskStatus, readonly JobStatus[]>> = {
  pending: ['queued'],
  processing: ['processing'],
  completed: ['completed', 'completed_with_errors'],
  failed: ['failed'],
  cancelled: ['cancelled'],
};

function taskStatus(status: JobStatus): TaskStatus {
  const found = TASK_STATUSES.find((each) => JOB_STATUSES_OF[each].includes(status));
  if (!found) throw new Error(`no task is ${status}`);
  return found;
}

function stageMessage(job: Job): string {
  const done = `${job.stageTotal - job.stageLeft} of ${job.stageTotal}`;
  switch (job.stages[job.stage]?.name) {
    case 'profile':
      return 'Reading the profile and its first posts.';
    case 'posts':
      return 'Reading further posts.';
    case 'analyses':
      return `Analyzing the posts: ${done} analyses done.`;
    default:
      return 'Writing the report.';
  }
}

function messageOf(job: Job): string {
  switch (job.status) {
    case 'queued':
      return 'Waiting to begin.';
    case 'processing':
      return stageMessage(job);
    case 'completed':
      return 'Completed.';
    case 'completed_with_errors':
      return `Completed, with ${job.done} of ${job.total} steps done.`;
    case 'failed':
      return 'Failed.';
    case 'cancelled':
      return 'Cancelled.';
  }
}

function errorOf({ job, failure }: Task): { code: string; message: string } | null {
  if (job.error) return job.error;
  return job.status === 'failed' || job.status === 'completed_with_errors' ? failure : null;
}

function linksOf(id: string): TaskJson['links'] {
  const self = `/api/v1/tasks/${id}`;
  return {
    self,
    status: `${self}/status`,
    results: `${self}/results`,
    download: `${self}/download`,
    compare: `${self}/compare`,
    retry: `${self}/retry`,
    cancel: `${self}/cancel`,
    job: `/api/v1/jobs/${id}`,
  };
}

/** @param nowMs current time in Unix milliseconds. */
export function taskJson(task: Task, nowMs: number): TaskJson {
  const { job, platform, profileId } = task;
  const error = errorOf(task);
  const { startedAt, completedAt } = job;
  return {
    id: job.id,
    job_id: job.id,
    platform,
    profile_id: profileId,
    status: taskStatus(job.status),
    progress: jobJson(job, nowMs).progress.percent,
    message: messageOf(job),
    error: error?.message ?? null,
    error_code: error?.code ?? null,
    duration: startedAt === null || completedAt === null ? null : Math.max(0, completedAt - startedAt) / 1000,
    created_at: iso(job.createdAt),
    started_at: isoOrNull(startedAt),
    completed_at: isoOrNull(completedAt),
    links: linksOf(job.id),
  };
}

/** A task as accepted, built only from constant data, so that a repeated request gets the same response. */
export function acceptedTaskJson({ job, platform, profileId }: Omit<Task, 'failure'>): TaskJson {
  const status = 'queued';
  const fresh: Job = { ...job, status, error: null, startedAt: null, completedAt: null };
  return { ...taskJson({ job: fresh, platform, profileId, failure: null }, job.createdAt), progress: 0 };
}
