import type { Child } from './child.ts';

/** A process that owes no answer waits this long for the next step: starting one costs half a second. */
const IDLE_MS = 3_000;

/** Processes that have answered and wait for another step. */
export class Idle {
  readonly #children = new Map<Child, NodeJS.Timeout>();

  take(): Child | undefined {
    for (const [child, timer] of this.#children) {
      clearTimeout(timer);
      this.#children.delete(child);
      child.hold(true);
      return child;
    }
    return undefined;
  }

  put(child: Child): void {
    child.hold(false);
    const timer = setTimeout(() => child.kill(), IDLE_MS);
    timer.unref();
    this.#children.set(child, timer);
    child.gone.then(() => {
      clearTimeout(timer);
      this.#children.delete(child);
    });
  }
}
