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

/** How each letter of a font is drawn: its box from where it stands on the baseline, y growing upwards. */
export type Shapes = ReadonlyMap<string, Box>;

type Measure = (shape: Box) => number;
const top: Measure = ({ y1 }) => y1;
const depth: Measure = ({ y0 }) => -y0;
const width: Measure = ({ x0, x1 }) => x1 - x0;

/** What should be larger, than what, by which measure. */
const LARGER: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>, Measure])[] = [
  [TALL, LOW, top],
  [DEEP, LOW, depth],
  [WIDE, NARROW, width],
  [LOW, DOTS, top],
  [TALL, DOTS, top],
  [LOW, RAISED, depth],
  [TALL, RAISED, depth],
];
const ALIKE: readonly (readonly [ReadonlySet<string>, Measure])[] = [
  [CAPITAL, depth],
  [LOW, top],
  [LOW, depth],
];

/** Letters that could be compared with others, and those that are not drawn as they should be. */
export interface Compared {
  letters: number;
  wrong: number;
}

interface Score {
  compared: number;
  failed: number;
}

/**
 * Compares the letters of a font with what they should look like: tall or low, narrow or wide. A font whose map to
 * Unicode is wrong is found so in any language, and no list of codes, names or formulas is taken for one. Small
 * capitals and fixed widths make letters alike, but none larger than it should be.
 */
export function compareShapes(shapes: Shapes, holes: ReadonlyMap<string, Holes> = new Map()): Compared {
  const scores = new Map<string, Score>();
  const compare = (one: string, other: string, isWrong: boolean): void => {
    for (const letter of [one, other]) {
      const { compared, failed } = scores.get(letter) ?? { compared: 0, failed: 0 };
      scores.set(letter, { compared: compared + 1, failed: failed + Number(isWrong) });
    }
  };
  const tallest = Math.max(0, ...[...shapes.values()].map(top));
  for (const [larger, smaller, measure] of LARGER) {
    const margin = Math.max(MARGIN * rangeOf(shapes, measure), LEAST_MARGIN * tallest);
    const smallest = measured(shapes, smaller, measure);
    for (const [one, more] of measured(shapes, larger, measure)) {
      for (const [other, less] of smallest) compare(one, other, less > more + margin);
    }
  }
  for (const [letters, measure] of ALIKE) {
    const sizes = measured(shapes, letters, measure);
    for (const [at, [one, size]] of sizes.entries()) {
      for (const [other, second] of sizes.slice(at + 1)) {
        compare(one, other, Math.abs(second - size) > ALIKE_MARGIN * tallest);
      }
    }
  }
  const wrong = wronglyHoled(holes);
  for (const [letter, { compared, failed }] of scores) {
    if (failed > MOST_FAILED * compared) wrong.add(letter);
  }
  return { letters: new Set([...scores.keys(), ...holes.keys()]).size, wrong: wrong.size };
}

/** Whether letters are drawn as other letters are; undefined if there are too few to tell. */
export function isMisnamed({ letters, wrong }: Compared): boolean | undefined {
  if (letters < FEWEST_LETTERS) return undefined;
  return wrong >= FEWEST_WRONG && wrong > MOST_WRONG * letters;
}

function measured(shapes: Shapes, letters: ReadonlySet<string>, measure: Measure): [string, number][] {
  return [...shapes].flatMap(([letter, shape]): [string, number][] =>
    letters.has(letter) ? [[letter, measure(shape)]] : [],
  );
}

function rangeOf(shapes: Shapes, measure: Measure): number {
  const all = [...shapes.values()].map(measure);
  return all.length === 0 ? 0 : Math.max(...all) - Math.min(...all);
}
