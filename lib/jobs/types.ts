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

/** What created a job. */
export const JOB_SOURCES = ['api', 'watchlist', 'schedule'] as const;
export type JobSource = (typeof JOB_SOURCES)[number];

/** `skipped` is only shown, for unfinished steps of an ended job; it is never stored. */
export const STEP_STATUSES = ['pending', 'running', 'done', 'failed', 'skipped'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

/** How a slice stands: it works, its continuation was accepted, or nothing was left on its line. */
export const SLICE_STATES = ['working', 'handed_over', 'idle'] as const;

/** The same as shown; `died`: it was not seen for a while, and had not said that it ends. */
export const SHOWN_SLICE_STATES = [...SLICE_STATES, 'died'] as const;

/** What a provider takes from all functions together. */
export interface ProviderLimits {
  /** Steps at once. */
  maxInFlight: number;
  /** Steps a second, on average; unlimited without. */
  perSecond?: number;
  /** Steps at once after a rest; without, what it takes in a second, and at least one. */
  burst?: number;
}
/**
 * How a run of a step ended: the step was done, or failed for good; it is tried again after an error (`retry`), or
 * because the process died in which it ran alone (`lost`) or that of its lease (`lost_lease`); it was not charged
 * (`given_back`, and `refused` by its provider).
 */
export const ATTEMPT_OUTCOMES = [
  'done',
  'failed',
  'retry',
  'lost',
  'lost_lease',
  'given_back',
  'refused',
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Why a claim left steps that were due: others have the provider's requests, its rate is used up, or it is paused. */
export const WAIT_REASONS = ['budget', 'rate', 'paused'] as const;

/** What a turn needs to know about a stage; fixed at creation. */
export const stagePlanSchema = z.object({
  name: z.string(),
  /**
   * Share of the whole job's progress, so that percent stays monotone while later stages are unplanned.
   * Shares sum to 1.
   */
  share: z.number(),
  /** Steps that one slice runs in parallel. */
  concurrency: z.number().int(),
  /** Time limit of one step, in milliseconds. */
  timeout_ms: z.number().int(),
  /** Lease duration in milliseconds; longer than `timeout_ms`. */
  lease_ms: z.number().int(),
  /** The provider whose request budget each running step takes from. */
  provider: z.string().nullable(),
  /** True if its done steps stay done when a retry runs steps of an earlier stage again. */
  stands_alone: z.boolean().optional(),
});
export type StagePlan = z.infer<typeof stagePlanSchema>;

/** A step to insert. `key` is unique in its job. */
export interface PlannedStep {
  stage: number;
  key: string;
  input?: unknown;
}

export const WEBHOOK_STATUSES = ['pending', 'delivered', 'failed'] as const;

export interface Usage {
  /** Messages published to the queue. */
  messages: number;
  /** Round trips to the database. */
  roundTrips: number;
  functionMs: number;
}

/** An event of the analysis's own that a job's receiver gets beside that of its end, in the current epoch. */
export interface OwnEventState {
  /** For example `watchlist.changed`. */
  type: string;
  /** Null once it is known that there is nothing to tell. */
  status: (typeof WEBHOOK_STATUSES)[number] | null;
  attempts: number;
  lastError: string | null;
  /** Whether it has not been published yet. */
  due: boolean;
}

/** A job's callback URL and the state of its event in the current epoch. */
export interface Webhook {
  url: string;
  /** `pending` until delivered or given up. */
  status: (typeof WEBHOOK_STATUSES)[number];
  attempts: number;
  lastError: string | null;
  /** The epoch of which an event has not been published yet. */
  due: number | null;
  /** Absent unless it was asked for. */
  ownEvent?: OwnEventState;
  /** Usage when the job ended; null before. */
  usage: Usage | null;
}

/** A job as stored. Times are Unix milliseconds. */
export interface Job {
  id: string;
  owner: string;
  /** Kind of analysis, defined by a product. */
  kind: string;
  analyzerVersion: number;
  source: JobSource;
  /** Given by whoever asked for it, to find it by. */
  name: string | null;
  tags: readonly string[];
  /** The job that this one runs again with changes. */
  againOf: string | null;
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
  /** Of a cancelled job: the name of the key, if it has one, and the reason, if one was given. */
  cancelled: { by: string | null; reason: string | null } | null;
  messages: number;
  roundTrips: number;
  functionMs: number;
  revision: number;
  createdAt: number;
  startedAt: number | null;
  completedAt: number | null;
  deadlineSeconds: number;
  deadlineAt: number;
  /** Generation of the live watchdog, and when it is due. */
  watch: number;
  watchAt: number;
  /** The watchdog's last look in this epoch. */
  watchedAt: number | null;
  /** The last turn of a slice; null before the first. */
  turnedAt: number | null;
  /** Null without a callback URL. */
  webhook: Webhook | null;
}

/** When the job's present epoch began, Unix milliseconds. */
export function beganMs({
  deadlineAt,
  deadlineSeconds,
}: Pick<Job, 'deadlineAt' | 'deadlineSeconds'>): number {
  return deadlineAt - deadlineSeconds * 1000;
}
