import type { Counts } from './social.ts';

export interface Tally {
  add(reason: string, count?: number): void;
  counts(): Counts;
}

/** Counts by reason. */
export function tally(): Tally {
  const counts = new Map<string, number>();
  return {
    add(reason, count = 1) {
      if (count > 0) counts.set(reason, (counts.get(reason) ?? 0) + count);
    },
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
