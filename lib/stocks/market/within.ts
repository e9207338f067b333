import type { Clock } from '../../core/clock.ts';

export interface Patience {
  ms: number;
  clock: Clock;
  signal: AbortSignal;
  /** Abort reason on timeout. */
  tooLate: () => Error;
}

/** Runs `work` with a signal that aborts with the given one, or with `tooLate()` after `ms`. */
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
