/** How long "offline" is believed without asking again. */
const MEMORY_MS = 30_000;

/**
 * `interrupted` it had been answering and this is the first failure; `doubtful` it has not answered yet and
 * this is the first failure; `offline` failures have followed one another.
 */
export type ContactLoss = 'interrupted' | 'doubtful' | 'offline';

export interface Contact {
  /** Whether the other side has answered, and no outage has been found since. */
  proven(): boolean;
  /** Whether it is known, for the next 30 s at most, that it cannot be reached. */
  offline(): boolean;
  /** To be called as an attempt begins; what it returns goes to `failed`. */
  begin(): number;
  answered(): void;
  failed(begun: number): ContactLoss;
}

/**
 * What a process knows of whether a host can be reached. One failure may be a glitch, and attempts that run
 * side by side share it: only the failure of an attempt begun after another had failed means offline.
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
