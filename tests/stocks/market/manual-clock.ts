import type { Clock } from '../../../lib/core/clock.ts';

/** A clock that stands still until it is told to go on. */
interface ManualClock extends Clock {
  /** Passes `ms` and wakes whoever slept until then. */
  pass(ms: number): void;
}

export function manualClock(startMs = 0): ManualClock {
  let now = startMs;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  return {
    now: () => now,
    passed: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { until: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
    after(ms, call) {
      const sleeper = { until: now + ms, wake: call };
      sleepers.add(sleeper);
      return () => sleepers.delete(sleeper);
    },
    pass(ms) {
      now += ms;
      for (const sleeper of [...sleepers].filter(({ until }) => until <= now)) {
        sleepers.delete(sleeper);
        sleeper.wake();
      }
    },
  };
}
