/** Long enough for steps that start when others end. */
export const KEPT_MS = 3_000;

/**
 * Shares one result among callers with the same key, until `ms` after the last call; errors are not kept. Use it only
 * for results that cannot change in that time.
 * @param later calls `work` after `ms`; the function that it returns cancels that
 */
export function keptCall<T>(
  ms: number,
  later: (work: () => void, ms: number) => () => void,
): (key: string, work: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, { answer: Promise<T>; stopTimer: () => void }>();
  return (key, work) => {
    const present = kept.get(key);
    present?.stopTimer();
    const entry = { answer: present?.answer ?? work(), stopTimer: () => {} };
    kept.set(key, entry);
    const drop = () => {
      if (kept.get(key) === entry) kept.delete(key);
    };
    entry.answer.then(() => {
      entry.stopTimer = later(drop, ms);
    }, drop);
    return entry.answer;
  };
}
