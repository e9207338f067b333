/** One call's part in what was asked for several at once. */
export interface Part<T> {
  answer: T;
  /** From 0, in the order of their coming. */
  place: number;
}

interface Batch<T> {
  count: number;
  answer: Promise<T>;
}

/**
 * Asks for one key once at a time: who comes meanwhile is asked for together with the others that do. So however
 * many come, one question of theirs is under way.
 */
export function inBatches<T>(
  ask: (key: string, count: number) => Promise<T>,
): (key: string) => Promise<Part<T>> {
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Batch<T>>();

  function begin(key: string, before: Promise<unknown> | undefined): Batch<T> {
    const batch: Batch<T> = { count: 0, answer: new Promise(() => {}) };
    const run = async () => {
      await before?.catch(() => 'told to who asked');
      waiting.delete(key);
      running.set(key, batch.answer);
      return ask(key, batch.count);
    };
    batch.answer = run().finally(() => {
      if (running.get(key) === batch.answer) running.delete(key);
    });
    waiting.set(key, batch);
    return batch;
  }

  return async (key) => {
    const batch = waiting.get(key) ?? begin(key, running.get(key));
    const place = batch.count++;
    return { answer: await batch.answer, place };
  };
}
