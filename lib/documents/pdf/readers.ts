import { areTooManyEngines, isRoomForEngine } from './engines.ts';
import type { Reader } from './reader.ts';

/** The readers of one document: a second one is opened for calls that overlap, where the process has room for it. */
export class Readers {
  readonly #create: () => Reader;
  readonly #all = new Set<Reader>();
  readonly #idle: Reader[] = [];
  readonly #waiting: ((reader: Reader) => void)[] = [];
  #work: Promise<unknown> = Promise.resolve();

  /** @param first is open */
  constructor(first: Reader, create: () => Reader) {
    this.#create = create;
    this.#all.add(first);
    this.#idle.push(first);
  }

  /** Runs `work` with a reader that does nothing else meanwhile; callers are served in order. */
  async use<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    const reader = await this.#free();
    const result = work(reader);
    this.#work = Promise.allSettled([this.#work, result]);
    try {
      return await result;
    } finally {
      await this.#leave(reader);
    }
  }

  /** Waits for the calls under way. */
  async close(): Promise<void> {
    await this.#work;
    await Promise.all([...this.#all].map((reader) => reader.close()));
    this.#all.clear();
  }

  #free(): Reader | Promise<Reader> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (isRoomForEngine(this.#all.size)) {
      const reader = this.#create();
      this.#all.add(reader);
      return reader;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #leave(reader: Reader): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next(reader);
    else if (this.#all.size > 1 && areTooManyEngines()) {
      this.#all.delete(reader);
      await reader.close();
    } else this.#idle.push(reader);
  }
}
