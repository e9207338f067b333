import { ownTurn } from './own-turn.ts';
import { shareHere } from './share.ts';

/** What is done between two turns of the event loop takes little more. */
const TURN_MS = 5;

/** Tells work that awaits little, as reading a stream of small items, when to let others have their turn. */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  #until = performance.now() + TURN_MS;
  readonly #share = shareHere();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  get due(): boolean {
    return performance.now() >= this.#until;
  }

  /** @throws the signal's reason once it is aborted */
  async take(): Promise<void> {
    this.#share.spend(TURN_MS);
    await ownTurn(this.#share);
    this.#signal?.throwIfAborted();
    this.#until = performance.now() + TURN_MS;
  }
}
