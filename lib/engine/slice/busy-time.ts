import type { Clock } from '../../core/clock.ts';

/** The time in which at least one of several runs is on. */
export class BusyTime {
  readonly #clock: Clock;
  #on = 0;
  #from = 0;
  #ms = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** In milliseconds so far. */
  get ms(): number {
    return this.#ms + (this.#on > 0 ? this.#clock.passed() - this.#from : 0);
  }

  /** One run; one that never begins may end all the same. */
  one(): { begins: () => void; ends: () => void } {
    let isOn = false;
    return {
      begins: () => {
        if (isOn) return;
        isOn = true;
        if (this.#on++ === 0) this.#from = this.#clock.passed();
      },
      ends: () => {
        if (!isOn) return;
        isOn = false;
        if (--this.#on === 0) this.#ms += this.#clock.passed() - this.#from;
      },
    };
  }
}
