import type { SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { Log } from '../core/log.ts';

/** What a step is given. It must stop when `signal` aborts and must not outlive it. */
export interface StepContext {
  jobId: string;
  signal: AbortSignal;
  log: Log;
}

/** A step as its stage sees it. `input` is what the stage planned for it. */
export interface StepToRun {
  key: string;
  input: unknown;
}

/** A further step, of this stage or a later one; `key` is unique in its job, a known key is ignored. */
export interface FurtherStep {
  stage: number;
  key: string;
  input?: unknown;
}

/** What came of a step: a small output for the job, a record for the analyzer's own tables, steps that follow. */
export interface StepResult<Rec> {
  output?: unknown;
  record: Rec;
  further?: FurtherStep[];
}

/** The job, as an analyzer's statements name it. `token` marks the steps that this very commit finished. */
export interface WriteContext {
  jobId: string;
  token: string;
}

/**
 * Steps that may run side by side.
 * `run` throws PermanentError to fail its step at once; TransientError, or anything else, to be tried again.
 * `write` returns statements that take effect only for steps with `finished_by = token`, and that may run twice.
 */
export interface Stage<Rec = unknown> {
  name: string;
  /** Part of the whole job, 0 to 1. */
  share: number;
  /** Steps a slice runs side by side, 1 to 25. */
  concurrency: number;
  /** Milliseconds a step may take. */
  timeoutMs: number;
  /** Whose request budget a running step takes from. */
  provider: string | null;
  run(step: StepToRun, context: StepContext): Promise<StepResult<Rec>>;
  write(records: { key: string; record: Rec }[], context: WriteContext): SQL[];
}

/** An analyzer bound to one job's input. */
export interface OpenJob {
  stages: Stage[];
  /** The steps known from the start. */
  plan(): FurtherStep[];
}

/** An input without what is too large or too private for a job's row, and the statements that keep that elsewhere. */
export interface Kept {
  input: unknown;
  /** Run in the transaction that inserts the job, after it; each must do nothing without the job's row. */
  also?(jobId: string): SQL[];
}

/** One kind of analysis. It knows nothing of queues, leases or HTTP. */
export interface Analyzer {
  kind: 'stocks' | 'profile' | 'document';
  /** Moves when jobs begun by older code can no longer be finished by this one. */
  version: number;
  /** Of a job that does not say; seconds. */
  deadlineSeconds: number;
  disclaimer: string | null;
  /** What a job of this kind is asked with; it applies defaults and normalizes. */
  input: z.ZodType;
  /**
   * Fills in what depends on stored data, once, before the job is planned; it only reads, and may be called again.
   * Returns `input` itself where nothing does. The job keeps what it returns. @throws Refusal.
   */
  resolve?(input: unknown, owner: string): Promise<unknown>;
  /** Takes out of an input what does not belong into the job's row; `open` then gets what is left. @throws Refusal. */
  keep?(input: unknown): Promise<Kept>;
  /** What `keep` leaves, where it leaves something else than `input` validates. */
  stored?: z.ZodType;
  /** Binds the analyzer to an input that `input`, or `stored`, has validated. */
  open(input: unknown): OpenJob;
}
