import { iso, isoOrNull } from '../core/instant.ts';
import { costUsd } from './cost.ts';
import { isTerminal } from './lifecycle.ts';
import { type Progress, progressOf } from './progress.ts';
import type { Job, JobSource, JobStatus, OwnEventState, Usage, Webhook } from './types.ts';
import type { Waits } from './waits/waits.ts';

/** Public form of a job, in API responses and events. */
export interface JobJson {
  id: string;
  kind: string;
  status: JobStatus;
  progress: Progress;
  epoch: number;
  source: JobSource;
  name: string | null;
  tags: readonly string[];
  again_of: string | null;
  error: { code: string; message: string } | null;
  /** What it waits for; null if nothing holds it up, and where it is not told: in events and when it is accepted. */
  waits: WaitsJson | null;
  /** When the watchdog last looked, and when it is due; null unless the job is unfinished. */
  watchdog: { last_seen: string | null; next: string } | null;
  /** Of a cancelled job: the name of the key, and the reason, if there are any. */
  cancelled_by: string | null;
  cancel_reason: string | null;
  usage: { messages: number; round_trips: number; function_ms: number; cost_usd: number };
  webhook: (DeliveryJson<Webhook['status']> & { url: string; own_event?: OwnEventJson | undefined }) | null;
  /** Instants are ISO 8601. */
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
  deadline_at: string;
  links: { self: string; steps: string; slices: string; result: string; cancel: string; retry: string };
  /** What was asked for, without what is private; only of one job by its id. */
  input?: unknown;
  /** Whether a part of it is left out for its size. */
  input_truncated?: boolean | undefined;
}

interface DeliveryJson<Status> {
  status: Status;
  attempts: number;
  last_error: string | null;
}

/** The analysis's own event; its status is null once it is known that there is nothing to tell. */
type OwnEventJson = DeliveryJson<OwnEventState['status']> & { type: string };

export interface WaitsJson {
  code: Waits['code'];
  text: string;
  until: string | null;
}

export function waitsJson(waits: Waits | null): WaitsJson | null {
  return waits && { code: waits.code, text: waits.text, until: isoOrNull(waits.until) };
}

function linksOf(id: string): JobJson['links'] {
  const self = `/api/v1/jobs/${id}`;
  return {
    self,
    steps: `${self}/steps`,
    slices: `${self}/slices`,
    result: `${self}/result`,
    cancel: `${self}/cancel`,
    retry: `${self}/retry`,
  };
}

function usageJson(usage: Usage): JobJson['usage'] {
  const { messages, roundTrips, functionMs } = usage;
  return { messages, round_trips: roundTrips, function_ms: functionMs, cost_usd: costUsd(usage) };
}

function webhookJson(webhook: Webhook | null): JobJson['webhook'] {
  if (webhook === null) return null;
  const { url, status, attempts, lastError, ownEvent: own } = webhook;
  return {
    ...{ url, status, attempts, last_error: lastError },
    ...(own && {
      own_event: { type: own.type, status: own.status, attempts: own.attempts, last_error: own.lastError },
    }),
  };
}

/** The webhook before its first delivery. */
function undeliveredJson(webhook: Webhook | null): JobJson['webhook'] {
  if (webhook === null) return null;
  const { url, ownEvent: own } = webhook;
  const undelivered = { status: 'pending', attempts: 0, last_error: null } as const;
  return { url, ...undelivered, ...(own && { own_event: { type: own.type, ...undelivered } }) };
}

/**
 * @param nowMs for the estimated time left.
 * @param waits as `lib/jobs/waits/` tells it.
 */
export function jobJson(job: Job, nowMs: number, waits: Waits | null = null): JobJson {
  return {
    id: job.id,
    kind: job.kind,
    status: job.status,
    progress: progressOf(job, nowMs),
    epoch: job.epoch,
    source: job.source,
    name: job.name,
    tags: job.tags,
    again_of: job.againOf,
    error: job.error,
    waits: waitsJson(waits),
    watchdog: isTerminal(job.status) ? null : { last_seen: isoOrNull(job.watchedAt), next: iso(job.watchAt) },
    cancelled_by: job.cancelled?.by ?? null,
    cancel_reason: job.cancelled?.reason ?? null,
    usage: usageJson(job),
    webhook: webhookJson(job.webhook),
    created_at: iso(job.createdAt),
    started_at: isoOrNull(job.startedAt),
    completed_at: isoOrNull(job.completedAt),
    deadline_at: iso(job.deadlineAt),
    links: linksOf(job.id),
  };
}

/**
 * The job as first accepted, built only from immutable fields: a repeated request with the same
 * Idempotency-Key gets the first response byte for byte.
 */
export function acceptedJobJson(job: Job): JobJson {
  const stage = job.stages[0]?.name ?? null;
  const progress = { percent: 0, total: job.planned, completed: 0, failed: 0, stage, eta_seconds: null };
  return {
    ...jobJson(job, job.createdAt),
    status: 'queued',
    progress,
    epoch: 1,
    error: null,
    watchdog: null,
    cancelled_by: null,
    cancel_reason: null,
    usage: usageJson({ messages: 0, roundTrips: 0, functionMs: 0 }),
    webhook: undeliveredJson(job.webhook),
    started_at: null,
    completed_at: null,
    deadline_at: iso(job.createdAt + job.deadlineSeconds * 1000),
  };
}

/**
 * An ended job, built only from fields fixed until its next epoch, so that every delivery of its event is
 * identical.
 */
export function endedJobJson(job: Job): JobJson {
  return {
    ...jobJson(job, job.completedAt ?? job.createdAt),
    usage: usageJson(job.webhook?.usage ?? job),
    webhook: undeliveredJson(job.webhook),
  };
}
