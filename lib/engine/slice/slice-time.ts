import type { Clock } from '../../core/clock.ts';
import type { View } from '../../jobs/turn/turn.ts';
import type { EngineSettings } from '../settings.ts';

/** The time of one slice, measured by a clock that never steps back, and what it knows of the database's clock. */
export class SliceTime {
  readonly #clock: Clock;
  readonly #settings: EngineSettings;
  readonly #startedAt: number;
  #countedMs = 0;
  /** Database time less `passed()`. Until the first turn this clock's own time must do. */
  #offsetMs: number;

  constructor(clock: Clock, settings: EngineSettings) {
    this.#clock = clock;
    this.#settings = settings;
    this.#startedAt = clock.passed();
    this.#offsetMs = clock.now() - this.#startedAt;
  }

  get elapsedMs(): number {
    return this.#clock.passed() - this.#startedAt;
  }

  /** Milliseconds until the slice must stop claiming. */
  get leftMs(): number {
    return this.#settings.sliceBudgetMs - this.elapsedMs;
  }

  /** Milliseconds until running steps must be given back, before the function is killed. */
  get untilKilledMs(): number {
    return this.#settings.functionMaxMs - this.#settings.functionMarginMs - this.elapsedMs;
  }

  /** Function time that no turn has recorded yet. */
  get uncountedMs(): number {
    return this.elapsedMs - this.#countedMs;
  }

  /** A turn has recorded this much. */
  count(ms: number): void {
    this.#countedMs += ms;
  }

  /** A turn was answered with the database's time. */
  learn(databaseNowMs: number): void {
    this.#offsetMs = databaseNowMs - this.#clock.passed();
  }

  /** Database time after which nobody waits for a turn that is sent now. */
  get claimNotAfterMs(): number {
    return this.#clock.passed() + this.#offsetMs + this.#settings.turnTimeoutMs;
  }

  /** Milliseconds until the job's deadline; no limit before the first turn. */
  untilDeadlineMs(view: View | null): number {
    return view === null
      ? Number.POSITIVE_INFINITY
      : view.deadline_ms - this.#offsetMs - this.#clock.passed();
  }
}
