import type { Clock } from '../../core/clock.ts';
import { GivenBack } from './errors.ts';

/** A few places; who finds none free waits in turn. */
export class Places {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #clock: Clock;

  constructor(count: number, clock: Clock) {
    this.#free = count;
    this.#clock = clock;
  }

  /**
   * Takes a place; `leave` gives it back.
   * @throws GivenBack after `atMostMs`, or the signal's reason.
   */
  async take(atMostMs: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    const { promise: mine, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    const stop = new AbortController();
    const late = this.#clock.sleep(atMostMs, AbortSignal.any([signal, stop.signal])).then(() => {
      throw new GivenBack('no room for another process');
    });
    try {
      await Promise.race([mine, late]);
    } catch (error) {
      const at = this.#waiting.indexOf(resolve);
      if (at === -1) this.leave();
      else this.#waiting.splice(at, 1);
      throw error;
    } finally {
      stop.abort();
      late.catch(() => {});
    }
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
