import type { SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { Log } from '../core/log.ts';

/** What a step is given. It must stop when `signal` aborts and must not outlive it. */
export interface StepContext {
  jobId: string;
  /** The n-th life of the job. A step that each of them runs anew has it in its key. */
  epoch: number;
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
export interface Kept<Stored = unknown> {
  input: Stored;
  /** Run in the transaction that inserts the job, after it; each must do nothing without the job's row. */
  also?(jobId: string): SQL[];
}

interface Described<Input> {
  kind: string;
  /** Moves when jobs begun by older code can no longer be finished by this one. */
  version: number;
  /** Of a job that does not say; seconds. */
  deadlineSeconds: number;
  disclaimer: string | null;
  /** Validates a request's input, applies defaults and normalizes. */
  input: z.ZodType<Input>;
  /** What can be told without the database. @throws Refusal with paths that begin at the input. */
  check?(input: Input): void;
  /**
   * Fills in what depends on stored data, once, before the job is planned; it only reads, and may be called again.
   * Returns `input` itself where nothing does. The job keeps what it returns. @throws Refusal.
   */
  resolve?(input: Input, owner: string): Promise<Input>;
}

/** An analysis whose input is stored as it was validated; `input` must accept its own output. */
interface PlainSpec<Input> extends Described<Input> {
  open(input: Input): OpenJob;
}

/** An analysis that keeps a part of its input elsewhere. */
interface KeepingSpec<Input, Stored> extends Described<Input> {
  /** Takes out of an input what does not belong in the job's row. @throws Refusal. */
  keep(input: Input): Promise<Kept<Stored>>;
  /** Validates what `keep` left in the row. */
  stored: z.ZodType<Stored>;
  open(stored: Stored): OpenJob;
}

/** Runs a read of the database under the retry policy. @throws Refusal `database_unavailable`. */
export type Read = <T>(call: () => Promise<T>) => Promise<T>;

/** How an accepted request will be carried out. */
export interface AskedPlan extends Kept {
  open: OpenJob;
  /** Round trips to the database that the plan took. */
  roundTrips: number;
}

/** A request for an analysis whose input has been validated. */
export interface Asked {
  kind: string;
  version: number;
  deadlineSeconds: number;
  /** What the request is recognized by when it comes again. */
  known: unknown;
  /** @throws Refusal for what can be told without the database; its paths begin at the input. */
  check(): void;
  /** Called once, and only for a new request. @throws Refusal. */
  plan(owner: string, read: Read): Promise<AskedPlan>;
}

/** Tells a request from the JSON that it was made of. */
export function isAsked(value: object): value is Asked {
  return 'known' in value && 'plan' in value && typeof value.plan === 'function';
}

/** One kind of analysis as the engine and the routes know it; made by `defineAnalyzer`. */
export interface Analyzer<Input = never> {
  kind: string;
  version: number;
  disclaimer: string | null;
  /** Validates an input and makes a request of it. For the schema of a route. */
  request: z.ZodType<Asked>;
  /** A request made of an input that has been validated already. */
  ask(input: Input): Asked;
  /** The analyzer bound to the input of a stored job; null where this code no longer understands it. */
  resume(stored: unknown): OpenJob | null;
}

/** An analysis in the engine's terms. It knows nothing of queues, leases or HTTP. */
export function defineAnalyzer<Input>(spec: PlainSpec<Input>): Analyzer<Input>;
export function defineAnalyzer<Input, Stored>(spec: KeepingSpec<Input, Stored>): Analyzer<Input>;
export function defineAnalyzer<Input, Stored>(
  spec: PlainSpec<Input> | KeepingSpec<Input, Stored>,
): Analyzer<Input> {
  if ('keep' in spec) return analyzerOf(spec);
  return analyzerOf({ ...spec, stored: spec.input, keep: async (input) => ({ input }) });
}

function analyzerOf<Input, Stored>(spec: KeepingSpec<Input, Stored>): Analyzer<Input> {
  const { kind, version, deadlineSeconds, disclaimer, input, stored } = spec;
  const ask = (asked: Input): Asked => ({
    kind,
    version,
    deadlineSeconds,
    known: asked,
    check: () => spec.check?.(asked),
    plan: async (owner, read) => {
      const resolved = await read(async () => spec.resolve?.(asked, owner) ?? asked);
      const kept = await spec.keep(resolved);
      return { ...kept, open: spec.open(kept.input), roundTrips: resolved === asked ? 0 : 1 };
    },
  });
  return {
    kind,
    version,
    disclaimer,
    request: input.transform(ask),
    ask,
    resume: (row) => {
      const { data, success } = stored.safeParse(row);
      return success ? spec.open(data) : null;
    },
  };
}
