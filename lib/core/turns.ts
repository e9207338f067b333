import { ownTurn } from './own-turn.ts';
import { shareHere, sliceMs } from './share.ts';

/** Tells work that awaits little, as reading a stream of small items, when to let others have their turn. */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  #ms = sliceMs();
  #until = performance.now() + this.#ms;
  readonly #share = shareHere();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  get due(): boolean {
    return performance.now() >= this.#until;
  }

  /** @throws the signal's reason once it is aborted */
  async take(): Promise<void> {
    this.#share.spend(this.#ms);
    await ownTurn(this.#share);
    this.#signal?.throwIfAborted();
    this.#ms = sliceMs();
    this.#until = performance.now() + this.#ms;
  }
}
