/** For steps that begin when others have ended. */
export const KEPT_MS = 3_000;

/**
 * One answer for all who ask under the same key while it is made and for `ms` after it was last asked for; an error is
 * not kept. Only for what cannot change meanwhile.
 * @param later calls `work` once after `ms`, unless what it returns was called before
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
