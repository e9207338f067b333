import type { Clock } from './clock.ts';

/**
 * Calls with the same key run one after another, in the order in which they came; those with others beside them.
 * Whoever has waited for `patienceMs` goes on all the same.
 */
export function oneByOne(
  patienceMs: number,
): <T>(key: string, clock: Pick<Clock, 'sleep'>, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<void>>();
  return (key, clock, work) => {
    const before = last.get(key);
    const own = before === undefined ? work() : ended(before, patienceMs, clock).then(work);
    const settled = own.then(
      () => {},
      () => {},
    );
    last.set(key, settled);
    void settled.then(() => {
      if (last.get(key) === settled) last.delete(key);
    });
    return own;
  };
}

async function ended(before: Promise<void>, patienceMs: number, clock: Pick<Clock, 'sleep'>): Promise<void> {
  const enough = new AbortController();
  const late = clock.sleep(patienceMs, enough.signal).catch(() => {});
  await Promise.race([before, late]);
  enough.abort();
}
