import { countRightToLeft } from '../../text/scripts.ts';
import type { Box } from '../pdf/page.ts';
import { heightOf, overlapX, overlapY, union, widthOf } from './boxes.ts';
import type { Placed } from './placed.ts';

// The order that a tagged file's structure tree gives, where it agrees with the page. Trees are often incomplete, one
// paragraph for all, or in the order in which something was drawn: such a tree is not followed.

export interface Column {
  pieces: readonly Placed[];
  grid: object | undefined;
}

/** Part of the characters that must be in the tree. */
const COVERED = 0.95;
/** Part of the blocks that may overlap another, and of the steps from block to block that may lead back up. */
const WRONG = { overlapping: 0.05, backwards: 0.1 } as const;
/** Part of the smaller block that two may share: boxes of lines set tight overlap. */
const SHARED = 0.2;
/** How often the tree may change columns, a column: more is a tree that goes across them, line by line. */
const CHANGES = 2;

/** Blocks are compared with each other. */
const MOST = 500;

/** What one column holds of one block of the tree. */
interface Unit {
  place: number;
  column: number;
  pieces: Placed[];
  box: Box;
}

const placeOf = ({ run }: Placed): number | undefined =>
  typeof run.tag === 'object' ? run.tag.place : undefined;

const charactersOf = (pieces: readonly Placed[]): number =>
  pieces.reduce((sum, { text }) => sum + text.trim().length, 0);

/** Whether nearly all of the text that is content has a place. */
function isCovered(pieces: readonly Placed[]): boolean {
  const content = pieces.filter(({ run }) => run.tag !== 'artifact');
  const tagged = content.filter((piece) => placeOf(piece) !== undefined);
  return tagged.length > 0 && charactersOf(tagged) >= COVERED * charactersOf(content);
}

/** The blocks of each column, in the order of the tree; text without a place belongs to the block before it. */
function unitsOf(columns: readonly Column[]): Unit[] {
  const units: Unit[] = [];
  for (const [column, { pieces }] of columns.entries()) {
    const byPlace = new Map<number, Unit>();
    let place = pieces.map(placeOf).find((each) => each !== undefined) ?? 0;
    for (const piece of pieces.toSorted((a, b) => a.place.y0 - b.place.y0 || a.place.x0 - b.place.x0)) {
      place = placeOf(piece) ?? place;
      const unit = byPlace.get(place);
      if (unit) {
        unit.pieces.push(piece);
        unit.box = union(unit.box, piece.place);
      } else byPlace.set(place, { place, column, pieces: [piece], box: piece.place });
    }
    units.push(...byPlace.values());
  }
  return units.toSorted((a, b) => a.place - b.place || withinParagraph(a, b) || a.column - b.column);
}

const isParagraph = ({ pieces: [first] }: Unit): boolean =>
  first !== undefined && typeof first.run.tag === 'object' && first.run.tag.role === 'P';

/** Parts of one paragraph: what goes on in the next column comes last, however the page fell apart; 0 for others. */
function withinParagraph(a: Unit, b: Unit): number {
  if (!isParagraph(a) || [a, b].some(({ pieces }) => pieces.some(({ text }) => countRightToLeft(text) > 0))) {
    return 0;
  }
  return overlapX(a.box, b.box) > 0 ? a.box.y0 - b.box.y0 : a.box.x0 - b.box.x0;
}

function overlaps(a: Box, b: Box): boolean {
  const [across, down] = [overlapX(a, b), overlapY(a, b)];
  if (across <= 0 || down <= 0) return false;
  return across * down > SHARED * Math.min(widthOf(a) * heightOf(a), widthOf(b) * heightOf(b));
}

/** A step that leads back up over text that was read. */
const isBackwards = (before: Box, after: Box): boolean =>
  after.y1 <= before.y0 + SHARED * heightOf(before) && overlapX(before, after) > 0;

/** Whether the blocks are pieces of the page, and the tree goes through them as a reader does. */
function agrees(units: readonly Unit[], columns: number): boolean {
  const steps = units.slice(1).map((unit, at) => ({ before: units[at] ?? unit, unit }));
  const backwards = steps.filter(({ before, unit }) => isBackwards(before.box, unit.box)).length;
  const changes = steps.filter(({ before, unit }) => before.column !== unit.column).length;
  const overlapping = units.filter((unit) =>
    units.some((other) => other !== unit && overlaps(unit.box, other.box)),
  ).length;
  return (
    backwards <= WRONG.backwards * units.length &&
    overlapping <= WRONG.overlapping * units.length &&
    changes <= CHANGES * columns
  );
}

/** Columns in the order of the tree; those of a page whose tree is not to be trusted stay as they are. */
export function inTreeOrder(columns: readonly Column[]): readonly Column[] {
  if (!isCovered(columns.flatMap(({ pieces }) => pieces))) return columns;
  const units = unitsOf(columns);
  if (units.length < 2 || units.length > MOST || !agrees(units, columns.length)) return columns;
  const found: { column: number; pieces: Placed[]; bottom: number }[] = [];
  for (const { column, pieces, box } of units) {
    const last = found.at(-1);
    if (last?.column === column && box.y0 >= last.bottom - SHARED * heightOf(box)) {
      last.pieces.push(...pieces);
      last.bottom = Math.max(last.bottom, box.y1);
    } else found.push({ column, pieces: [...pieces], bottom: box.y1 });
  }
  const grids = columns.map(({ grid }) => grid ?? {});
  return found.map(({ column, pieces }) => ({ pieces, grid: grids[column] }));
}
