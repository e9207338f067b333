import type { View } from '../../jobs/turn/turn.ts';

/** How long a slice that runs nothing waits for its provider, at once and in all, before it hands over. */
const AT_ONCE_MS = 400;
const IN_ALL_MS = 600;
/** Poll intervals while steps run: for more work if there is room, otherwise to notice that the job has ended. */
const LOOK_FOR_MORE_MS = 1_000;
const LOOK_FOR_END_MS = 5_000;

const concurrencyOf = (view: View): number => view.stages[view.stage]?.concurrency ?? 1;

/** A slice's waiting for its provider: a function that waits costs as much as one that works. */
export class HeldWait {
  #ms = 0;
  #wasHeld = false;

  /** How long it may wait still. */
  get leftMs(): number {
    return Math.min(AT_ONCE_MS, IN_ALL_MS - this.#ms);
  }

  waits(ms: number, view: View): void {
    if (view.held_by === null) return;
    this.#ms += ms;
    this.#wasHeld = true;
  }

  claimed(): void {
    this.#ms = 0;
  }

  /** Whether the lines that ended while the provider was short are worth sending for again: this one is full. */
  isOver(running: number, view: View): boolean {
    const full = running >= concurrencyOf(view);
    if (!this.#wasHeld || !full || view.held_by !== null || view.next_due_ms === null) return false;
    this.#wasHeld = false;
    return true;
  }
}

/** When a slice that runs steps takes its next turn at the latest: where it is held back, when its turn comes. */
export function nextLookMs(view: View, running: number, mayClaim: boolean): number {
  const room = view.next_due_ms !== null && running < concurrencyOf(view);
  if (!room || !mayClaim) return LOOK_FOR_END_MS;
  const { held_until_ms: until, now_ms: now } = view;
  return until === null ? LOOK_FOR_MORE_MS : Math.min(LOOK_FOR_END_MS, Math.max(50, until - now));
}
