import { upperMedian } from '../../core/statistics.ts';
import { widthOf } from '../layout/boxes.ts';
import { placeOf } from '../layout/table-columns.ts';
import type { Line, Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';

// Rows whose cells are sentences, without rules: what tells them from prose in columns is that their cells begin at the
// same heights. Columns of prose go on beside a paragraph that begins.

/** Rows at least. */
const FEWEST = 3;
/** Distance from one line of a cell to the next, in usual ones, from which the next begins a cell. */
const APART = 1.2;
/** Part of the lines at which a cell begins where all cells of the line do. */
const LEVEL = 0.9;
/** Part of the cells that begin as sentences and names do, and of their other lines that do not. */
const CAPITALS = 0.85;
const GOING = 0.5;
/** Part of the cells that are long, and of the rows that end with a full stop, of paragraphs beside each other. */
const TEXTS = 0.8;
/** Part of the rows that have several lines. */
const SEVERAL = 0.25;
/** Words of a name in the first column, and of a name of a column. */
const NAME = 5;
/** Part of the lines of the first column's cells that are as short as names. */
const NAMES = 0.8;

const BEGINS = /^[\p{Lu}\p{N}\p{Lo}("“„'‘*•–—-]/u;
const SMALL = /^\(?\p{Ll}/u;
const ENDS = /[.?!:;)]["”’]?$/u;

type Filled = ReadonlyMap<number, Segment>;

/** How a column's piece of a line stands to the one above it. */
type Start = 'surely' | 'maybe' | 'not';

const filledOf = (line: Line, columns: readonly Box[]): Filled =>
  new Map(line.segments.map((segment) => [placeOf(segment.box, columns).first, segment]));

/** Usual distance from one line of a cell to the next. */
function pitchOf(lines: readonly Filled[], columns: readonly Box[]): number {
  const steps = columns.flatMap((_, col) => {
    const own = lines.flatMap((line) => line.get(col) ?? []);
    return own.slice(1).map(({ box }, at) => box.y1 - (own[at]?.box.y1 ?? box.y1));
  });
  const smallest = steps.toSorted((a, b) => a - b).slice(0, Math.ceil(steps.length / 2));
  return upperMedian(smallest);
}

/** Whether the line above had room for more: its cell ends there. */
const isShort = (segment: Segment, column: Box): boolean => widthOf(segment.box) < 0.75 * widthOf(column);

/** @param column where the piece stands; undefined for names, which end with no sign */
function startOf(
  segment: Segment,
  above: Segment | undefined,
  column: Box | undefined,
  pitch: number,
): Start {
  if (!above || segment.box.y1 - above.box.y1 > APART * pitch) return 'surely';
  const ends = !column || ENDS.test(above.text) || isShort(above, column);
  return BEGINS.test(segment.text) && ends ? 'maybe' : 'not';
}

/** For each line how each of its pieces begins. */
function startsOf(lines: readonly Filled[], columns: readonly Box[]): Map<number, Start>[] {
  const pitch = pitchOf(lines, columns);
  const last = new Map<number, Segment>();
  return lines.map((line) => {
    const starts = new Map<number, Start>();
    for (const [col, segment] of line) {
      const column = col > 0 ? columns[col] : undefined;
      starts.set(col, startOf(segment, last.get(col), column, pitch));
      last.set(col, segment);
    }
    return starts;
  });
}

const isName = ({ text }: Segment): boolean =>
  /\p{L}{2}/u.test(text) && text.split(' ').length <= NAME && !ENDS.test(text);

/** The number of the row of each line. */
const rowNumbers = (rows: readonly boolean[]): number[] => {
  let row = -1;
  return rows.map((begins) => (begins ? ++row : row));
};

/** Whether most rows hold cells in several columns. */
function areFull(lines: readonly Filled[], rows: readonly boolean[]): boolean {
  const numbers = rowNumbers(rows);
  const cells = Map.groupBy(lines.entries(), ([at]) => numbers[at]);
  const full = [...cells.values()].filter(
    (own) => new Set(own.flatMap(([, line]) => [...line.keys()])).size > 1,
  );
  return full.length >= LEVEL * cells.size;
}

/** Whether sentences or names stand in a column: cells begin so, and most of their other lines with a small letter. */
function readsDown(lines: readonly Filled[], rows: readonly boolean[], col: number): boolean {
  const numbers = rowNumbers(rows);
  const own = lines.flatMap((line, at) => {
    const segment = line.get(col);
    return segment ? [{ segment, row: numbers[at] }] : [];
  });
  const first = own.filter(({ row }, at) => row !== own[at - 1]?.row);
  const rest = own.filter(({ row }, at) => row === own[at - 1]?.row);
  const capital = first.filter(({ segment }) => BEGINS.test(segment.text)).length;
  const going = rest.filter(({ segment }) => SMALL.test(segment.text)).length;
  // Names of several words go on with capitals.
  return capital >= CAPITALS * first.length && (col === 0 || going >= GOING * rest.length);
}

/** Whether the row before ends above a line, and how many lines of it tell so. */
interface Begun {
  rows: boolean[];
  /** Lines at which some cell surely begins or ends, though others may go on. */
  sure: number;
}

/** Whether a row may begin, or end, at a line: some cell surely does, or all may and the first is there; none goes on. */
const isEdge = (line: Filled, own: readonly Start[]): boolean =>
  !own.includes('not') && (own.includes('surely') || (line.size > 1 && line.has(0)));

const surelyOf = (lines: readonly (readonly Start[])[]): number =>
  lines.filter((line) => line.includes('surely')).length;

/** Rows whose cells begin beside each other. */
function fromTop(lines: readonly Filled[], starts: readonly ReadonlyMap<number, Start>[]): Begun {
  const own = starts.map((line) => [...line.values()]);
  return { rows: lines.map((line, at) => isEdge(line, own[at] ?? [])), sure: surelyOf(own) };
}

/** Rows whose cells end beside each other. */
function fromFoot(lines: readonly Filled[], starts: readonly ReadonlyMap<number, Start>[]): Begun {
  const next = new Map<number, Start>();
  const reversed = starts.toReversed().map((line) => {
    const own = [...line.keys()].map((col) => next.get(col) ?? 'surely');
    for (const [col, start] of line) next.set(col, start);
    return own;
  });
  const own = reversed.toReversed();
  const feet = lines.map((line, at) => isEdge(line, own[at] ?? []));
  return { rows: feet.map((_, at) => at === 0 || feet[at - 1] === true), sure: surelyOf(own) };
}

const countOf = (rows: readonly boolean[]): number => rows.filter(Boolean).length;

/**
 * Which lines begin a row of cells that hold sentences; null if the lines are no such rows. A cell may be empty, and rows
 * may stand as close as lines.
 */
export function sentenceRows(lines: readonly Line[], columns: readonly Box[]): boolean[] | null {
  const filled = lines.map((line) => filledOf(line, columns));
  const starts = startsOf(filled, columns);
  const found = [fromTop(filled, starts), fromFoot(filled, starts)].filter(({ rows, sure }) => {
    const count = countOf(rows);
    const several = rows.filter((begins, at) => begins && rows[at + 1] === false).length;
    if (count < FEWEST || count < LEVEL * sure || several < SEVERAL * count || !rows[0]) return false;
    return areFull(filled, rows) && columns.every((_, col) => readsDown(filled, rows, col));
  });
  return found.toSorted((a, b) => countOf(b.rows) - countOf(a.rows))[0]?.rows ?? null;
}

/** Whether names stand in the first column, or above all columns: texts beside each other have none. */
export function areNamed(lines: readonly Line[], columns: readonly Box[], head: readonly Line[]): boolean {
  const names = lines.flatMap((line) => filledOf(line, columns).get(0) ?? []);
  if (names.filter(isName).length >= NAMES * names.length) return true;
  const top = head.length > 0 ? head : lines.slice(0, 1);
  return top.every(({ segments }) => segments.length > 1 && segments.every(isName));
}

/** Whether most rows are long texts in all columns that end with a full stop, as paragraphs of translations are. */
export function areTexts(lines: readonly Line[], rows: readonly boolean[]): boolean {
  const pieces = lines.filter((_, at) => rows[at]).flatMap(({ segments }) => segments);
  const long = pieces.filter(({ text }) => text.split(' ').length > NAME);
  const last = lines.filter((_, at) => rows[at + 1] ?? true);
  const full = last.filter(({ segments }) => segments.every(({ text }) => text.endsWith('.')));
  return long.length >= TEXTS * pieces.length && full.length >= TEXTS * last.length;
}
