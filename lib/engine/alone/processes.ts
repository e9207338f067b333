import type { Clock } from '../../core/clock.ts';
import { GivenBack } from '../../core/errors.ts';
import { type Child, startChild } from './child.ts';
import type { StepProcessFiles } from './files.ts';
import { Idle } from './idle.ts';
import { SHARED_BY } from './limits.ts';

/** Which process a step needs. */
export interface Wanted {
  /** Others that may share theirs may run in it at the same time. */
  shared: boolean;
  /** Nothing must have run in it before. */
  fresh: boolean;
}

/** A process that has steps. */
interface Busy {
  steps: number;
  shared: boolean;
  ended: boolean;
}

interface Waiting {
  wanted: Wanted;
  seat: PromiseWithResolvers<Child>;
}

/** The processes of single steps that a function has: so many at once, and who finds none waits in turn. */
export class Processes {
  readonly #files: StepProcessFiles;
  readonly #clock: Clock;
  readonly #idle = new Idle();
  readonly #busy = new Map<Child, Busy>();
  readonly #waiting: Waiting[] = [];
  #free: number;

  constructor(files: StepProcessFiles, clock: Clock, atOnce: number) {
    this.#files = files;
    this.#clock = clock;
    this.#free = atOnce;
  }

  /** How many more steps that share their process find room at once. */
  get room(): number {
    const seats = this.#joinable().reduce((sum, [, { steps }]) => sum + SHARED_BY - steps, 0);
    return Math.max(0, this.#free * SHARED_BY + seats - this.#waiting.length);
  }

  /**
   * A process to run the step in; `done` returns it.
   * @throws GivenBack if there is none after `atMostMs`; the signal's reason; TransientError
   * `isolation_unavailable`.
   */
  async take(wanted: Wanted, atMostMs: number, signal: AbortSignal): Promise<Child> {
    signal.throwIfAborted();
    const waiting = { wanted, seat: Promise.withResolvers<Child>() };
    this.#waiting.push(waiting);
    this.#serve();
    const stop = new AbortController();
    const late = this.#clock.sleep(atMostMs, AbortSignal.any([signal, stop.signal])).then(() => {
      throw new GivenBack('no room for another process');
    });
    try {
      return await Promise.race([waiting.seat.promise, late]);
    } catch (error) {
      const at = this.#waiting.indexOf(waiting);
      if (at !== -1) this.#waiting.splice(at, 1);
      // It was served in the same moment.
      else waiting.seat.promise.then((child) => this.done(child, true)).catch(() => {});
      throw error;
    } finally {
      stop.abort();
      late.catch(() => {});
    }
  }

  /** After a run: a process that owes it an answer is ended; one that owes none to anybody waits for more. */
  done(child: Child, answered: boolean): void {
    const busy = this.#busy.get(child);
    if (!busy) return;
    busy.steps--;
    if (!answered && !busy.ended) this.#end(child, busy);
    if (busy.steps === 0) {
      this.#busy.delete(child);
      if (!busy.ended) this.#rest(child);
    }
    this.#serve();
  }

  #rest(child: Child): void {
    this.#idle.put(child);
    this.#free++;
  }

  #end(child: Child, busy: Busy): void {
    busy.ended = true;
    child.kill();
    child.gone.then(() => {
      this.#free++;
      this.#serve();
    });
  }

  /** In turn, so that a step that shares with nobody is not passed over for ever. */
  #serve(): void {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      try {
        const child = this.#seat(first.wanted);
        if (!child) return;
        first.seat.resolve(child);
      } catch (error) {
        first.seat.reject(error);
      }
      this.#waiting.shift();
    }
  }

  #joinable(): [Child, Busy][] {
    return [...this.#busy].filter(([, { shared, ended, steps }]) => shared && !ended && steps < SHARED_BY);
  }

  #seat({ shared, fresh }: Wanted): Child | undefined {
    if (this.#free > 0) {
      const idle = this.#idle.take();
      if (fresh) idle?.kill();
      const child = (fresh ? undefined : idle) ?? startChild(this.#files);
      const busy = { steps: 1, shared, ended: false };
      this.#free--;
      this.#busy.set(child, busy);
      child.gone.then(() => {
        busy.shared = false;
      });
      return child;
    }
    const [joined] = shared ? this.#joinable() : [];
    if (!joined) return undefined;
    const [child, busy] = joined;
    busy.steps++;
    return child;
  }
}
