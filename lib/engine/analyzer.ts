import type { SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { Log } from '../core/log.ts';
import type { OwnEvent } from './own-event.ts';

/** Passed to `Stage.run`. The step must stop when `signal` aborts. */
export interface StepContext {
  jobId: string;
  /** The n-th life of the job. A step that each of them runs anew has it in its key. */
  epoch: number;
  signal: AbortSignal;
  log: Log;
}

/** A claimed step; `input` is the value planned for it. */
export interface StepToRun {
  key: string;
  input: unknown;
}

/** A step to add, in this stage or a later one. Keys are unique in a job; a step with a known key is ignored. */
export interface FurtherStep {
  stage: number;
  key: string;
  input?: unknown;
}

/**
 * `output` is small and stored with the step, `record` goes to the analyzer's own tables, `further` are steps
 * to add.
 */
export interface StepResult<Rec> {
  output?: unknown;
  record: Rec;
  further?: FurtherStep[];
}

/** Identifies a commit to an analyzer's statements: `token` marks the steps that it finished. */
export interface WriteContext {
  jobId: string;
  token: string;
}

/**
 * A group of steps that may run in parallel.
 * `run` throws PermanentError to fail the step at once; any other error is retried.
 * `write` returns statements limited to steps with `finished_by = token`; they may run twice.
 */
export interface Stage<Rec = unknown> {
  name: string;
  /** Share of the whole job's progress, 0 to 1. */
  share: number;
  /** Steps that one slice runs in parallel, 1 to 25. */
  concurrency: number;
  /** Time limit of one step, in milliseconds. */
  timeoutMs: number;
  /** The provider whose request budget each running step takes from. */
  provider: string | null;
  /**
   * Each of its steps runs in a process of its own, which is ended at the time limit: for code that computes for
   * seconds, or that may not stop when it is told to. A process takes half a second and 130 MB, and a function runs
   * three at once: give the stage no higher concurrency. What `run` returns must be cloneable (no functions).
   */
  isolate?: boolean;
  /** True if a step needs no other step's result: a retry of an earlier stage does not run its done steps again. */
  standsAlone?: boolean;
  run(step: StepToRun, context: StepContext): Promise<StepResult<Rec>>;
  write(records: { key: string; record: Rec }[], context: WriteContext): SQL[];
}

/** An analyzer bound to one job's input. */
export interface OpenJob {
  stages: Stage[];
  /** The steps known at creation. */
  plan(): FurtherStep[];
}

/**
 * The part of an input stored in the job's row, and statements that store the rest (too large or private)
 * elsewhere.
 */
export interface Kept<Stored = unknown> {
  input: Stored;
  /** Statements for the transaction that inserts the job; each must do nothing if the job's row is missing. */
  also?(jobId: string): SQL[];
}

interface Described<Input> {
  kind: string;
  /** Raised when this code can no longer finish jobs that older code began. */
  version: number;
  /** Default deadline in seconds. */
  deadlineSeconds: number;
  disclaimer: string | null;
  /** Validates a request's input, applies defaults and normalizes. */
  input: z.ZodType<Input>;
  /** What of the input is hashed to recognize a repeated request; default all. */
  hashed?(input: Input): unknown;
  /** Checks that need no database. @throws Refusal with paths relative to the input. */
  check?(input: Input): void;
  /**
   * Completes the input from stored data before planning; must only read, and may run more than once. Returns
   * the same object if there is nothing to add. The result is stored with the job. @throws Refusal.
   */
  resolve?(input: Input, owner: string): Promise<Input>;
  /** The complete job of this owner whose result this input would have again; null if there is none. Only reads. */
  sameResult?(input: Input, owner: string): Promise<string | null>;
  /** A second event, beside that of a job's end. */
  event?: OwnEvent;
}

/** What of its stored input an analysis shows, to the owner and whoever the owner shares the job with. */
interface Shown<Stored> {
  /** Leaves out what is private; without it all is shown. Lists may have been cut to their first 100 items. */
  shown?(stored: Stored): unknown;
}

/** An analysis that stores its input unchanged; the schema must accept its own output. */
interface PlainSpec<Input> extends Described<Input>, Shown<Input> {
  open(input: Input): OpenJob;
}

/** An analysis that stores part of its input outside the job's row. */
interface KeepingSpec<Input, Stored> extends Described<Input>, Shown<Stored> {
  /** Splits off what does not belong in the job's row. @throws Refusal. */
  keep(input: Input): Promise<Kept<Stored>>;
  /** Validates the stored part of the input. */
  stored: z.ZodType<Stored>;
  open(stored: Stored): OpenJob;
  /** What a request for the same says, from what is stored of it. */
  again(stored: Stored): Again;
}

/** A stored input as a request; `lacks` are the fields that it had and that are not kept with it. */
export interface Again {
  input: object;
  lacks: readonly string[];
}

/** Runs a database read with retries. @throws Refusal `database_unavailable`. */
export type Read = <T>(call: () => Promise<T>) => Promise<T>;

/** How an accepted request will be executed. */
export interface AskedPlan extends Kept {
  open: OpenJob;
  /** Database round trips spent on planning. */
  roundTrips: number;
}

/** A request whose input has been validated. */
export interface Asked {
  kind: string;
  version: number;
  deadlineSeconds: number;
  /** The type of the analysis's own event; absent without one. */
  ownEvent?: string;
  /** Hashed to recognize a repeated request. */
  known: unknown;
  /** Checks that need no database. @throws Refusal with paths relative to the input. */
  check(): void;
  /** The complete job that has this result already; null if there is none. */
  sameResult(owner: string, read: Read): Promise<string | null>;
  /** Only for a new request; nothing is stored by it, so it may be called again. @throws Refusal. */
  plan(owner: string, read: Read): Promise<AskedPlan>;
}

/** Distinguishes a parsed request from the raw JSON. */
export function isAsked(value: object): value is Asked {
  return 'known' in value && 'plan' in value && typeof value.plan === 'function';
}

/** One kind of analysis, as the engine and the routes use it; made by `defineAnalyzer`. */
export interface Analyzer<Input = never> {
  kind: string;
  version: number;
  disclaimer: string | null;
  event: OwnEvent | null;
  /** Parses an input into a request; used in route schemas. */
  request: z.ZodType<Asked>;
  /** Makes a request from an input that is already validated. */
  ask(input: Input): Asked;
  /** Binds the analyzer to a stored input; null if this version cannot parse it. */
  resume(stored: unknown): OpenJob | null;
  /** The stored input as a request; null likewise. */
  again(stored: unknown): Again | null;
  /** A stored input without what is private; null if this version cannot parse it. */
  shown(stored: unknown): unknown;
}

/** Defines an analysis for the engine. Analyzers know nothing of queues, leases or HTTP. */
export function defineAnalyzer<Input>(spec: PlainSpec<Input>): Analyzer<Input>;
export function defineAnalyzer<Input, Stored>(spec: KeepingSpec<Input, Stored>): Analyzer<Input>;
export function defineAnalyzer<Input, Stored>(
  spec: PlainSpec<Input> | KeepingSpec<Input, Stored>,
): Analyzer<Input> {
  if ('keep' in spec) return analyzerOf(spec);
  return analyzerOf({
    ...spec,
    stored: spec.input,
    keep: async (input) => ({ input }),
    again: (input) => ({ input: isObject(input) ? input : {}, lacks: [] }),
  });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function analyzerOf<Input, Stored>(spec: KeepingSpec<Input, Stored>): Analyzer<Input> {
  const { kind, version, deadlineSeconds, disclaimer, event = null, input, stored } = spec;
  const ask = (asked: Input): Asked => ({
    ...(event && { ownEvent: event.type }),
    kind,
    version,
    deadlineSeconds,
    known: spec.hashed?.(asked) ?? asked,
    check: () => spec.check?.(asked),
    sameResult: (owner, read) => read(async () => spec.sameResult?.(asked, owner) ?? null),
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
    event,
    request: input.transform(ask),
    ask,
    resume: (row) => {
      const { data, success } = stored.safeParse(row);
      return success ? spec.open(data) : null;
    },
    again: (row) => {
      const { data, success } = stored.safeParse(row);
      return success ? spec.again(data) : null;
    },
    shown: (row) => {
      const { data, success } = stored.safeParse(row);
      if (!success) return null;
      return spec.shown ? spec.shown(data) : data;
    },
  };
}
