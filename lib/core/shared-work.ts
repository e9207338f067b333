import type { Work } from './slices.ts';

interface Progress<T> {
  work: Work<T>;
  result: { value: T } | { error: unknown } | null;
}

/**
 * Work on an object that several need: it is done once, whoever asks next takes part in what is left of it, and its
 * result lives as long as the object.
 */
export function sharedWork<K extends object, T>(start: (of: K) => Work<T>): (of: K) => Work<T> {
  const known = new WeakMap<K, Progress<T>>();
  return function* take(of) {
    const progress = known.get(of) ?? { work: start(of), result: null };
    known.set(of, progress);
    while (progress.result === null) {
      goOn(progress);
      yield;
    }
    if ('error' in progress.result) throw progress.result.error;
    return progress.result.value;
  };
}

function goOn<T>(progress: Progress<T>): void {
  try {
    const step = progress.work.next();
    if (step.done) progress.result = { value: step.value };
  } catch (error) {
    progress.result = { error };
  }
}
