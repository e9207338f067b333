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
  readonly #kind: string | undefined;
  #notedMs = 0;

  /** @param kind of a job that begins: of its first stage this process may know from others how long steps take */
  constructor(paces: Paces, kind?: string) {
    this.#paces = paces;
    this.#kind = kind;
  }

  /**
   * @param ended what the turn commits. If these may be the last of the stage, nothing is claimed ahead: the next stage
   * may be another matter.
   * @param busyMs how long steps have run in this slice
   */
  ahead(view: Seen | null, open: OpenJob | null, ended: readonly StepOutcome[], busyMs: number): number {
    if (!view) return this.#kind === undefined ? 0 : this.#aheadOf(`${this.#kind}/0`);
    const stage = open?.stages[view.stage];
    if (!stage) return 0;
    const name = `${view.kind}/${view.stage}`;
    const isOwn = stage.provider === null && !stage.isolate;
    if (ended.length > 0) {
      const isQuick = isOwn && ended.every(({ result }) => result === 'done');
      this.#paces.set(name, isQuick ? (busyMs - this.#notedMs) / ended.length : Number.POSITIVE_INFINITY);
      this.#notedMs = busyMs;
    }
    return isOwn && view.stage_left > ended.length ? this.#aheadOf(name) : 0;
  }

  #aheadOf(name: string): number {
    return (this.#paces.get(name) ?? Number.POSITIVE_INFINITY) <= QUICK_MS ? MOST_AHEAD : 0;
  }
}
