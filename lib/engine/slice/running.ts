import type { Clock, Random } from '../../core/clock.ts';
import { PermanentError, TransientError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { ownTurn } from '../../core/own-turn.ts';
import { backoffMs } from '../../core/retry.ts';
import type { ClaimedStep, StepOutcome } from '../../jobs/turn/turn.ts';
import type { Stage, StepResult } from '../analyzer.ts';
import type { EngineSettings } from '../settings.ts';

interface RunDeps {
  jobId: string;
  epoch: number;
  clock: Clock;
  random: Random;
  log: Log;
  settings: EngineSettings;
}

/** A step with the token it was claimed under. */
export type HeldStep = ClaimedStep & { token: string };

class GivenBack extends Error {
  override readonly name = 'GivenBack';
}

/** Maps an error to the step's outcome. The only place that decides whether to fail or retry a step. */
export function outcomeOfError(
  step: HeldStep,
  error: unknown,
  { settings, random }: Pick<RunDeps, 'settings' | 'random'>,
): StepOutcome {
  const { key, token, stage } = step;
  if (error instanceof GivenBack) return { key, token, stage, result: 'given_back' };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof PermanentError)
    return { key, token, stage, result: 'failed', code: error.code, message };
  const code = error instanceof TransientError ? error.code : 'unexpected_error';
  const attempt = step.attempts + 1;
  if (attempt >= settings.attempts) {
    return { key, token, stage, result: 'failed', code, message: `${message} (after ${attempt} attempts)` };
  }
  const asked = error instanceof TransientError ? error.retryAfterMs : undefined;
  const delayMs = asked ?? backoffMs(settings.stepBackoff, attempt, random);
  return { key, token, stage, result: 'retry', code, message, delayMs };
}

async function attempt(
  step: ClaimedStep,
  stage: Stage,
  signal: AbortSignal,
  deps: RunDeps,
): Promise<StepResult<unknown>> {
  const limit = new AbortController();
  const over = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      limit.abort(reason);
      reject(reason);
    };
    deps.clock
      .sleep(stage.timeoutMs, signal)
      .then(
        () => stop(new TransientError('step_timeout', `The step took longer than ${stage.timeoutMs} ms.`)),
        stop,
      );
  });
  const run = async () => {
    await ownTurn();
    const { jobId, epoch, log } = deps;
    return stage.run(step, { jobId, epoch, signal: limit.signal, log });
  };
  return await Promise.race([run(), over]);
}

/** The steps that a slice is running. */
export class Running {
  readonly #inFlight = new Map<string, Promise<void>>();
  readonly #settled: StepOutcome[] = [];
  readonly #deps: RunDeps;
  readonly #giveUp = new AbortController();
  #wake: () => void = () => {};

  constructor(deps: RunDeps) {
    this.#deps = deps;
  }

  get size(): number {
    return this.#inFlight.size;
  }

  get aloneSize(): number {
    return 0;
  }

  /** No step is running and no outcome is waiting for a commit (one may have settled during the last turn). */
  get idle(): boolean {
    return this.size === 0 && this.#settled.length === 0;
  }

  start(step: HeldStep, stage: Stage): void {
    const finished = new AbortController();
    const signal = AbortSignal.any([this.#giveUp.signal, finished.signal]);
    const run = attempt(step, stage, signal, this.#deps)
      .then(
        ({ output, record, further }): StepOutcome => ({
          key: step.key,
          token: step.token,
          stage: step.stage,
          result: 'done',
          output,
          record,
          further: further ?? [],
        }),
        (error: unknown) => outcomeOfError(step, error, this.#deps),
      )
      .then((outcome) => {
        finished.abort(new Error('finished'));
        this.#settled.push(outcome);
        this.#inFlight.delete(step.token + step.key);
        this.#wake();
      });
    this.#inFlight.set(step.token + step.key, run);
  }

  /** Aborts all running steps; they settle as given back and are not charged an attempt. */
  giveUp(): void {
    this.#giveUp.abort(new GivenBack('the slice ends'));
  }

  /** Removes and returns the outcomes settled so far. */
  take(): StepOutcome[] {
    return this.#settled.splice(0);
  }

  /** Resolves up to `groupMs` after the first outcome settles, or after `atMostMs`. */
  async wait(groupMs: number, atMostMs: number): Promise<void> {
    const { clock } = this.#deps;
    if (this.#settled.length === 0 && this.size > 0)
      await this.#until(() => this.#settled.length > 0, atMostMs, clock);
    if (this.size > 0 && this.#settled.length > 0) await this.#until(() => this.size === 0, groupMs, clock);
  }

  async #until(done: () => boolean, atMostMs: number, clock: Clock): Promise<void> {
    const stop = new AbortController();
    const reached = new Promise<void>((resolve) => {
      this.#wake = () => {
        if (done()) resolve();
      };
      this.#wake();
    });
    const late = clock.sleep(Math.max(0, atMostMs), stop.signal).catch(() => {});
    await Promise.race([reached, late]);
    stop.abort(new Error('waited'));
  }
}
