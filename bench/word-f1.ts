const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** F1 score of two texts' words (letter or digit runs, as multisets); 1 for equal words. */
export function wordF1(ours: string, theirs: string): number {
  const [mine, yours] = [wordsOf(ours), wordsOf(theirs)];
  const expected = counted(yours);
  let shared = 0;
  for (const [word, count] of counted(mine)) shared += Math.min(count, expected.get(word) ?? 0);
  return (2 * shared) / Math.max(1, mine.length + yours.length);
}
