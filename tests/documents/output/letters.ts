type Counts = Map<string, number>;

const LETTER = /[\p{L}\p{N}]/gu;

function counted(text: string): Counts {
  const counts: Counts = new Map();
  for (const letter of text.normalize('NFKC').toLowerCase().match(LETTER) ?? []) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return counts;
}

/** Part of the letters and digits of `whole` that `texts` hold, each as often as it is there. */
export function lettersKept(whole: string, texts: readonly string[]): number {
  const [needed, there] = [counted(whole), counted(texts.join(' '))];
  let [all, kept] = [0, 0];
  for (const [letter, count] of needed) {
    all += count;
    kept += Math.min(count, there.get(letter) ?? 0);
  }
  return all === 0 ? 1 : kept / all;
}
