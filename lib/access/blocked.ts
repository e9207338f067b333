import type { Clock } from '../core/clock.ts';

interface Blocked<T> {
  value: T;
  at: number;
  until: number;
}

interface Blocks<T> {
  /** For so many milliseconds. */
  block(key: string, ms: number, value: T): void;
  /** What it was blocked with, and how long ago; null if it is not blocked. */
  find(key: string): { value: T; sinceMs: number } | null;
}

/** So that keys that nobody has cannot fill the memory. */
const MOST = 10_000;

/** Remembers in this process who need not ask again for a while. */
export function blockedFor<T>({ passed }: Pick<Clock, 'passed'>): Blocks<T> {
  const blocks = new Map<string, Blocked<T>>();
  const forgetOld = (now: number) => {
    for (const [key, { until }] of blocks) if (until <= now) blocks.delete(key);
    if (blocks.size >= MOST) blocks.clear();
  };
  return {
    block: (key, ms, value) => {
      const at = passed();
      if (blocks.size >= MOST) forgetOld(at);
      blocks.set(key, { value, at, until: at + ms });
    },
    find: (key) => {
      const now = passed();
      const found = blocks.get(key);
      return found && now < found.until ? { value: found.value, sinceMs: now - found.at } : null;
    },
  };
}
