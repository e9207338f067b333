import type { BulkAction, BulkReason } from '../../engine/bulk/types.ts';
import type { WaitsJson } from '../../jobs/job-json.ts';
import type { AttemptOutcome, JobStatus, SHOWN_SLICE_STATES, StepStatus } from '../../jobs/types.ts';

// What is around a job, as it is answered. Without a schema, so that a page can name it; instants are ISO 8601.

export interface AttemptJson {
  epoch: number | null;
  line: string | null;
  started_at: string | null;
  ended_at: string | null;
  outcome: AttemptOutcome | null;
  error: { code: string | null; message: string } | null;
}

export interface StepJson {
  key: string;
  stage: string;
  status: StepStatus;
  attempts: number;
  started_at: string | null;
  completed_at: string | null;
  duration_ms: number | null;
  error: { code: string; message: string } | null;
  waits: WaitsJson | null;
  /** With `include=attempts`. */
  tries?: AttemptJson[] | undefined;
}

export interface SliceJson {
  epoch: number;
  line: string;
  state: (typeof SHOWN_SLICE_STATES)[number];
  started_at: string;
  last_seen_at: string;
  ended_at: string | null;
  turns: number;
  steps_claimed: number;
  steps_ended: number;
}

/** How many jobs a bulk action would change. */
export interface BulkCountJson {
  action: BulkAction;
  total: number;
  by_status: Partial<Record<JobStatus, number>>;
}

export interface BulkJson {
  id: string;
  action: BulkAction;
  status: 'running' | 'completed';
  total: number;
  done: number;
  skipped: number;
  failed: number;
  reasons: BulkReason[];
  created_at: string;
  completed_at: string | null;
  links: { self: string };
}

/** A link to a job, without its token. */
export interface ShareJson {
  id: string;
  created_at: string;
  created_by: string | null;
  expires_at: string;
  revoked_at: string | null;
}

export interface NewShareJson extends ShareJson {
  token: string;
  url: string;
}

/** What a request would create. */
export interface DryRunJson {
  dry_run: true;
  kind: string;
  /** Null if an existing job is the answer. */
  would_create: {
    steps: number;
    stages: { name: string; steps: number | null }[];
    messages: number;
    cost_usd: number;
    deadline_seconds: number;
    deadline_at: string;
  } | null;
  existing: { id: string; reason: 'idempotency_key' | 'singleton' | 'same_result' } | null;
}
