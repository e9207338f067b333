import type { Box } from '../page.ts';
import type { Holes } from './glyph-holes.ts';

// What letters and digits enclose in upright and slanted styles. Those that styles draw both ways are in neither: g, 4.
const HOLED = new Set('abdeopqABDOPQRαβδθορσφΑΒΔΘΟΡΦабвдеорфъыьюяАБВДОРФЪЫЬЮЯ0689');
const SOLID = new Set(
  'cfhijklmnrstuvwxyzCEFGHIJKLMNSTUVWXYZγεζηικλμνπτυχψωΓΕΖΗΙΚΛΜΝΞΠΣΤΥΧΨΩгжзийклмнпстухцчшщГЖЗИЙКЛМНПСТУХЦЧШЩ12357',
);

/** One kind of mistake without the other is a style: outlined letters, stencils, loops of handwriting. */
const MOST_UNEVEN = 3;

type Test = (hole: Box, count: number) => boolean;
const across = ({ x0, x1 }: Box): number => (x0 + x1) / 2;
const up = ({ y0, y1 }: Box): number => (y0 + y1) / 2;
const height = ({ y0, y1 }: Box): number => y1 - y0;

/** Where a hole cannot be, in parts of the letter's box: that of `e` lies high, that of `b` right of the stem. */
const WRONG: readonly (readonly [ReadonlySet<string>, Test])[] = [
  [new Set('eе'), (hole) => up(hole) < 0.52 || height(hole) > 0.6],
  [new Set('aа'), (hole) => up(hole) > 0.57],
  [new Set('oOоОοΟ'), (hole) => Math.abs(up(hole) - 0.5) > 0.1 || height(hole) < 0.4],
  [new Set('bpрь'), (hole) => across(hole) < 0.4],
  [new Set('dq'), (hole) => across(hole) > 0.6],
  [new Set('bdбδ6'), (hole) => up(hole) > 0.5],
  [new Set('pq9PRρΡ'), (hole) => up(hole) < 0.5],
  [new Set('8'), (_, count) => count < 2],
  [new Set('69PR'), (_, count) => count > 1],
];

/**
 * The letters and digits of a font whose glyphs enclose what they should not, or nothing where they should. Small
 * letters may all be drawn as capitals.
 */
export function wronglyHoled(holes: ReadonlyMap<string, Holes>): Set<string> {
  const asNamed = wrongAs(holes, (letter) => letter);
  if (asNamed.size === 0) return asNamed;
  const asCapitals = wrongAs(holes, (letter) => letter.toUpperCase());
  return asCapitals.size < asNamed.size ? asCapitals : asNamed;
}

function wrongAs(holes: ReadonlyMap<string, Holes>, drawnAs: (letter: string) => string): Set<string> {
  const drawn = [...holes].map(([letter, found]) => ({ letter, as: drawnAs(letter), ...found }));
  const open = drawn.filter(({ as, count }) => HOLED.has(as) && count === 0);
  const closed = drawn.filter(({ as, count }) => SOLID.has(as) && count > 0);
  const [fewer = 0, more = 0] = [open.length, closed.length].toSorted((a, b) => a - b);
  const misplaced = drawn.filter(({ as, largest, count }) =>
    WRONG.some(([letters, isWrong]) => largest && letters.has(as) && isWrong(largest, count)),
  );
  const isStyle = more > MOST_UNEVEN * fewer;
  return new Set([...(isStyle ? [] : [...open, ...closed]), ...misplaced].map(({ letter }) => letter));
}
