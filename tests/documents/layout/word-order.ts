const wordsOf = (text: string): string[] => text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];

/** Length of the longest common subsequence, a bit for each word of `a` (Hyyrö, "Bit-parallel LCS-length", 2004). */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  const places = new Map<string, bigint>();
  for (const [at, word] of a.entries()) places.set(word, (places.get(word) ?? 0n) | (1n << BigInt(at)));
  const all = (1n << BigInt(a.length)) - 1n;
  let row = all;
  for (const word of b) {
    const matched = row & (places.get(word) ?? 0n);
    row = ((row + matched) | (row - matched)) & all;
  }
  return a.length - [...row.toString(2)].filter((bit) => bit === '1').length;
}

/** Part of the reference's words that come in its order; 1 for a text without words. */
export function orderKept(reference: string, text: string): number {
  const words = wordsOf(reference);
  return words.length === 0 ? 1 : longestCommon(words, wordsOf(text)) / words.length;
}
