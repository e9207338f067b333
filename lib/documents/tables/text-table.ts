import { union } from '../layout/boxes.ts';
import { tableColumns } from '../layout/table-columns.ts';
import { joinedBySparseColumns } from '../layout/table-gaps.ts';
import type { Line } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { cellsOf, joinedDown, type PlacedCell } from './cells.ts';
import { centredNames } from './centred-names.ts';
import { headCells } from './head-cells.ts';
import { headLines, linesBeforeHead } from './head-size.ts';
import { hasHeader } from './header.ts';
import { areCards } from './listed-text.ts';
import { notATable } from './not-a-table.ts';
import { rowBands } from './row-bands.ts';
import { rowsOf } from './rows.ts';
import { areFramed } from './rule-frames.ts';
import type { Lattice, Rule } from './rulings.ts';
import { areNamed, areTexts, sentenceRows } from './sentence-rows.ts';
import type { Cell, Table } from './table.ts';
import { betweenWalls } from './walls.ts';

/** Fewer lines between rules may be a box in the text. */
const ENCLOSED = 4;

const bold = (row: readonly Line[]): boolean =>
  row.every((line) => line.segments.every((segment) => segment.bold));

/** Whether most rows fill most columns; two rows need a heading not to be a coincidence. */
function enough(rows: readonly Cell[][], columns: number, header: boolean): boolean {
  const filled = rows.map((row) => row.filter((cell) => cell.text !== '').length);
  const several = filled.filter((count) => count > 1).length;
  const places = filled.reduce((sum, count) => sum + count, 0);
  const needed = header && columns > 2 ? 2 : 3;
  if (columns < 2 || rows.length < needed || several < (header ? 2 : needed)) return false;
  const least = rows.length < 5 && !header ? 0.65 : 0.4;
  return several >= 0.6 * rows.length && places >= least * rows.length * columns;
}

/** Lines of several segments, if there are enough: a line of one may be longer than its column. */
function tellingColumns(lines: readonly Line[]): readonly Line[] {
  const several = lines.filter((line) => line.segments.length > 1);
  return several.length < 3 ? lines : several;
}

interface Body {
  rows: PlacedCell[][];
  bold: boolean[];
}

/** The columns, and those of lines of one piece that stand beside all of them, as names half-way down their rows do. */
function withLone(columns: readonly Box[], lines: readonly Line[]): Box[] {
  const lone = lines.flatMap(({ segments: [only, ...rest] }) =>
    only && rest.length === 0 ? [only.box] : [],
  );
  const first = columns[0]?.x0 ?? 0;
  const beside = lone.filter((box) => box.x1 < first);
  return beside.length < 2 ? [...columns] : [beside.reduce(union), ...columns];
}

/** Rows with names that stand half-way down them; null if there are none. */
function namedBody(lines: readonly Line[], columns: readonly Box[]): Body | null {
  const found = centredNames(lines, columns);
  if (!found) return null;
  const rows = found.lines.map((line, at) => {
    const cells = cellsOf([line], columns, at).filter(({ col }) => col > 0);
    return [...found.cells.filter(({ row }) => row === at), ...cells];
  });
  return { rows, bold: found.lines.map((line) => bold([line])) };
}

/** The lines below the head, and which of them begin rows of sentences. */
interface Below {
  lines: readonly Line[];
  begun: readonly boolean[] | null;
}

/** The rows below the head: as rules part them, otherwise as their lines tell. */
function bodyOf({ lines, begun }: Below, columns: readonly Box[], horizontal: readonly Rule[]): Body {
  const bands = rowBands(lines, columns, horizontal);
  const named = bands || begun ? null : namedBody(lines, columns);
  if (named) return named;
  if (!bands) {
    const grouped = rowsOf(lines, columns);
    return { rows: grouped.map((row, at) => cellsOf(row, columns, at)), bold: grouped.map(bold) };
  }
  const rows = bands.map((band, at) => cellsOf(band.lines, columns, at));
  const joined = joinedDown(
    rows,
    bands.map(({ closed }) => closed),
  );
  return { rows: joined, bold: bands.map((band) => bold(band.lines)) };
}

interface Around {
  /** Of the page. */
  rules: Lattice;
  /** Areas that rules enclose. */
  frames: readonly Box[];
  /** The page belongs to a table of contents. */
  contents: boolean;
}

/** Lines within such an area are cells, however much they read like prose. */
function areEnclosed(lines: readonly Line[], frames: readonly Box[]): boolean {
  const [first, last] = [lines.at(1), lines.at(-2)];
  return (
    lines.length > ENCLOSED && first !== undefined && last !== undefined && areFramed(frames, first, last)
  );
}

/** Whether rows of sentences have no names, or other lines are no table. @param told of them what tells columns */
function isText(
  { lines, begun }: Below,
  columns: readonly Box[],
  head: readonly Line[],
  told: readonly Line[],
  contents: boolean,
): boolean {
  if (begun && areNamed(lines, columns, head)) return false;
  return (begun !== null && areTexts(lines, begun)) || notATable(told, columns, contents);
}

/** The table formed by a block of lines, with or without rules; null if they form none. */
export function textTable(block: readonly Line[], { rules, frames, contents }: Around): Table | null {
  const { horizontal, vertical } = rules;
  const lines = joinedBySparseColumns(block);
  const size = headLines(lines, horizontal);
  const [over, below] = [lines.slice(0, size), lines.slice(size)];
  const told = below.filter(({ segments }) => segments.length > 1).length > 1 ? below : lines;
  const telling = withLone(tableColumns(tellingColumns(told), told === below ? over : []), told);
  const columns = betweenWalls(telling, told, vertical);
  if (columns.length < 2) return null;
  const above = over.slice(linesBeforeHead(over, columns));
  const body = { lines: below, begun: sentenceRows(below, columns) };
  if (!areEnclosed(lines, frames) && (areCards(lines) || isText(body, columns, above, told, contents)))
    return null;
  const head = headCells(above, columns, rules);
  const made = bodyOf(body, columns, horizontal);
  const rows: Cell[][] = [...head, ...made.rows];
  const header = head.length > 0 || hasHeader(rows, made.bold);
  if (!enough(rows, columns.length, header)) return null;
  return {
    box: [...above, ...below].map((line) => line.box).reduce(union),
    rows: rows.map((row) => row.map(({ text, box, colSpan, rowSpan }) => ({ text, box, colSpan, rowSpan }))),
    header,
    headerRows: head.length > 0 ? head.length : header ? 1 : 0,
    spanning: rows.some((row) => row.some((cell) => cell.colSpan > 1 || cell.rowSpan > 1)),
  };
}
