import { countRightToLeft } from '../../text/scripts.ts';
import { directions, isRightToLeft } from '../text/scripts.ts';

interface Texted {
  text: string;
}

const NEUTRAL = /^[^\p{L}\p{N}]*$/u;

/** Which way a run reads; null for punctuation alone. Numbers read from left to right in every script. */
function readsLeft(text: string): boolean | null {
  if (NEUTRAL.test(text)) return null;
  return directions(text).rightToLeft > 0;
}

/** Reverses, in place of a line in one direction, each stretch of runs that read in the other. */
function withStretchesReversed<T extends Texted>(
  line: readonly T[],
  isOther: (text: string) => boolean | null,
): T[] {
  const found: T[] = [];
  let stretch: T[] = [];
  let between: T[] = [];
  const end = (): void => {
    found.push(...stretch.toReversed(), ...between);
    [stretch, between] = [[], []];
  };
  for (const piece of line) {
    const other = isOther(piece.text);
    if (other === null && stretch.length > 0) between.push(piece);
    else if (other) {
      stretch.push(...between, piece);
      between = [];
    } else {
      end();
      found.push(piece);
    }
  }
  end();
  return found;
}

/**
 * The pieces of a line in the order in which they are read: in a right-to-left line words from the right, but numbers
 * and words of other scripts from the left.
 * @param line from left to right
 */
export function logicalOrder<T extends Texted>(line: readonly T[]): T[] {
  if (line.length < 2 || !line.some(({ text }) => countRightToLeft(text) > 0)) return [...line];
  if (!isRightToLeft(line.map(({ text }) => text.slice(0, 200)).join(''))) {
    return withStretchesReversed(line, readsLeft);
  }
  return withStretchesReversed(line.toReversed(), (text) => {
    const left = readsLeft(text);
    return left === null ? null : !left;
  });
}
