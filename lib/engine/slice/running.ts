import type { Clock } from '../../core/clock.ts';
import {
  GivenBack,
  PermanentError,
  ProviderRefusal,
  ProviderSilence,
  TransientError,
} from '../../core/errors.ts';
import { backoffMs } from '../../core/retry.ts';
import { messageOf } from '../../db/error-text.ts';
import { faultCode } from '../../jobs/database-refusal.ts';
import type { ClaimedStep, StepOutcome } from '../../jobs/turn/turn.ts';
import { IgnoredSignal, ProcessDied } from '../alone/errors.ts';
import type { Stage } from '../analyzer.ts';
import { attempt, type RunDeps, type StepOrigin } from './attempt.ts';
import { BusyTime } from './busy-time.ts';
import { Stop } from './stop.ts';

/** A step with the token it was claimed under. */
export type HeldStep = ClaimedStep & { token: string };

/**
 * Maps an error to the step's outcome. The only place that decides whether to fail or retry a step.
 * @param provider of the step's stage.
 */
export function outcomeOfError(
  step: HeldStep,
  error: unknown,
  { settings, random, provider }: Pick<RunDeps, 'settings' | 'random'> & Pick<Stage, 'provider'>,
): StepOutcome {
  const { key, token, stage } = step;
  if (error instanceof GivenBack) return { key, token, stage, result: 'given_back' };
  const message = messageOf(error);
  if (error instanceof ProcessDied) return { key, token, stage, result: 'lost', message };
  if (error instanceof PermanentError)
    return { key, token, stage, result: 'failed', code: error.code, message };
  if (error instanceof ProviderRefusal && provider !== null) {
    const retryAfterMs = error.retryAfterMs ?? null;
    return { key, token, stage, result: 'refused', code: error.code, message, retryAfterMs };
  }
  const code = error instanceof TransientError ? error.code : (faultCode(error) ?? 'unexpected_error');
  const attempts = step.attempts + 1;
  const silence = provider !== null && isSilence(error) ? { silent: true } : {};
  if (attempts >= settings.attempts) {
    const tried = `${message} (after ${attempts} attempts)`;
    return { key, token, stage, result: 'failed', code, message: tried, ...silence };
  }
  const asked = error instanceof TransientError ? error.retryAfterMs : undefined;
  const delayMs = asked ?? backoffMs(settings.stepBackoff, attempts, random);
  const suspect = error instanceof IgnoredSignal;
  return {
    key,
    token,
    stage,
    result: 'retry',
    code,
    message,
    delayMs,
    ...(suspect ? { suspect } : {}),
    ...silence,
  };
}

/** Whether the provider, not the step, took the time. */
function isSilence(error: unknown): boolean {
  if (error instanceof ProviderSilence) return true;
  return (
    error instanceof TransientError && error.code === 'step_timeout' && !(error instanceof IgnoredSignal)
  );
}

/** What a step has left running is told. */
const FINISHED = new Error('finished');

interface Held {
  step: HeldStep;
  stage: Stage;
  origin: StepOrigin;
}

/** The steps that a slice holds: as many as their stage allows are running, the others wait for their turn here. */
export class Running {
  readonly #inFlight = new Map<string, Stop>();
  readonly #atOnce = new Map<Stage, number>();
  readonly #waiting: Held[] = [];
  readonly #settled: StepOutcome[] = [];
  readonly #deps: RunDeps;
  #gaveUp = false;
  readonly #busy: BusyTime;
  #wake: () => void = () => {};

  constructor(deps: RunDeps) {
    this.#deps = deps;
    this.#busy = new BusyTime(deps.clock);
  }

  /** How long at least one step has been running so far, in milliseconds. */
  get busyMs(): number {
    return this.#busy.ms;
  }

  /** Steps that have not settled. */
  get size(): number {
    return this.#inFlight.size + this.#waiting.length;
  }

  /** No step is running and no outcome is waiting for a commit (one may have settled during the last turn). */
  get idle(): boolean {
    return this.size === 0 && this.#settled.length === 0;
  }

  start(step: HeldStep, stage: Stage, origin: StepOrigin): void {
    this.#waiting.push({ step, stage, origin });
    this.#startNext();
  }

  #startNext(): void {
    const [next] = this.#waiting;
    if (!next) return;
    const atOnce = this.#atOnce.get(next.stage) ?? 0;
    if (atOnce >= next.stage.concurrency) return;
    this.#atOnce.set(next.stage, atOnce + 1);
    this.#waiting.shift();
    this.#run(next);
  }

  #run({ step, stage, origin }: Held): void {
    const id = step.token + step.key;
    const stop = new Stop();
    if (this.#gaveUp) stop.now(new GivenBack('the slice ends'));
    const busy = this.#busy.one();
    this.#inFlight.set(id, stop);
    attempt({ step, stage, origin, stop, begins: busy.begins }, this.#deps)
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
        (error: unknown) => outcomeOfError(step, error, { ...this.#deps, provider: stage.provider }),
      )
      .then((outcome) => {
        busy.ends();
        stop.now(FINISHED);
        this.#inFlight.delete(id);
        this.#atOnce.set(stage, (this.#atOnce.get(stage) ?? 1) - 1);
        this.#settle(outcome);
        this.#startNext();
      });
  }

  #settle(outcome: StepOutcome): void {
    this.#settled.push(outcome);
    this.#wake();
  }

  /** Aborts all running steps; they settle as given back and are not charged an attempt. */
  giveUp(): void {
    this.#gaveUp = true;
    this.giveBackWaiting();
    for (const stop of this.#inFlight.values()) stop.now(new GivenBack('the slice ends'));
  }

  /** Gives back the steps that have not begun, so that others may take them. */
  giveBackWaiting(): void {
    for (const { step } of this.#waiting.splice(0)) {
      const { key, token, stage } = step;
      this.#settle({ key, token, stage, result: 'given_back' });
    }
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
