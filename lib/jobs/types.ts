import { z } from 'zod';

export const JOB_STATUSES = [
  'queued',
  'processing',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** Who asked for a job. */
export const JOB_SOURCES = ['api', 'watchlist', 'schedule'] as const;
export type JobSource = (typeof JOB_SOURCES)[number];

/** `skipped` is how an unfinished step of an ended job is read; it is never written. */
export const STEP_STATUSES = ['pending', 'running', 'done', 'failed', 'skipped'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

/** What the turn has to know of a stage, fixed when the job is created. */
export const stagePlanSchema = z.object({
  name: z.string(),
  /** Part of the whole, so that percent is monotone where a later stage's steps are not known yet; they add up to 1. */
  share: z.number(),
  /** Steps a slice runs side by side. */
  concurrency: z.number().int(),
  /** A step's own time limit, milliseconds. */
  timeout_ms: z.number().int(),
  /** How long a claim holds, milliseconds: longer than any step may run. */
  lease_ms: z.number().int(),
  /** Whose request budget a running step takes from. */
  provider: z.string().nullable(),
});
export type StagePlan = z.infer<typeof stagePlanSchema>;

/** A step before it exists. `key` is unique in its job. */
export interface PlannedStep {
  stage: number;
  key: string;
  input?: unknown;
}

export const WEBHOOK_STATUSES = ['pending', 'delivered', 'failed'] as const;

export interface Usage {
  /** Of the queue. */
  messages: number;
  /** To the database. */
  roundTrips: number;
  functionMs: number;
}

/** Who is told of the end of a job, and how that went in its present epoch. */
export interface Webhook {
  url: string;
  /** `pending` until an attempt gets through or no further one is made. */
  status: (typeof WEBHOOK_STATUSES)[number];
  attempts: number;
  lastError: string | null;
  /** The epoch whose event has not been handed to the queue yet. */
  due: number | null;
  /** What the job had cost when it ended; null before. */
  usage: Usage | null;
}

/** A job as stored. Instants are milliseconds since the epoch. */
export interface Job {
  id: string;
  owner: string;
  /** Of a product. */
  kind: string;
  analyzerVersion: number;
  source: JobSource;
  status: JobStatus;
  epoch: number;
  stages: StagePlan[];
  stage: number;
  stageTotal: number;
  stageLeft: number;
  total: number;
  planned: number;
  done: number;
  failed: number;
  error: { code: string; message: string } | null;
  messages: number;
  roundTrips: number;
  functionMs: number;
  revision: number;
  createdAt: number;
  startedAt: number | null;
  completedAt: number | null;
  deadlineSeconds: number;
  deadlineAt: number;
  /** Null where nobody asked to be told. */
  webhook: Webhook | null;
}
