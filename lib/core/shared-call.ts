/**
 * The same work for callers that come while it is under way: they share its answer, or its error. Nothing is kept once
 * it has ended, so that nobody reads what has changed since.
 */
export function sharedCall<T>(work: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (key) => {
    const present = underWay.get(key) ?? work(key).finally(() => underWay.delete(key));
    underWay.set(key, present);
    return present;
  };
}
