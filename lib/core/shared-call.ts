/**
 * Concurrent calls with the same key share one run and its result or error. Nothing is cached after the run
 * ends.
 */
export function sharedCall<T>(work: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (key) => {
    const present = running.get(key) ?? work(key).finally(() => running.delete(key));
    running.set(key, present);
    return present;
  };
}
