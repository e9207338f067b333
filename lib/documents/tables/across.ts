import { middleX, overlapX, widthOf } from '../layout/boxes.ts';
import type { Line, Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import type { Range } from './centred-ranges.ts';
import { isNumber, isYear } from './header.ts';

// Lines of a table that belong to several of its columns at once: units, numbers of columns, names of groups.

/** In font sizes: how far the middle of a line may be off the middle of the columns it is centred over. */
const CENTRED = 1;
/** How far it begins right of the first column, in font sizes. */
const INDENT = 2;
/** Columns below which nothing is told by a middle. */
const FEWEST = 3;
const COLUMN_NUMBER = /^\(?(\d{1,2}|[a-z])\)?$/i;

/** How far the middle of columns is off the middle of their texts, which may be aligned at one side of a wide column. */
function slackOf(columns: readonly Box[]): number {
  const [before, last] = columns.slice(-2);
  return before && last ? Math.max(0, -overlapX(before, last)) / 4 : 0;
}

/** @param from where the columns begin: between what ends before them and their leftmost text */
function areCentredOn(segment: Segment, from: [number, number], to: number, slack: number): boolean {
  const off = CENTRED * segment.fontSize + slack;
  const at = middleX(segment.box);
  return at > (Math.min(...from) + to) / 2 - off && at < (Math.max(...from) + to) / 2 + off;
}

/** All columns, for a line of one piece that is set in the middle of the table; null for others. */
export function acrossAll({ segments: [only, ...rest] }: Line, columns: readonly Box[]): Range | null {
  const [first, last] = [columns[0], columns.at(-1)];
  if (!only || rest.length > 0 || !first || !last || columns.length < FEWEST) return null;
  if (isNumber(only.text) && !isYear(only.text)) return null;
  if (only.box.x0 < first.x0 + INDENT * only.fontSize) return null;
  if (!areCentredOn(only, [first.x0, first.x0], last.x1, slackOf(columns))) return null;
  return { first: 0, last: columns.length - 1 };
}

/**
 * All columns right of the first, for what stands in a row beside its name alone, in the middle of them; null for others.
 */
export function acrossValues(
  { segments: [name, only, ...rest] }: Line,
  columns: readonly Box[],
): Range | null {
  const [first, second, last] = [columns[0], columns[1], columns.at(-1)];
  if (!name || !only || rest.length > 0 || !first || !second || !last || columns.length < FEWEST) return null;
  if (name.box.x1 > second.x0 || isNumber(only.text) || !only.text.includes(' ')) return null;
  const under = columns.filter((column) => overlapX(column, only.box) > 0);
  const isWider = under.every((column) => widthOf(column) < widthOf(only.box));
  if (!isWider || overlapX(only.box, first) > 0) return null;
  return areCentredOn(only, [second.x0, second.x0], last.x1, 0)
    ? { first: 1, last: columns.length - 1 }
    : null;
}

/**
 * The columns that a unit holds for, set alone on the last line of a head, in the middle of all columns or of those with
 * values; null for a line of another kind.
 */
export function unitRange(line: Line, before: Line | undefined, columns: readonly Box[]): Range | null {
  const [only, ...rest] = line.segments;
  const [first, second, last] = [columns[0], columns[1], columns.at(-1)];
  if (!only || rest.length > 0 || !before || !first || !second || !last) return null;
  if (columns.length < FEWEST || before.segments.length < columns.length - 1) return null;
  const under = columns.find((column) => overlapX(column, only.box) > 0.9 * widthOf(only.box));
  const own = before.segments.find(({ box }) => overlapX(box, only.box) > 0);
  if (under && own && widthOf(only.box) < 1.5 * widthOf(own.box)) return null;
  const slack = slackOf(columns);
  if (areCentredOn(only, [first.x1, second.x0], last.x1, slack))
    return { first: 1, last: columns.length - 1 };
  return areCentredOn(only, [first.x0, first.x0], last.x1, slack)
    ? { first: 0, last: columns.length - 1 }
    : null;
}

/** Whether a line numbers the columns: (1), (2), (3) or a, b, c. */
export function numbersColumns({ segments }: Line): boolean {
  const found = segments.map(({ text }) => COLUMN_NUMBER.exec(text.trim())?.[1] ?? '');
  const values = found.map((text) => (/^\d+$/.test(text) ? Number(text) : text.toLowerCase().charCodeAt(0)));
  return values.length > 1 && values.every((value, at) => at === 0 || value === (values[at - 1] ?? 0) + 1);
}
