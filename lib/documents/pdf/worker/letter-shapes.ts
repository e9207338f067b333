import type { Box } from '../page.ts';
import type { Holes } from './glyph-holes.ts';
import { wronglyHoled } from './letter-holes.ts';

// Letters by the parts of a line that they reach into, in the upright styles of Latin, Greek and Cyrillic type.
const LOW = new Set('acemnorsuvwxzαεικνοπστυωавгежзиклмнопстчшъыьэюя');
const CAPITAL = new Set('ABCDEFGHIKLMNOPRSTUVWXYZΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГЕЖЗИКЛМНОПРСТУФХЧШЪЫЬЭЮЯ');
const TALL = new Set([...CAPITAL, ...'bdhkl']);
const DEEP = new Set('gpqyγμρφψрф');
const NARROW = new Set('fijlrtI1ιі');
const WIDE = new Set('mwMWωшщжюШЩЖЮ');
const DOTS = new Set('.,');
/** Marks that stand above the baseline. */
const RAISED = new Set('\'"‘’“”*°');

/** Part of the largest difference between letters that one must be larger by to count as larger. */
const MARGIN = 0.15;
/** Part of the height of the tallest: capitals of one height differ by less. */
const LEAST_MARGIN = 0.05;
/** Part of the height of the tallest by which letters of one size may differ. */
const ALIKE_MARGIN = 0.2;
/** Comparisons in which a letter may fail: those with another letter that is drawn wrongly. */
const MOST_FAILED = 0.25;
/**
 * Letters below which nothing is said, and how many of them may be drawn as others. Of 6,800 fonts on the first pages
 * of 361 PDFs of Debian 12's texlive-doc, r-doc and octave-doc, 14 have more: fonts of signs that name none of them.
 */
const FEWEST_LETTERS = 6;
const FEWEST_WRONG = 3;
const MOST_WRONG = 0.07;
/** The same where little of a page is set in the font. */
const SURE = { letters: 8, wrong: 4, part: 0.3 } as const;

/** How each letter of a font is drawn: its box from where it stands on the baseline, y growing upwards. */
export type Shapes = ReadonlyMap<string, Box>;

type Measure = 'top' | 'depth' | 'width';

const KINDS = [LOW, CAPITAL, TALL, DEEP, NARROW, WIDE, DOTS, RAISED] as const;
/** The kinds of a letter: a bit each, in their order. */
const kindsOf = new Map<string, number>();
for (const [bit, letters] of KINDS.entries()) {
  for (const letter of letters) kindsOf.set(letter, (kindsOf.get(letter) ?? 0) | (1 << bit));
}
const bitOf = (letters: (typeof KINDS)[number]): number => 1 << KINDS.indexOf(letters);

/** What should be larger, than what, by which measure. */
const LARGER: readonly (readonly [number, number, Measure])[] = [
  [bitOf(TALL), bitOf(LOW), 'top'],
  [bitOf(DEEP), bitOf(LOW), 'depth'],
  [bitOf(WIDE), bitOf(NARROW), 'width'],
  [bitOf(LOW), bitOf(DOTS), 'top'],
  [bitOf(TALL), bitOf(DOTS), 'top'],
  [bitOf(LOW), bitOf(RAISED), 'depth'],
  [bitOf(TALL), bitOf(RAISED), 'depth'],
];
const ALIKE: readonly (readonly [number, Measure])[] = [
  [bitOf(CAPITAL), 'depth'],
  [bitOf(LOW), 'top'],
  [bitOf(LOW), 'depth'],
];

/** Letters that could be compared with others, and those that are not drawn as they should be. */
export interface Compared {
  letters: number;
  wrong: number;
}

/** A letter, and the comparisons that it took part in and failed. */
interface Score extends Record<Measure, number> {
  letter: string;
  kinds: number;
  compared: number;
  failed: number;
}

function scoreOf([letter, { x0, x1, y0, y1 }]: [string, Box]): Score {
  const kinds = kindsOf.get(letter) ?? 0;
  return { letter, kinds, top: y1, depth: -y0, width: x1 - x0, compared: 0, failed: 0 };
}

function failBoth(one: Score, other: Score): void {
  one.failed += 1;
  other.failed += 1;
}

const ofKind = (scores: readonly Score[], kind: number): Score[] =>
  scores.filter(({ kinds }) => (kinds & kind) !== 0);

const tallestOf = (scores: readonly Score[]): number =>
  scores.reduce((most, { top }) => Math.max(most, top), 0);

function compareSizes(scores: readonly Score[]): void {
  const range = rangesOf(scores);
  const tallest = tallestOf(scores);
  for (const [larger, smaller, measure] of LARGER) {
    const margin = Math.max(MARGIN * range[measure], LEAST_MARGIN * tallest);
    const [large, small] = [ofKind(scores, larger), ofKind(scores, smaller)];
    const most = small.reduce((so, other) => Math.max(so, other[measure]), Number.NEGATIVE_INFINITY);
    for (const one of large) {
      one.compared += small.length;
      if (most <= one[measure] + margin) continue;
      for (const other of small) if (other[measure] > one[measure] + margin) failBoth(one, other);
    }
    for (const other of small) other.compared += large.length;
  }
}

function compareAlike(scores: readonly Score[]): void {
  const margin = ALIKE_MARGIN * tallestOf(scores);
  for (const [kind, measure] of ALIKE) {
    const letters = ofKind(scores, kind);
    for (const one of letters) one.compared += letters.length - 1;
    if (!(rangeOf(letters, measure) > margin)) continue;
    for (const [at, one] of letters.entries()) {
      for (const other of letters.slice(at + 1)) {
        if (Math.abs(other[measure] - one[measure]) > margin) failBoth(one, other);
      }
    }
  }
}

/**
 * Compares the letters of a font with what they should look like: tall or low, narrow or wide. A font whose map to
 * Unicode is wrong is found so in any language, and no list of codes, names or formulas is taken for one. Small
 * capitals and fixed widths make letters alike, but none larger than it should be.
 */
export function compareShapes(shapes: Shapes, holes: ReadonlyMap<string, Holes> = new Map()): Compared {
  const scores = [...shapes].map(scoreOf);
  compareSizes(scores);
  compareAlike(scores);
  const compared = scores.filter((score) => score.compared > 0);
  const wrong = wronglyHoled(holes);
  for (const { letter, failed, compared: times } of compared) {
    if (failed > MOST_FAILED * times) wrong.add(letter);
  }
  return {
    letters: new Set([...compared.map(({ letter }) => letter), ...holes.keys()]).size,
    wrong: wrong.size,
  };
}

/** Whether letters are drawn as other letters are; undefined if there are too few to tell. */
export function isMisnamed({ letters, wrong }: Compared): boolean | undefined {
  if (letters < FEWEST_LETTERS) return undefined;
  return wrong >= FEWEST_WRONG && wrong > MOST_WRONG * letters;
}

/** Whether so many letters are drawn as others that no style explains it. */
export const isSurelyMisnamed = ({ letters, wrong }: Compared): boolean =>
  letters >= SURE.letters && wrong >= SURE.wrong && wrong >= SURE.part * letters;

/** How far the letters are apart. */
function rangeOf(scores: readonly Score[], measure: Measure): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const score of scores) {
    least = Math.min(least, score[measure]);
    most = Math.max(most, score[measure]);
  }
  return scores.length === 0 ? 0 : most - least;
}

const rangesOf = (scores: readonly Score[]): Record<Measure, number> => ({
  top: rangeOf(scores, 'top'),
  depth: rangeOf(scores, 'depth'),
  width: rangeOf(scores, 'width'),
});
