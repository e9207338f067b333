import { around, heightOf, middleY, overlapX, overlapY } from '../layout/boxes.ts';
import { linesByOverlap } from '../layout/table-lines.ts';
import type { Box, TextRun } from '../pdf/page.ts';
import { haveSameColumns } from './alike.ts';
import { isNumber } from './header.ts';
import type { Rule } from './rulings.ts';

/** Part of the lower column's height that the other goes beside. */
const BESIDE = 0.8;
/** Part of the lines of the column with fewer that stand at the height of one of the other. */
const LEVEL = 0.85;
/** Part of the pieces of one of the two that are numbers. */
const NUMBERS = 0.5;

/** Heights of a line between what is above the white and what is beside it. */
const UNDER = 1.5;

interface Column {
  runs: readonly TextRun[];
  box: Box;
  lines: Box[];
  /** Pieces of each line. */
  count: number[];
  /** Pieces of the first and the last line. */
  first: readonly TextRun[];
  last: readonly TextRun[];
}

const columnOf = (runs: readonly TextRun[]): Column => {
  const legible = runs.filter(({ text }) => text.trim() !== '');
  const found = linesByOverlap(legible);
  const lines = found.map((line) => around(line.map(({ box }) => box)));
  return {
    runs,
    lines,
    count: found.map((line) => line.length),
    first: found[0] ?? [],
    last: found.at(-1) ?? [],
    box: around(legible.map(({ box }) => box)),
  };
};

function areLevel(a: Column, b: Column): boolean {
  const [few, many] = a.lines.length < b.lines.length ? [a, b] : [b, a];
  const within = few.lines.filter((box) => overlapY(box, many.box) > 0);
  let at = 0;
  const level = within.filter((box) => {
    while ((many.lines[at]?.y1 ?? Number.POSITIVE_INFINITY) < middleY(box)) at += 1;
    const other = many.lines[at];
    return other !== undefined && Math.abs(middleY(other) - middleY(box)) < 0.2 * heightOf(box);
  });
  return within.length > 1 && level.length >= LEVEL * within.length;
}

const isOfNumbers = ({ runs }: Column): boolean =>
  runs.filter(({ text }) => isNumber(text)).length >= NUMBERS * runs.length;

/** Part of the lines that hold several cells. */
const SEVERAL = 0.5;
/** Characters of a line above which it is text, not a cell. */
const CELL = 26;

const isOfCells = ({ lines, count }: Column): boolean =>
  lines.filter((_, at) => (count[at] ?? 0) > 1).length >= SEVERAL * lines.length;

const isShort = ({ runs, lines }: Column): boolean =>
  runs.reduce((sum, { text }) => sum + text.length, 0) <= CELL * lines.length;

/** Rules that go across from one to the other between the first and the last line of both. */
function areRuled(left: Column, right: Column, horizontal: readonly Rule[]): boolean {
  const from = Math.max(left.box.y0, right.box.y0);
  const to = Math.min(left.box.y1, right.box.y1);
  const [end, start] = [Math.min(left.box.x1, right.box.x1), Math.max(left.box.x0, right.box.x0)];
  return horizontal.some((rule) => rule.at > from && rule.at < to && rule.from < end && rule.to > start);
}

/** Whether two neighbours are parts of one table: rules go across both, or their lines are level cells. */
function isOneTable(left: Column, right: Column, horizontal: readonly Rule[]): boolean {
  const apart = left.box.x1 < right.box.x0 || right.box.x1 < left.box.x0;
  const high = Math.min(heightOf(left.box), heightOf(right.box));
  if (!apart || overlapY(left.box, right.box) < BESIDE * high) return false;
  if (areRuled(left, right, horizontal)) return true;
  if (!areLevel(left, right)) return false;
  if (isOfNumbers(left) || isOfNumbers(right)) return true;
  return (isOfCells(left) && isShort(right)) || (isOfCells(right) && isShort(left));
}

/** Whether the lower column begins right below the upper one, as a head that crosses the white below it does. */
function isBelow(upper: Column, lower: Column): boolean {
  const line = upper.lines.at(-1);
  if (!line || overlapX(upper.box, lower.box) <= 0) return false;
  const gap = lower.box.y0 - upper.box.y1;
  return gap > -heightOf(line) / 2 && gap < UNDER * heightOf(line);
}

/** Columns of text, those joined again that are columns of a table: its words read down like a column of text. */
export function rejoinedColumns(
  columns: readonly (readonly TextRun[])[],
  horizontal: readonly Rule[],
): TextRun[][] {
  const found: (Column & { joined: boolean })[] = [];
  const merge = (column: Column): void => {
    const last = found.pop();
    found.push({ ...columnOf([...(last?.runs ?? []), ...column.runs]), joined: true });
  };
  for (const runs of columns) {
    const column = columnOf(runs);
    const last = found.at(-1);
    if (last && isOneTable(last, column, horizontal)) merge(column);
    else found.push({ ...column, joined: false });
  }
  const whole: typeof found = [];
  for (const column of found) {
    const last = whole.at(-1);
    if (
      last &&
      isBelow(last, column) &&
      (last.joined || column.joined || haveSameColumns(last.last, column.first))
    ) {
      whole[whole.length - 1] = { ...columnOf([...last.runs, ...column.runs]), joined: true };
    } else whole.push(column);
  }
  return whole.map(({ runs }) => [...runs]);
}
