import type { TextRun } from '../pdf/page.ts';
import { widthOf } from './boxes.ts';

const MONOSPACED =
  /mono|cour|consol|menlo|monaco|typewriter|fixed|(?:source|fira|cascadia)code|^(?:cm\w*|sf|ec|tx)tt\d?/i;

/** By the font's name: files seldom say so otherwise. */
export const isMonospaced = (font: string): boolean => MONOSPACED.test(font);

/**
 * Letters to tell by, and part of the runs whose letters are as wide as those of the median: of long lines in any font the
 * mean is nearly the same, so that little is allowed.
 */
const FEWEST_LETTERS = 40;
const ALIKE = 0.95;
const TOLERANCE = 0.004;
const NARROW = /[ijl.,:']/;
const WIDE = /[mwMW]/;

/** Width of a character of horizontal text, in font sizes. */
const advanceOf = (run: TextRun): number => widthOf(run.box) / ([...run.text.trim()].length * run.fontSize);

/** Only of what the engine read: widths of recognized words are rough. */
function isEvenlySpaced(runs: readonly TextRun[]): boolean {
  const long = runs.filter(
    ({ text, fontSize, angle, baseline }) =>
      baseline !== undefined && angle === 0 && fontSize > 0 && text.trim().length >= 3,
  );
  const text = long.map((run) => run.text.slice(0, 100)).join('');
  if (text.length < FEWEST_LETTERS || !NARROW.test(text) || !WIDE.test(text)) return false;
  const advances = long.map(advanceOf).sort((a, b) => a - b);
  const median = advances[advances.length >> 1] ?? 0;
  return (
    advances.filter((advance) => Math.abs(advance / median - 1) < TOLERANCE).length >= ALIKE * long.length
  );
}

/** Names of the fonts whose letters are all as wide: by their name, or else as measured. */
export function monospacedFonts(runs: readonly TextRun[]): ReadonlySet<string> {
  const byFont = Map.groupBy(runs, ({ font }) => font);
  return new Set(
    [...byFont].filter(([font, own]) => isMonospaced(font) || isEvenlySpaced(own)).map(([font]) => font),
  );
}
