import type { Clock } from '../../core/clock.ts';

export interface Patience {
  ms: number;
  clock: Clock;
  signal: AbortSignal;
  /** The reason with which the work is aborted when it took too long. */
  tooLate: () => Error;
}

/** Runs `work` with a signal that aborts with the given one, and with `tooLate()` when `ms` have passed by the clock. */
export async function within<T>(patience: Patience, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const finished = new AbortController();
  patience.clock.sleep(patience.ms, finished.signal).then(
    () => late.abort(patience.tooLate()),
    () => {}, // the work ended first
  );
  try {
    return await work(AbortSignal.any([patience.signal, late.signal]));
  } finally {
    finished.abort();
  }
}
