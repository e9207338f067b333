import type { Clock, Random } from '../../core/clock.ts';
import { TransientError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { ownTurn } from '../../core/own-turn.ts';
import type { ClaimedStep } from '../../jobs/turn/turn.ts';
import { ignoredSignal, stepTimeout } from '../alone/errors.ts';
import type { AloneRunner } from '../alone/runner.ts';
import { earlierRun, rememberRun } from '../alone/still-running.ts';
import type { Stage, StepResult } from '../analyzer.ts';
import type { EngineSettings } from '../settings.ts';

/** How long a step may take to stop after its signal has aborted, before it counts as ignoring it. */
const STOP_MS = 250;
/** How long a step waits for its earlier run in this process before it is tried again later. */
const EARLIER_MS = 1_000;

/** What the steps of one slice run with. */
export interface RunDeps {
  jobId: string;
  epoch: number;
  clock: Clock;
  random: Random;
  log: Log;
  settings: EngineSettings;
  /** Runs steps in processes of their own; null runs all of them in this process. */
  alone: AloneRunner | null;
}

/** The job that a step belongs to, as far as another process must know it. */
export interface StepOrigin {
  kind: string;
  /** The job's stored input. */
  input: unknown;
}

/** One attempt of a step: its stage, its job, and the signal that gives it up. */
export interface Attempt {
  step: ClaimedStep;
  stage: Stage;
  origin: StepOrigin;
  signal: AbortSignal;
  /** Called when the step begins: it may wait for the event loop before. */
  begins: () => void;
}

/**
 * Runs a step in a process of its own if it was claimed alone, its stage asks for it, or an earlier run of it still
 * goes on here: no step runs twice in one process. Otherwise here, or if there is no runner.
 * @throws what `outcomeOfError` maps to the step's outcome.
 */
export async function attempt(asked: Attempt, deps: RunDeps): Promise<StepResult<unknown>> {
  const { step, stage, signal } = asked;
  const { alone, jobId, clock } = deps;
  const earlier = earlierRun(jobId, step.key);
  if (alone && (step.alone || stage.isolate || earlier)) return await runAlone(alone, asked, deps);
  if (earlier) {
    const ended = earlier.then(() => true);
    const waited = clock.sleep(EARLIER_MS, signal).then(() => false);
    if (!(await Promise.race([ended, waited])))
      throw new TransientError(
        'step_timeout',
        'An earlier run of this step ignored its time limit and still goes on.',
      );
  }
  return await runHere(asked, deps);
}

function runAlone(
  alone: AloneRunner,
  { step, stage, origin, signal, begins }: Attempt,
  { jobId, epoch, log }: RunDeps,
): Promise<StepResult<unknown>> {
  begins();
  log.info('step_alone', { key: step.key });
  const { timeoutMs } = stage;
  // What its own process has died of once, or what blocks it, is not to take others down with it.
  const mayShare = step.alone && step.lost === 0 && !stage.isolate;
  return alone.run({ ...origin, stage: step.stage, step, jobId, epoch, timeoutMs }, signal, mayShare);
}

async function runHere(
  { step, stage, signal, begins }: Attempt,
  deps: RunDeps,
): Promise<StepResult<unknown>> {
  const { jobId, epoch, log, clock } = deps;
  const limit = new AbortController();
  let late: TransientError | null = null;
  const over = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      limit.abort(reason);
      reject(reason);
    };
    clock.sleep(stage.timeoutMs, signal).then(() => {
      late = stepTimeout(stage.timeoutMs);
      stop(late);
    }, stop);
  });
  const run = async () => {
    await ownTurn();
    limit.signal.throwIfAborted();
    begins();
    return await stage.run(step, { jobId, epoch, signal: limit.signal, log });
  };
  const result = run();
  const settled = result.then(
    () => {},
    () => {},
  );
  rememberRun(jobId, step.key, settled);
  try {
    return await Promise.race([result, over]);
  } catch (error) {
    if (late !== null && error === late && !(await stopped(settled, deps)))
      throw ignoredSignal(stage.timeoutMs);
    throw error;
  }
}

async function stopped(settled: Promise<void>, { clock }: RunDeps): Promise<boolean> {
  const enough = new AbortController();
  const ended = settled.then(() => true);
  const waited = clock.sleep(STOP_MS, enough.signal).then(
    () => false,
    () => true,
  );
  try {
    return await Promise.race([ended, waited]);
  } finally {
    enough.abort();
  }
}
