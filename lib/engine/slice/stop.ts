/**
 * What ends a step from outside. Its signal is made only for whoever asks for it: an `AbortController` takes longer than
 * many a step.
 */
export class Stop {
  #controller: AbortController | null = null;
  #over: { reason: unknown } | null = null;
  #told: (reason: unknown) => void = () => {};

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#over && !this.#controller.signal.aborted) this.#controller.abort(this.#over.reason);
    return this.#controller.signal;
  }

  /** Aborts the signal. @returns false if that has been done before: the first reason stays. */
  now(reason: unknown): boolean {
    if (this.#over) return false;
    this.#over = { reason };
    this.#controller?.abort(reason);
    this.#told(reason);
    return true;
  }

  /** @throws the reason, if it is over. */
  throwIfOver(): void {
    if (this.#over) throw this.#over.reason;
  }

  /** Rejects with the reason once it is over. Of several who wait the last is told. */
  over(): Promise<never> {
    return new Promise((_, reject) => {
      if (this.#over) reject(this.#over.reason);
      else this.#told = reject;
    });
  }
}
