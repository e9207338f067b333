/**
 * Remembers the latest value that was made, for whoever asks for the same key next, as long as nothing else needs its
 * memory: the value may be made again at any time. Calls for one key at a time share one run; an error is not kept.
 */
export function latest<T extends object>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  let kept: { key: string; value: WeakRef<T> } | null = null;
  const running = new Map<string, Promise<T>>();
  const run = async (key: string): Promise<T> => {
    const value = await make(key);
    kept = { key, value: new WeakRef(value) };
    return value;
  };
  return async (key) => {
    const known = kept?.key === key ? kept.value.deref() : undefined;
    if (known) return known;
    const present = running.get(key) ?? run(key).finally(() => running.delete(key));
    running.set(key, present);
    return present;
  };
}
