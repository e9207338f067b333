import { widthOf } from '../layout/boxes.ts';
import type { Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { LEADER } from './cells.ts';
import { isNumber } from './header.ts';
import { brokenOnPurpose } from './wrap.ts';

// Rows of wrapped cells that neither rules nor gaps part: a column whose cells never wrap, a date or one word, has one
// line a row, at its top or at its foot.

type Filled = ReadonlyMap<number, Segment>;

/** Rows, and lines that go on with one, at least. */
const FEWEST = { rows: 3, going: 2 } as const;
/** Part of those lines that could not have gone on the line above. */
const FULL = 0.85;

/** The same to the number of rows where rows end with that line: fewer are names of groups above their first row. */
const MOST_WRAP = 0.6;

/** Part of the lines that go on that begin with a small letter somewhere, as text does. */
const SMALL = 0.3;
/** Names wrapped at capitals beside figures: lines that go on, at least, and the part of them that could not have gone on above. */
const NAMES = { going: 4, full: 0.95 } as const;
/** What stands for a figure that there is none of. */
const NONE = /^(?:[-–—.:…*]{1,3}|n\.?\s?[ad]\.?|n\/a)$/i;

/** Words as `A` or `a`, digits as `0`. */
const shapeOf = ({ text }: Segment): string =>
  text
    .replaceAll(/\p{Lu}\p{L}*/gu, 'A')
    .replaceAll(/\p{Ll}\p{L}*/gu, 'a')
    .replaceAll(/\d+/gu, '0');

/** Two values of one form, as codes and dates are; words alone tell nothing. */
const areAlike = (upper: Segment, lower: Segment): boolean =>
  /\d/.test(lower.text) && shapeOf(upper) === shapeOf(lower);

/** Whether all cells of the lower line go on with cells of the upper one, which were full. */
function goesOn(upper: Filled, lower: Filled, columns: readonly Box[]): boolean {
  for (const [col, segment] of lower) {
    const over = upper.get(col);
    const ends = over && (LEADER.test(over.text) || isNumber(over.text) || areAlike(over, segment));
    if (ends || (over && brokenOnPurpose(over, segment, widthOf(columns[col] ?? segment.box)))) return false;
  }
  return [...lower.keys()].some((col) => upper.has(col));
}

/** Whether the cells of a line that is no row's first or last are parts of a neighbour's cells. */
const within = (line: Filled, neighbour: Filled | undefined): boolean =>
  neighbour !== undefined && [...line.keys()].every((col) => neighbour.has(col));

const areFigures = (lines: readonly Filled[], column: number): boolean =>
  lines.every((line) => {
    const { text } = line.get(column) ?? {};
    return text === undefined || isNumber(text) || NONE.test(text);
  });

/** Which lines go on with the one above if each row has one line in a column, its first or its last; null if that fails. */
function byColumn(
  lines: readonly Filled[],
  columns: readonly Box[],
  column: number,
  side: 'top' | 'foot',
): boolean[] | null {
  const anchors = lines.map((line) => line.has(column));
  if (!anchors.at(side === 'top' ? 0 : -1)) return null;
  const going = lines.map((_, at) => at > 0 && (side === 'top' ? !anchors[at] : !anchors[at - 1]));
  const parts = lines.every(
    (line, at) => anchors[at] || within(line, lines[side === 'top' ? at - 1 : at + 1]),
  );
  const count = going.filter(Boolean).length;
  if (!parts || count < FEWEST.going || lines.length - count < FEWEST.rows) return null;
  if (side === 'foot' && count < MOST_WRAP * (lines.length - count)) return null;
  const small = lines.filter(
    (line, at) => going[at] && [...line.values()].some(({ text }) => /^\p{Ll}/u.test(text)),
  );
  const full = lines.filter((line, at) => going[at] && goesOn(lines[at - 1] ?? new Map(), line, columns));
  const areNames = count >= NAMES.going && areFigures(lines, column) && full.length >= NAMES.full * count;
  return areNames || (small.length >= SMALL * count && full.length >= FULL * count) ? going : null;
}

/** Mean of the gaps above the lines of one kind. */
const meanGap = (going: readonly boolean[], gaps: readonly number[], kind: boolean): number => {
  const own = gaps.filter((gap, at) => at > 0 && going[at] === kind && Number.isFinite(gap));
  return own.reduce((sum, gap) => sum + gap, 0) / Math.max(1, own.length);
};

/** Of two ways to tell rows the one with less white within rows than between them; the first if that is the same. */
function closer(
  first: boolean[] | null,
  second: boolean[] | null,
  gaps: readonly number[],
): boolean[] | null {
  if (!first || !second) return first ?? second;
  const within = (going: readonly boolean[]) => meanGap(going, gaps, true) - meanGap(going, gaps, false);
  return within(second) < within(first) ? second : first;
}

/**
 * Which lines go on with the one above; null if no column tells. The column with the fewest lines has the say.
 * @param gaps above each line, in font sizes
 */
export function anchoredRows(
  lines: readonly Filled[],
  columns: readonly Box[],
  gaps: readonly number[],
): boolean[] | null {
  const counts = columns.map((_, col) => lines.filter((line) => line.has(col)).length);
  const order = columns.map((_, col) => col).toSorted((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  for (const col of order) {
    const found = closer(byColumn(lines, columns, col, 'top'), byColumn(lines, columns, col, 'foot'), gaps);
    if (found) return found;
  }
  return null;
}
