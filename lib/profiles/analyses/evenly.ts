/**
 * Posts that an analysis reads whose memory grows with every word: as many as a request can bring, so that a whole
 * archive takes no more than that.
 */
export const MOST_READ = 20_000;

/** At most `most` of the items, evenly spread from first to last; all of them if there are no more. */
export function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return items.filter(
    (_, at) => Math.floor((at * most) / items.length) !== Math.floor(((at - 1) * most) / items.length),
  );
}
