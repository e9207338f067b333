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
import type { Stop } from './stop.ts';

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

/** One attempt of a step: its stage, its job, and what gives it up. */
export interface Attempt {
  step: ClaimedStep;
  stage: Stage;
  origin: StepOrigin;
  stop: Stop;
  /** Called when the step begins: it may wait for the event loop before. */
  begins: () => void;
}

/**
 * Runs a step in a process of its own if it was claimed alone, its stage asks for it, or an earlier run of it still
 * goes on here: no step runs twice in one process. Otherwise here, or if there is no runner.
 * @throws what `outcomeOfError` maps to the step's outcome.
 */
export async function attempt(asked: Attempt, deps: RunDeps): Promise<StepResult<unknown>> {
  const { step, stage, stop } = asked;
  const { alone, jobId, clock } = deps;
  const earlier = earlierRun(jobId, step.key);
  if (alone && (step.alone || stage.isolate || earlier)) return await runAlone(alone, asked, deps);
  if (earlier) {
    const ended = earlier.then(() => true);
    const waited = clock.sleep(EARLIER_MS, stop.signal).then(() => false);
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
  { step, stage, origin, stop, begins }: Attempt,
  { jobId, epoch, log }: RunDeps,
): Promise<StepResult<unknown>> {
  begins();
  log.info('step_alone', { key: step.key });
  const { timeoutMs } = stage;
  // What its own process has died of once, or what blocks it, is not to take others down with it.
  const mayShare = step.alone && step.lost === 0 && !stage.isolate;
  return alone.run({ ...origin, stage: step.stage, step, jobId, epoch, timeoutMs }, stop.signal, mayShare);
}

async function runHere({ step, stage, stop, begins }: Attempt, deps: RunDeps): Promise<StepResult<unknown>> {
  const { jobId, epoch, log, clock } = deps;
  const context = {
    jobId,
    epoch,
    log,
    get signal() {
      return stop.signal;
    },
  };
  const run = async () => {
    await ownTurn();
    stop.throwIfOver();
    begins();
    return await stage.run(step, context);
  };
  const result = run();
  const settled = result.then(nothing, nothing);
  rememberRun(jobId, step.key, settled);
  let isLate = false;
  const inTime = clock.after(stage.timeoutMs, () => {
    isLate = stop.now(stepTimeout(stage.timeoutMs));
  });
  try {
    return await Promise.race([result, stop.over()]);
  } catch (error) {
    if (isLate && !(await stopped(settled, deps))) throw ignoredSignal(stage.timeoutMs);
    throw error;
  } finally {
    inTime();
  }
}

const nothing = () => {};

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
