import { around, heightOf, holdsCentre, middleY, overlapX, overlapY } from '../layout/boxes.ts';
import { tableColumns } from '../layout/table-columns.ts';
import { linesByOverlap, tableLines } from '../layout/table-lines.ts';
import type { Box, TextRun } from '../pdf/page.ts';
import { haveSameColumns } from './alike.ts';
import { isNumber } from './header.ts';
import { ruleRows } from './rule-rows.ts';
import type { Rule } from './rulings.ts';
import { sentenceRows } from './sentence-rows.ts';

/** Part of the lower column's height that the other goes beside. */
const BESIDE = 0.8;
/** Part of the lines of the column with fewer that stand at the height of one of the other. */
const LEVEL = 0.85;
/** Part of the pieces of one of the two that are numbers. */
const NUMBERS = 0.5;

/** Heights of a line between what is above the white and what is beside it. */
const UNDER = 1.5;

/** Lines at either end of a column among which a row of cells is looked for: its cells may be wrapped. */
const NEAR = 4;

interface Column {
  runs: readonly TextRun[];
  box: Box;
  lines: Box[];
  /** Lines that begin with a small letter. */
  going: number;
  /** Pieces of each line. */
  count: number[];
  /** Pieces of the first and the last line. */
  first: readonly TextRun[];
  last: readonly TextRun[];
  /** Its first and its last lines of several pieces. */
  ends: readonly (readonly TextRun[])[];
  /** Put together of several columns of text. */
  joined: boolean;
}

