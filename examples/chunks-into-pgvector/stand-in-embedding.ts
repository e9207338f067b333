/** Of a text its vector, of length 1. A model is one of these as well. */
export interface Embedding {
  dimensions: number;
  embed: (texts: readonly string[]) => Promise<number[][]>;
}

const DIMENSIONS = 512;
const FNV_BASIS = 2_166_136_261;
const FNV_PRIME = 16_777_619;

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), 32 bits. */
function hashOf(text: string): number {
  let hash = FNV_BASIS;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), FNV_PRIME) >>> 0;
  return hash;
}

function vectorOf(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0);
  // Each word counts once, or articles would outweigh the rest.
  for (const word of new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))) {
    const hash = hashOf(word);
    const place = hash % DIMENSIONS;
    // Feature hashing with signs: words that share a place cancel out on average (Weinberger et al. 2009).
    vector[place] = (vector[place] ?? 0) + (hash >>> 31 === 0 ? 1 : -1);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/**
 * Stands in for a model, so that the recipe runs without one: it finds the same words, not the same meaning. Put your
 * model here.
 */
export const standIn: Embedding = {
  dimensions: DIMENSIONS,
  embed: async (texts) => texts.map(vectorOf),
};
