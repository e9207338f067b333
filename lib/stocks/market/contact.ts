/** How long to treat the host as offline before trying again. */
const MEMORY_MS = 30_000;

/**
 * `interrupted`: first failure after successful requests. `doubtful`: first failure, no success yet. `offline`:
 * failures in a row.
 */
export type ContactLoss = 'interrupted' | 'doubtful' | 'offline';

export interface Contact {
  /** Whether the host has answered since the last outage. */
  proven(): boolean;
  /** Whether the host counts as offline, for at most 30 s. */
  offline(): boolean;
  /** Call when an attempt begins; pass the result to `failed`. */
  begin(): number;
  answered(): void;
  failed(begun: number): ContactLoss;
}

/**
 * Tracks whether a host is reachable. Parallel attempts can share one glitch, so only an attempt begun after another
 * has failed can mark the host offline.
 */
export function watchContact(now: () => number): Contact {
  let proven = false;
  let failuresInARow = 0;
  let offlineUntil = Number.NEGATIVE_INFINITY;
  return {
    proven: () => proven,
    offline: () => now() < offlineUntil,
    begin: () => failuresInARow,
    answered() {
      proven = true;
      failuresInARow = 0;
      offlineUntil = Number.NEGATIVE_INFINITY;
    },
    failed(begun) {
      failuresInARow += 1;
      if (begun === 0) return proven ? 'interrupted' : 'doubtful';
      proven = false;
      offlineUntil = now() + MEMORY_MS;
      return 'offline';
    },
  };
}
