import type { Work } from './slices.ts';

/** Visits each item, yielding after each. */
export function* eachOf<T>(items: Iterable<T>, visit: (item: T, at: number) => void): Work<void> {
  let at = 0;
  for (const item of items) {
    visit(item, at);
    at += 1;
    yield;
  }
}

/** As `Array.map`, yielding after each item. */
export function* mapOf<T, R>(items: Iterable<T>, make: (item: T, at: number) => R): Work<R[]> {
  const made: R[] = [];
  yield* eachOf(items, (item, at) => made.push(make(item, at)));
  return made;
}

/** As `Array.flatMap`, yielding after each item. */
export function* flatMapOf<T, R>(items: Iterable<T>, make: (item: T, at: number) => readonly R[]): Work<R[]> {
  const made: R[] = [];
  yield* eachOf(items, (item, at) => {
    for (const each of make(item, at)) made.push(each);
  });
  return made;
}

/** As `Array.filter`, yielding after each item. */
export function* filterOf<T>(items: Iterable<T>, keep: (item: T) => boolean): Work<T[]> {
  const kept: T[] = [];
  yield* eachOf(items, (item) => {
    if (keep(item)) kept.push(item);
  });
  return kept;
}

/** Items sorted at once; longer lists are sorted in runs of this length, which are merged. */
const RUN = 2_048;

/** As `Array.toSorted`, and as stable, yielding between runs: sorting two sorted runs is one pass over them. */
export function* sortedOf<T>(items: readonly T[], compare: (a: T, b: T) => number): Work<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += RUN) {
    runs.push(items.slice(at, at + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push([...(runs[at] ?? []), ...(runs[at + 1] ?? [])].sort(compare));
      yield;
    }
    runs = merged;
  }
  return runs[0] ?? [];
}
