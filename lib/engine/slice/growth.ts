import type { View } from '../../jobs/turn/turn.ts';
import { missingLines } from './further-lines.ts';

/** Steps of a stage that have run for so long, in all, are not quick: further lines are worth their messages. */
const QUICK_MS = 100;

/**
 * When a slice sends for further lines: once a stage, when its own steps have shown that they take time while more are
 * due than it may run. Quick steps would be through before the others came.
 */
export class Growth {
  #stage: number | null = null;
  #busyBefore = 0;
  #grown = false;

  /**
   * How much longer its steps may run before it sends, 0 if it is to do so now; null if it is not the one to send.
   * @param busyMs how long steps have run in this slice.
   */
  leftMs(view: View, line: string, busyMs: number): number | null {
    if (view.stage !== this.#stage) {
      this.#stage = view.stage;
      this.#busyBefore = busyMs;
      this.#grown = false;
    }
    const { next_due_ms: due, now_ms: now, held_by, alive_lines } = view;
    const hasMore = due !== null && due <= now && held_by === null;
    const isLowest = !alive_lines.some((other) => other < line);
    if (this.#grown || !hasMore || !isLowest || missingLines(view).length === 0) return null;
    return Math.max(0, QUICK_MS - (busyMs - this.#busyBefore));
  }

  grown(): void {
    this.#grown = true;
  }
}
