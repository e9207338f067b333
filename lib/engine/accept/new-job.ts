import type { SQL } from 'drizzle-orm';
import type { JobSource, PlannedStep, ProviderLimits, StagePlan } from '../../jobs/types.ts';

/** What a request says of its job beside the input; fixed at creation. */
export interface Labels {
  name: string | null;
  tags: readonly string[];
  /** The job that this one runs again with changes. */
  againOf: string | null;
  /** While such a job with the same input is unfinished, another request for it gets that one. */
  singleton: boolean;
}

export const NO_LABELS: Labels = { name: null, tags: [], againOf: null, singleton: false };

export interface NewJob {
  owner: string;
  kind: string;
  source: JobSource;
  labels: Labels;
  analyzerVersion: number;
  /** The validated input; hashed to recognize a repeated request. */
  asked: unknown;
  /** Not called for a replay of an earlier request, and again only for a singleton that lost its race. @throws Refusal. */
  plan(): Promise<JobPlan>;
  /** What each provider takes, by its name. */
  budgets: Record<string, ProviderLimits>;
  deadlineSeconds: number;
  /** Null: it gets one of its own, for sending it again when its outcome is in doubt. */
  idempotencyKey: string | null;
  /** Receives the event at the end of the job; null if none was given. */
  callbackUrl: string | null;
  /** The type of the analysis's own event, if it is asked for; only with a callback URL. */
  ownEvent: string | null;
}

/** How a new request will be executed. */
export interface JobPlan {
  /** Stored in the job's row and read by the analyzer. */
  input: unknown;
  stages: StagePlan[];
  steps: PlannedStep[];
  /** Database round trips spent on planning. */
  roundTrips: number;
  /** Statements for the transaction that inserts the job; each must do nothing if the job's row is missing. */
  also?(jobId: string): SQL[];
}