const columnOf = (runs: readonly TextRun[], joined = false): Column => {
  const legible = runs.filter(({ text }) => text.trim() !== '');
  const found = linesByOverlap(legible);
  const lines = found.map((line) => around(line.map(({ box }) => box)));
  const firsts = found.map((line) => line.reduce((a, b) => (b.box.x0 < a.box.x0 ? b : a)));
  const several = (line: readonly TextRun[]) => line.length > 1;
  return {
    ...{ runs, joined },
    lines,
    going: firsts.filter(({ text }) => /^\p{Ll}/u.test(text)).length,
    count: found.map((line) => line.length),
    first: found[0] ?? [],
    last: found.at(-1) ?? [],
    ends: [...found.slice(0, NEAR).filter(several), ...found.slice(-NEAR).filter(several)],
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
/** Part of the lines that begin with a small letter, at most, in a column of names. */
const ANEW = 0.15;
/** Characters of a line and part of the lines that begin with a small letter, of running text. */
const RUNNING = { length: 36, going: 0.4 } as const;

const isOfCells = ({ lines, count }: Column): boolean =>
  lines.filter((_, at) => (count[at] ?? 0) > 1).length >= SEVERAL * lines.length;

const lengthOf = ({ runs }: Column): number => runs.reduce((sum, { text }) => sum + text.length, 0);

const isShort = (column: Column): boolean => lengthOf(column) <= CELL * column.lines.length;

/** Names, however long: hardly a line goes on with the one above it. */
const areNames = ({ going, lines }: Column): boolean => going <= ANEW * lines.length;

/** Lines of running text: long, and most go on with the one above. */
const isRunning = (column: Column): boolean =>
  lengthOf(column) > RUNNING.length * column.lines.length &&
  column.going > RUNNING.going * column.lines.length;

/** Rules that go across from one to the other between the first and the last line of both. */
function areRuled(left: Column, right: Column, horizontal: readonly Rule[]): boolean {
  const from = Math.max(left.box.y0, right.box.y0);
  const to = Math.min(left.box.y1, right.box.y1);
  const [end, start] = [Math.min(left.box.x1, right.box.x1), Math.max(left.box.x0, right.box.x0)];
  return horizontal.some((rule) => rule.at > from && rule.at < to && rule.from < end && rule.to > start);
}

/** Whether the lines of both are rows of sentences. */
function areSentences(left: Column, right: Column): boolean {
  const lines = tableLines([...left.runs, ...right.runs]);
  return sentenceRows(lines, tableColumns(lines)) !== null;
}

/** Whether two neighbours are parts of one table: rules go across both, or their lines are level cells. */
function isOneTable(left: Column, right: Column, horizontal: readonly Rule[]): boolean {
  const apart = left.box.x1 < right.box.x0 || right.box.x1 < left.box.x0;
  const high = Math.min(heightOf(left.box), heightOf(right.box));
  if (!apart || overlapY(left.box, right.box) < BESIDE * high) return false;
  if (areRuled(left, right, horizontal)) return true;
  if (!areLevel(left, right)) return false;
  if (isRunning(left) || isRunning(right)) return areSentences(left, right);
  if (isOfNumbers(left) || isOfNumbers(right)) return true;
  const isBeside = (cells: Column, other: Column) => isOfCells(cells) && (isShort(other) || areNames(other));
  return isBeside(left, right) || isBeside(right, left);
}

/** Whether the lower column begins right below the upper one, as a head that crosses the white below it does. */
function isBelow(upper: Column, lower: Column): boolean {
  const line = upper.lines.at(-1);
  if (!line || overlapX(upper.box, lower.box) <= 0) return false;
  const gap = lower.box.y0 - upper.box.y1;
  return gap > -heightOf(line) / 2 && gap < UNDER * heightOf(line);
}

/** Whether the lower column begins with a row of cells like one of the last rows above it, of which a cell may go on alone. */
const goOnBelow = (upper: Column, lower: Column): boolean =>
  [upper.last, ...upper.ends.slice(-NEAR)].some((line) => haveSameColumns(line, lower.first));

/** Left edges of two pieces that stand in one column, in points. */
const FLUSH = 1;
/** Lines of a cell that is a column of text for itself. */
const CELL_LINES = 8;

/** Whether each of some neighbours begins where a piece of a line does: cells of the rows below or above it. */
function beginAt(cells: readonly Column[], line: readonly TextRun[]): boolean {
  const starts = cells.map(({ box }) => line.find((run) => Math.abs(run.box.x0 - box.x0) <= FLUSH));
  return new Set(starts).size === cells.length && !starts.includes(undefined);
}

/** Whether some neighbours stand beside each other and are short, as cells are. */
function canBeCells(cells: readonly Column[]): boolean {
  const [first] = cells;
  const few = cells.every(({ lines }) => lines.length <= CELL_LINES);
  const beside = cells.every(({ box }) => first && overlapY(first.box, box) > (BESIDE * heightOf(box)) / 2);
  return cells.length > 1 && few && beside;
}

/** Neighbours that are cells of a row of the table above or below them, as one column. */
function withCells(columns: readonly Column[]): Column[] {
  const found: Column[] = [];
  for (let at = 0; at < columns.length; at++) {
    const rest = columns.slice(at);
    const end = rest.findIndex(({ box }, next) => next > 0 && box.x0 < (rest[next - 1]?.box.x1 ?? box.x0));
    const cells = rest.slice(0, end < 0 ? rest.length : end);
    const around = [...(found.at(-1)?.ends ?? []), ...(rest[cells.length]?.ends ?? [])];
    const column = rest[0];
    if (canBeCells(cells) && around.some((line) => beginAt(cells, line))) {
      found.push(
        columnOf(
          cells.flatMap(({ runs }) => runs),
          true,
        ),
      );
      at += cells.length - 1;
    } else if (column) found.push(column);
  }
  return found;
}

/** Columns parted at the areas whose rows rules part: what lies in one is one column. */
function withinRules(columns: readonly (readonly TextRun[])[], horizontal: readonly Rule[]): TextRun[][] {
  const areas = ruleRows(horizontal).filter((area) => {
    return columns.filter((runs) => runs.some(({ box }) => holdsCentre(area, box))).length > 1;
  });
  const parts = new Map<object, TextRun[]>();
  for (const runs of columns) {
    let between = {};
    for (const run of runs) {
      const area = areas.find((each) => holdsCentre(each, run.box));
      if (area) between = {};
      const part = parts.get(area ?? between);
      if (part) part.push(run);
      else parts.set(area ?? between, [run]);
    }
  }
  return [...parts.values()];
}

/** Columns of text, those joined again that are columns of a table: its words read down like a column of text. */
export function rejoinedColumns(
  columns: readonly (readonly TextRun[])[],
  horizontal: readonly Rule[],
): TextRun[][] {
  const found: Column[] = [];
  const merge = (column: Column): void => {
    const last = found.pop();
    found.push(columnOf([...(last?.runs ?? []), ...column.runs], true));
  };
  for (const column of withCells(withinRules(columns, horizontal).map((runs) => columnOf(runs)))) {
    const last = found.at(-1);
    if (last && isOneTable(last, column, horizontal)) merge(column);
    else found.push(column);
  }
  const whole: typeof found = [];
  for (const column of found) {
    const last = whole.at(-1);
    if (last && isBelow(last, column) && (last.joined || column.joined || goOnBelow(last, column))) {
      whole[whole.length - 1] = columnOf([...last.runs, ...column.runs], true);
    } else whole.push(column);
  }
  return whole.map(({ runs }) => [...runs]);
}
