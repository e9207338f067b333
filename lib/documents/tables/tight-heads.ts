import { upperMedian } from '../../core/statistics.ts';
import { CHARACTER } from '../layout/characters.ts';
import { above, tableColumns } from '../layout/table-columns.ts';
import { gapBetween, type Line, lineOf, tableLines } from '../layout/table-lines.ts';
import type { Box, TextRun } from '../pdf/page.ts';

/** Rows below a line that show the columns it may name, and how many there are at least. */
const ROWS = { most: 12, least: 3 } as const;
/** Widest gap, in em, between the line and the first of them. */
const OVER = 1.5;

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

const placeOf = ({ box }: Line): string => `${box.y0} ${box.x0}`;

/**
 * Lines with the names of columns parted where they stand hardly farther apart than words: the rows below tell that
 * they are several.
 * @param runs that the lines were made of
 */
export function tightHeads(lines: readonly Line[], runs: readonly TextRun[]): Line[] {
  if (lines.filter(several).length < ROWS.least) return [...lines];
  const size = upperMedian(runs.map(({ fontSize }) => fontSize));
  const parted = tableLines(runs, (left, right) => right.x0 - left.x1 > CHARACTER.wide * size);
  const byPlace = new Map(parted.map((line) => [placeOf(line), line]));
  const found = [...lines];
  for (const [at, line] of [...lines.entries()].toReversed()) {
    const pieces = byPlace.get(placeOf(line));
    if (!pieces || pieces.segments.length <= line.segments.length) continue;
    const rows = rowsBelow(found, at);
    if (rows.length < ROWS.least) continue;
    const columns = tableColumns(rows);
    if (columns.length < 2 || line.segments.length >= columns.length || !nameColumns(pieces, columns))
      continue;
    found[at] = lineOf(pieces.segments.map((segment) => ({ ...segment, walled: false })));
  }
  return found;
}
