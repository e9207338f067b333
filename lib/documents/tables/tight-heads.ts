import { upperMedian } from '../../core/statistics.ts';
import { heightOf, overlapY } from '../layout/boxes.ts';
import { above, tableColumns } from '../layout/table-columns.ts';
import {
  CHARACTER,
  gapAfter,
  gapBetween,
  joinedWhere,
  type Line,
  lineOf,
  TABLE,
  tableLines,
} from '../layout/table-lines.ts';
import type { Box, TextRun } from '../pdf/page.ts';

/** Rows below a line that show the columns it may name, and how many there are at least. */
const ROWS = { most: 12, least: 3 } as const;
/** Widest gap, in em, between the line and the first of them. */
const OVER = 1.5;

/** Spaces between columns, in parts of those between words. */
const SPACE = 1.3;
/** Part of all spaces that are wider than most fonts', and how many at least, to be those of words. */
const WIDE = { part: 0.5, least: 3 } as const;

const several = ({ segments }: Line): boolean => segments.length > 1;

/** The rows right below a line, as far as they go on. */
function rowsBelow(lines: readonly Line[], at: number): Line[] {
  const [line, first] = [lines[at], lines[at + 1]];
  if (!line || !first || gapBetween(line, first) > OVER) return [];
  const below = lines.slice(at + 1, at + 1 + ROWS.most);
  const end = below.findIndex((each) => !several(each));
  return end < 0 ? below : below.slice(0, end);
}

/** Whether each piece names a column of its own: one for each, or each above one and no two above the same. */
function nameColumns({ segments }: Line, columns: readonly Box[]): boolean {
  if (segments.length === columns.length) return true;
  const places = segments.map(({ box }) => columns.flatMap((column, at) => (above(box, column) ? [at] : [])));
  const single = places.filter(({ length }) => length === 1).flat();
  return single.length === segments.length && new Set(single).size === single.length;
}

/** In font sizes: the space between words of a font where nearly all of them are wide, as in bold ones; else 0. */
function wordSpace(runs: readonly TextRun[]): number {
  const wide: number[] = [];
  let narrow = 0;
  for (const [at, { text, box, fontSize }] of runs.entries()) {
    narrow += text.trim().split(/\s+/u).length - 1;
    const before = runs[at - 1]?.box;
    const gap = before && overlapY(before, box) > 0.5 * heightOf(box) ? (box.x0 - before.x1) / fontSize : 0;
    if (gap > CHARACTER.wide && gap < TABLE.segment) wide.push(gap);
  }
  const isWide = wide.length >= WIDE.least && wide.length >= WIDE.part * (wide.length + narrow);
  return isWide ? upperMedian(wide) : 0;
}

/** The widest space between words in the fonts of a line, in font sizes. */
const spaceAt = (place: Box, runs: readonly TextRun[], spaces: ReadonlyMap<string, number>): number =>
  Math.max(
    0,
    ...runs.flatMap(({ box, font }) =>
      overlapY(box, place) > 0.5 * heightOf(box) ? (spaces.get(font) ?? 0) : [],
    ),
  );

/** The line with pieces joined that stand no farther apart than words. */
const withWords = ({ segments }: Line, space: number): Line =>
  lineOf(
    joinedWhere(
      segments.map((segment) => ({ ...segment, walled: false })),
      (left, right) => gapAfter(left, right) <= space,
    ),
  );

const placeOf = ({ box }: Line): string => `${box.y0} ${box.x0}`;

/**
 * Lines with the names of columns parted where they stand hardly farther apart than words: the rows below tell that
 * they are several.
 * @param runs that the lines were made of
 */
export function tightHeads(lines: readonly Line[], runs: readonly TextRun[]): Line[] {
  if (lines.filter(several).length < ROWS.least) return [...lines];
  const heads = [...lines.entries()].filter(([at]) => rowsBelow(lines, at).length >= ROWS.least);
  if (heads.length === 0) return [...lines];
  const size = upperMedian(runs.map(({ fontSize }) => fontSize));
  const spaces = new Map(
    [...Map.groupBy(runs, ({ font }) => font)].map(([font, own]) => [font, SPACE * wordSpace(own)]),
  );
  const parted = tableLines(runs, (left, right) => right.x0 - left.x1 > CHARACTER.wide * size);
  const byPlace = new Map(parted.map((line) => [placeOf(line), line]));
  const found = [...lines];
  for (const [at, line] of [...lines.entries()].toReversed()) {
    const tight = byPlace.get(placeOf(line));
    const pieces = tight && withWords(tight, spaceAt(tight.box, runs, spaces) * size);
    if (!pieces || pieces.segments.length <= line.segments.length) continue;
    const rows = rowsBelow(found, at);
    if (rows.length < ROWS.least) continue;
    const columns = tableColumns(rows);
    if (columns.length < 2 || line.segments.length >= columns.length || !nameColumns(pieces, columns))
      continue;
    found[at] = pieces;
  }
  return found;
}
