import { upperMedian } from '../../core/statistics.ts';
import { heightOf, overlapX, widthOf } from '../layout/boxes.ts';
import { above, placesOf, tableColumns } from '../layout/table-columns.ts';
import { aligned, CELL_LINES, emOf, gapBetween, type Line, lineOf } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { alike } from './alike.ts';
import { dotted } from './leaders.ts';
import { areFramed, leavesFrame } from './rule-frames.ts';

/** Widest gap between two rows of one table, in em. */
const ROW_GAP = 2.5;
/** Widest gap, in em, between a heading over several columns and those below it. */
const OVER = 1;
/** Number of lines above a line that are compared with it. */
const LOOK_BACK = 16;
/** A note of the table: its mark, or what it is. */
const NOTE = /^(?:[*†‡§]|\(?\p{Ll}[.)]\s|(?:notes?|sources?)\s?[:.])/iu;
/** Part of a line's height from which two lines interleave: parts of headings that are set half-way down. */
const INTERLEAVED = 0.3;
const PROMPT = /^(>{1,3}|\$)\s\S/;
/** Four words or more and a full stop or colon. */
const SENTENCE = /^(\S+\s+){3,}.*[.:]$/;

/** What says below a table, or above its next part, that it goes on. */
const CONTINUED =
  /(?:^|[([–—-]\s?)(?:continued|cont['’.]?d|cont\.|fortsetzung|suite|continuación|continua(?:zione|ção)|vervolg)(?:\s(?:on|overleaf|auf)\s.{1,24})?[)\].…]*$/iu;

const isBold = (line: Line): boolean => line.segments.every((segment) => segment.bold);
const several = (line: Line): boolean => line.segments.length > 1;
/** Whether a line has columns of its own, other than those of the lines above. */
function clashes(block: readonly Line[], line: Line): boolean {
  const rows = block.slice(-LOOK_BACK).filter(several);
  const last = rows.at(-1);
  const before = block.at(-1);
  if (before && before.box.y1 - line.box.y0 > INTERLEAVED * heightOf(line.box)) return false;
  if (!last || rows.length < 3 || !several(line) || alike(last, line)) return false;
  const columns = tableColumns(rows);
  const under = line.segments.map((segment) => columns.filter((column) => above(segment.box, column)).length);
  const crowds = (places: readonly Box[]): boolean =>
    places.some((place) => line.segments.filter((segment) => above(segment.box, place)).length > 1);
  const crowded = crowds(columns) && crowds(placesOf(rows));
  return crowded || (columns.length > 2 && under.filter((count) => count > 1).length > 1);
}

/** A command typed at a prompt, above its output. */
const typed = (line: Line): boolean =>
  line.segments.some((segment) => segment.monospaced) && PROMPT.test(line.segments[0]?.text ?? '');

/** Whether a line of one segment stays right of the first column, as the rest of a wrapped cell does. */
function withinColumn(block: readonly Line[], line: Line): boolean {
  const second = tableColumns(block.slice(-LOOK_BACK).filter(several))[1];
  return second !== undefined && line.box.x0 >= second.x0 - 1;
}

/** Bold and larger than the line above it. */
function isHeading(block: readonly Line[], line: Line): boolean {
  const near = block.at(-1);
  return near !== undefined && isBold(line) && emOf(line) > 1.12 * emOf(near);
}

/** Whether a line has the columns of the one above it, which may leave out the first, as names of columns do. */
const hasColumns = (upper: Line, line: Line): boolean =>
  alike(upper, line) || aligned(upper, lineOf(line.segments.slice(1)));

/** A line that names what follows: values, or a table with other columns. */
function names(last: Line, line: Line, next: Line | undefined): boolean {
  const text = line.segments[0]?.text ?? '';
  if (!next || !several(next) || next.box.x0 > (last.segments[1]?.box.x0 ?? 0)) return false;
  return text.endsWith('=') || (text.endsWith(':') && !hasColumns(last, next));
}

/** A line across several columns that divides: a heading between tables or within one, or a typed command. */
function parts(block: readonly Line[], line: Line, next: Line | undefined): boolean {
  if (typed(line) || isHeading(block, line)) return true;
  const last = block.findLast(several);
  if (several(line) || !last) return false;
  if (names(last, line, next) || CONTINUED.test(line.segments[0]?.text ?? '')) return true;
  if (widthOf(line.box) < 0.6 * widthOf(last.box)) return false;
  const goesOn = next !== undefined && several(next) && hasColumns(last, next);
  if (goesOn && (isGroup(line, next) || !SENTENCE.test(line.segments[0]?.text ?? ''))) return false;
  return !withinColumn(block, line);
}

/** A name above rows that ends before their figures, however many words it has. */
const isGroup = (line: Line, next: Line): boolean =>
  !/\.$/.test(line.segments[0]?.text ?? '') && line.box.x1 < (next.segments[1]?.box.x0 ?? 0);

const isApart = (last: Line | undefined, line: Line): boolean =>
  last !== undefined && gapBetween(last, line) > ROW_GAP;

/**
 * Groups of lines close enough to be one table, each with at least two lines of several segments.
 * @param frames areas that rules enclose: what is within one is not parted
 */
export function blocksOf(lines: readonly Line[], frames: readonly Box[] = []): Line[][] {
  const blocks: Line[][] = [];
  let block: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const last = block.at(-1);
    const next = lines[index + 1];
    const bound = last !== undefined && areFramed(frames, last, line);
    const part = !bound && parts(block, line, next);
    const alone = !several(line) && !(next && several(next));
    const ends = last !== undefined && alone && leavesFrame(frames, last, line);
    if (dotted(line) || ends || (!bound && (isApart(last, line) || part || clashes(block, line)))) {
      blocks.push(block);
      block = [];
    }
    if (!dotted(line) && !part) block.push(line);
  }
  blocks.push(block);
  return blocks.map((each) => trimmed(each, frames)).filter((each) => each.filter(several).length >= 2);
}

/** Number of the column that a line of one segment stays within; -1 if there is none. */
function columnOf(line: Line | undefined, columns: readonly Box[]): number {
  if (!line) return -1;
  const under = columns.flatMap((column, index) => (above(line.box, column) ? [index] : []));
  const [index = -1] = under;
  const column = columns[index];
  const within = column !== undefined && overlapX(line.box, column) > 0.9 * widthOf(line.box);
  return under.length === 1 && within ? index : -1;
}

/** As far below the table's last row as that is below the row before, and flush with the first column. */
function nextRow(rows: readonly Line[], line: Line, columns: readonly Box[]): boolean {
  const [before, last] = rows.slice(-2);
  if (rows.length < 3 || !before || !last || (isBold(line) && !isBold(last))) return false;
  const steady = Math.abs(gapBetween(last, line) - gapBetween(before, last)) < 0.1;
  return steady && Math.abs(line.box.x0 - (columns[0]?.x0 ?? 0)) < 1;
}

/** The page's own heading over a table: much farther from the rows than they are from one another, other columns. */
function stranger(rows: readonly Line[], columns: readonly Box[], next: Line | undefined): boolean {
  const [first, second, ...rest] = rows;
  if (!first || !second || rest.length < 2 || first.segments.length === columns.length) return false;
  const gaps = rest.map((row, index) => gapBetween(index > 0 ? (rest[index - 1] ?? row) : second, row));
  return gapBetween(first, next ?? second) > Math.max(1.2, 1.6 * upperMedian(gaps));
}

/** Whether a line of one segment is a heading over columns right of the first. */
function isOver(line: Line | undefined, columns: readonly Box[]): boolean {
  const [first, last] = [columns[0], columns.at(-1)];
  if (!line || !first || !last) return false;
  return columnOf(line, columns) > 0 || (line.box.x0 > first.x1 - 1 && line.box.x1 < last.x1 + 1);
}

/** Trims lines of one segment before and after the rows, except parts of a wrapped cell and a last row. */
function trimmed(block: readonly Line[], frames: readonly Box[]): Line[] {
  const rows = block.filter(several);
  const columns = tableColumns(rows);
  let from = block.findIndex(several);
  let to = block.findLastIndex(several);
  if (from < 0) return [];
  if (stranger(rows, columns, block[from + 1])) return trimmed(block.slice(from + 1), frames);
  const near = (upper: number, lower: number): boolean => {
    const [over, under] = [block[upper], block[lower]];
    return (
      over !== undefined &&
      under !== undefined &&
      gapBetween(over, under) <= (lower === from ? OVER : CELL_LINES.alone)
    );
  };
  while (near(from - 1, from) && isOver(block[from - 1], columns)) from -= 1;
  for (let next = block[to + 1]; next; next = block[to + 1]) {
    const last = block[to];
    const isBound = last !== undefined && areFramed(frames, last, next);
    if (!isBound && columnOf(next, columns) < 0) break;
    if (NOTE.test(next.segments[0]?.text ?? '')) break;
    if (!isBound && !near(to, to + 1) && !nextRow(rows, next, columns)) break;
    to += 1;
  }
  return block.slice(from, to + 1);
}
