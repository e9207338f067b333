import type { Work } from '../../core/slices.ts';

/** Tokens between two yields. */
const PIECE = 500;
/** A factor ends when the type-token ratio falls to this (McCarthy & Jarvis 2010). */
const FACTOR_ENDS_AT = 0.72;
/** With fewer tokens the partial last factor dominates; the authors validated texts of 100 tokens and more. */
export const MTLD_MIN_TOKENS = 100;

function* factors(tokens: readonly string[]): Work<number> {
  let whole = 0;
  let count = 0;
  let types = new Set<string>();
  for (const [at, token] of tokens.entries()) {
    count += 1;
    types.add(token);
    if (at % PIECE === 0) yield;
    if (types.size / count <= FACTOR_ENDS_AT) {
      whole += 1;
      count = 0;
      types = new Set();
    }
  }
  const rest = count === 0 ? 0 : (1 - types.size / count) / (1 - FACTOR_ENDS_AT);
  return whole + rest;
}

/**
 * Measure of Textual Lexical Diversity: mean length of runs with a type-token ratio above 0.72, forwards and
 * backwards. Implemented from McCarthy & Jarvis, Behavior Research Methods 42 (2010) 381-392.
 * @param tokens in lower case
 * @returns null below 100 tokens, or if no token repeats
 */
export function* mtld(tokens: readonly string[]): Work<number | null> {
  if (tokens.length < MTLD_MIN_TOKENS) return null;
  const forwards = yield* factors(tokens);
  const backwards = yield* factors(tokens.toReversed());
  if (forwards === 0 || backwards === 0) return null;
  return (tokens.length / forwards + tokens.length / backwards) / 2;
}
