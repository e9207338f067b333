import type { StepOutcome, View } from '../../jobs/turn/turn.ts';
import type { OpenJob } from '../analyzer.ts';

/** Of longer steps a turn for each few costs less than what a killed function leaves behind. */
const QUICK_MS = 0.5;
const MOST_AHEAD = 75;

/** How long a step of each stage takes, by kind and stage: what one slice learns serves the others of its process. */
export type Paces = Map<string, number>;

type Seen = Pick<View, 'kind' | 'stage' | 'stage_left'>;

/** How many steps a slice may claim beyond its stage's concurrency, so that quick ones do not take a turn for each few. */
export class Pace {
  readonly #paces: Paces;
  #notedMs = 0;

  constructor(paces: Paces) {
    this.#paces = paces;
  }

  /**
   * @param ended what the turn commits. If these may be the last of the stage, nothing is claimed ahead: the next stage
   * may be another matter.
   * @param busyMs how long steps have run in this slice
   */
  ahead(view: Seen | null, open: OpenJob | null, ended: readonly StepOutcome[], busyMs: number): number {
    const stage = view && open?.stages[view.stage];
    if (!view || !stage) return 0;
    const name = `${view.kind}/${view.stage}`;
    if (ended.length > 0) {
      const isQuick = ended.every(({ result }) => result === 'done');
      this.#paces.set(name, isQuick ? (busyMs - this.#notedMs) / ended.length : Number.POSITIVE_INFINITY);
      this.#notedMs = busyMs;
    }
    const ms = this.#paces.get(name) ?? Number.POSITIVE_INFINITY;
    if (ms > QUICK_MS || stage.provider !== null || stage.isolate || view.stage_left <= ended.length)
      return 0;
    return MOST_AHEAD;
  }
}
