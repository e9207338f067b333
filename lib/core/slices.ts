import { ownTurn } from './own-turn.ts';
import { shareHere, sliceMs } from './share.ts';

/**
 * Pure work that can be set aside wherever it yields. `inSlices` runs it without holding the event loop, `atOnce`
 * runs it to its end; both give the same result.
 */
export type Work<T> = Generator<void, T>;

/** Runs work to its end without a pause. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * Runs work in slices of about 5 ms, each to its first yield after that: what lies between two should take far less.
 * Between slices the event loop turns, and other work of this kind gets its own turn.
 * @throws what the work throws, and the signal's reason between two slices once it is aborted
 */
export async function inSlices<T>(work: Work<T>, signal?: AbortSignal): Promise<T> {
  for (const share = shareHere(); ; ) {
    await ownTurn(share);
    signal?.throwIfAborted();
    const from = performance.now();
    const until = from + sliceMs();
    try {
      do {
        const step = work.next();
        if (step.done) return step.value;
      } while (performance.now() < until);
    } finally {
      share.spend(performance.now() - from);
    }
  }
}

function* undivided<T>(make: () => T): Work<T> {
  const made = make();
  yield;
  return made;
}

/** Makes what cannot be divided in a turn of its own, which counts as its time. */
export const inOneSlice = <T>(make: () => T): Promise<T> => inSlices(undivided(make));
