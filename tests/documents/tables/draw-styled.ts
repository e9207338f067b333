import {
  concatTransformationMatrix,
  PDFDocument,
  type PDFFont,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  StandardFonts,
} from 'pdf-lib';
import { type Draw, seeded } from '../../../dev/faults/random.ts';
import { pick, type Style, type StyledCell, type StyledTable, sentence, whole } from './styled-tables.ts';

interface Look {
  size: number;
  normal: PDFFont;
  bold: PDFFont;
  /** Space beside and above the text of a cell, points. */
  pad: number;
  lead: number;
  rules: 'grid' | 'rows' | 'head' | 'booktabs' | 'columns' | 'one' | 'none';
  stripes: boolean;
}

const RULES: Partial<Record<Style, Look['rules'][]>> = {
  grid: ['grid'],
  striped: ['none', 'head'],
  'header-only rules': ['head', 'booktabs'],
  'one vertical rule': ['one'],
  'column rules with empty cells': ['columns'],
  'no rules': ['none'],
  'two-level heads': ['grid', 'booktabs', 'none'],
  'merged first column': ['grid', 'rows', 'none'],
};
const FONTS = [
  [StandardFonts.Helvetica, StandardFonts.HelveticaBold],
  [StandardFonts.TimesRoman, StandardFonts.TimesRomanBold],
] as const;

async function lookOf(doc: PDFDocument, draw: Draw, style: Style): Promise<Look> {
  const [normal, bold] = pick(draw, FONTS);
  const small = style === 'in two columns of text' || style === 'turned';
  const size = small ? 8 : pick(draw, [8, 9, 10]);
  return {
    size,
    normal: await doc.embedFont(normal),
    bold: await doc.embedFont(draw() < 0.6 ? bold : normal),
    pad: style === 'narrow gaps' ? (0.21 + 0.09 * draw()) * size : 3 + 5 * draw(),
    lead: 0.5 + 3 * draw(),
    rules: pick(draw, RULES[style] ?? ['grid', 'rows', 'booktabs', 'none']),
    stripes: style === 'striped',
  };
}

const LINE = 1.2;
const WRAPPED = 130;

function wrapped(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && font.widthOfTextAtSize(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

interface Grid {
  xs: number[];
  /** Downwards from the top of the table. */
  ys: number[];
  lines: Map<StyledCell, string[]>;
}

function gridOf(table: StyledTable, look: Look): Grid {
  const isHead = (cell: StyledCell) => cell.row < table.head;
  const font = (cell: StyledCell) => (isHead(cell) ? look.bold : look.normal);
  const lines = new Map(
    table.cells.map((cell) => {
      const wraps = table.columns[cell.col]?.wrapped && !isHead(cell);
      return [cell, wraps ? wrapped(cell.text, look.normal, look.size, WRAPPED) : [cell.text]] as const;
    }),
  );
  const widths = table.columns.map((_, col) => {
    const own = table.cells.filter((cell) => cell.col === col && cell.colSpan === 1);
    const texts = own.flatMap((cell) =>
      (lines.get(cell) ?? []).map((text) => font(cell).widthOfTextAtSize(text, look.size)),
    );
    return Math.max(8, ...texts) + 2 * look.pad;
  });
  const heights = Array.from({ length: table.rows }, (_, row) => {
    const counts = table.cells.filter((cell) => cell.row === row).map((cell) => lines.get(cell)?.length ?? 1);
    return Math.max(1, ...counts) * look.size * LINE + 2 * look.lead;
  });
  const sums = (sizes: readonly number[]): number[] => {
    const all = [0];
    for (const each of sizes) all.push((all.at(-1) ?? 0) + each);
    return all;
  };
  return { xs: sums(widths), ys: sums(heights), lines };
}

interface Pen {
  page: PDFPage;
  look: Look;
  x: number;
  /** Top of the table, upwards. */
  y: number;
}

/** The sides of a cell that its style rules: top, right, bottom, left. */
function sidesOf(cell: StyledCell, table: StyledTable, rules: Look['rules']): boolean[] {
  const [first, last] = [cell.row === 0, cell.row + cell.rowSpan === table.rows];
  const under = cell.row + cell.rowSpan === table.head;
  const over = cell.row < table.head && cell.colSpan > 1;
  if (rules === 'grid') return [true, true, true, true];
  if (rules === 'rows') return [first, false, true, false];
  if (rules === 'head') return [false, false, under, false];
  if (rules === 'booktabs') return [first, false, under || last || over, false];
  if (rules === 'columns') return [false, cell.col + cell.colSpan < table.columns.length, under, false];
  return rules === 'one' ? [false, cell.col === 0, false, false] : [false, false, false, false];
}

/** Where a cell is on the page. */
function boxOf({ x, y }: Pen, cell: StyledCell, { xs, ys }: Grid) {
  return {
    left: x + (xs[cell.col] ?? 0),
    right: x + (xs[cell.col + cell.colSpan] ?? 0),
    top: y - (ys[cell.row] ?? 0),
    bottom: y - (ys[cell.row + cell.rowSpan] ?? 0),
  };
}

function drawSides(pen: Pen, table: StyledTable, cell: StyledCell, grid: Grid): void {
  const { left, right, top, bottom } = boxOf(pen, cell, grid);
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ] as const;
  for (const [at, drawn] of sidesOf(cell, table, pen.look.rules).entries()) {
    const [from, to] = [corners[at], corners[at + 1]];
    if (!drawn || !from || !to) continue;
    pen.page.drawLine({ start: { x: from[0], y: from[1] }, end: { x: to[0], y: to[1] }, thickness: 0.6 });
  }
}

function drawCell(pen: Pen, table: StyledTable, cell: StyledCell, grid: Grid): void {
  const { look, page } = pen;
  const { left, right, top } = boxOf(pen, cell, grid);
  drawSides(pen, table, cell, grid);
  const font = cell.row < table.head ? look.bold : look.normal;
  const isNumeric = table.columns[cell.col]?.numeric && cell.colSpan === 1;
  for (const [index, text] of (grid.lines.get(cell) ?? []).entries()) {
    const room = right - left - font.widthOfTextAtSize(text, look.size);
    const beside = isNumeric ? room - look.pad : look.pad;
    const drop = look.lead + look.size * (0.95 + LINE * index);
    page.drawText(text, {
      x: left + (cell.colSpan > 1 ? room / 2 : beside),
      y: top - drop,
      size: look.size,
      font,
    });
  }
}

/** @returns height below the table */
function drawTable(pen: Pen, table: StyledTable, grid: Grid): number {
  const width = grid.xs.at(-1) ?? 0;
  for (let row = table.head; pen.look.stripes && row < table.rows; row += 2) {
    const bottom = pen.y - (grid.ys[row + 1] ?? 0);
    const height = (grid.ys[row + 1] ?? 0) - (grid.ys[row] ?? 0);
    pen.page.drawRectangle({ x: pen.x, y: bottom, width, height, color: rgb(0.9, 0.9, 0.92) });
  }
  for (const cell of table.cells) drawCell(pen, table, cell, grid);
  return pen.y - (grid.ys.at(-1) ?? 0);
}

/** @returns height below the paragraph */
function drawProse({ page, look, x, y }: Pen, text: string, width: number): number {
  const lines = wrapped(text, look.normal, look.size, width);
  for (const [index, line] of lines.entries()) {
    page.drawText(line, { x, y: y - look.size * LINE * (index + 1), size: look.size, font: look.normal });
  }
  return y - look.size * LINE * (lines.length + 1);
}

const prose = (draw: Draw): string =>
  Array.from({ length: whole(draw, 2, 6) }, () => sentence(draw, 14)).join(' ');

/** The first columns that fit a width. */
function fitting(table: StyledTable, width: number, measure: (table: StyledTable) => number): StyledTable {
  let fitted = table;
  while (fitted.columns.length > 2 && measure(fitted) > width) {
    const count = fitted.columns.length - 1;
    const cells = fitted.cells
      .filter((cell) => cell.col < count)
      .map((cell) => ({ ...cell, colSpan: Math.min(cell.colSpan, count - cell.col) }));
    fitted = { ...fitted, cells, columns: fitted.columns.slice(0, count) };
  }
  return fitted;
}

/** The rows of a table from one to before another, with its head or without. */
function rowsOf(table: StyledTable, from: number, to: number, headed: boolean): StyledTable {
  const head = headed ? table.head : 0;
  const kept = table.cells.filter(({ row }) => (row < table.head ? headed : row >= from && row < to));
  const cells = kept.map((cell) => (cell.row < table.head ? cell : { ...cell, row: cell.row - from + head }));
  return { ...table, cells, head, rows: Math.min(to, table.rows) - from + head };
}

export interface Drawn {
  bytes: Uint8Array;
  /** What each page holds. */
  pages: StyledTable[];
}

/** The parts of a table that stand on a page each. */
function partsOf(table: StyledTable, style: Style, draw: Draw): StyledTable[] {
  if (style !== 'two pages') return [table];
  const cut = table.head + whole(draw, 5, table.rows - 7);
  return [rowsOf(table, table.head, cut, true), rowsOf(table, cut, table.rows, draw() < 0.5)];
}

/** Points: width of the text and of the table. */
function roomOf(style: Style): number {
  if (style === 'turned') return 700;
  return style === 'in two columns of text' ? COLUMN : 500;
}

const COLUMN = 235;
const RIGHT = 310;
const LEFT = 50;

function drawPage(pen: Pen, part: StyledTable, style: Style, draw: Draw): void {
  const room = roomOf(style);
  const below = { ...pen };
  if (style === 'in two columns of text') {
    below.x = draw() < 0.5 ? RIGHT : LEFT;
    const other = { ...pen, x: below.x === LEFT ? RIGHT : LEFT };
    for (let each = 0; each < 5; each++) other.y = drawProse(other, prose(draw), COLUMN);
  }
  below.y = drawProse(below, prose(draw), room);
  if (draw() < 0.5) below.y = drawProse(below, `Table ${whole(draw, 1, 20)}. ${sentence(draw, 5)}`, room);
  below.y = drawTable(below, part, gridOf(part, pen.look)) - pen.look.size;
  drawProse(below, prose(draw), room);
}

/** A document of one or two pages with a table of a style, text before and after it. */
export async function drawStyled(table: StyledTable, style: Style, number: number): Promise<Drawn> {
  const draw = seeded(number, `drawn/${style}`);
  const doc = await PDFDocument.create();
  const look = await lookOf(doc, draw, style);
  const fitted = fitting(table, roomOf(style), (each) => gridOf(each, look).xs.at(-1) ?? 0);
  const pages = partsOf(fitted, style, draw);
  for (const part of pages) {
    const page = doc.addPage([595, 842]);
    if (style !== 'turned') drawPage({ page, look, x: LEFT, y: 800 }, part, style, draw);
    else {
      page.pushOperators(pushGraphicsState(), concatTransformationMatrix(0, 1, -1, 0, 595, 0));
      drawPage({ page, look, x: LEFT, y: 540 }, part, style, draw);
      page.pushOperators(popGraphicsState());
    }
  }
  return { bytes: await doc.save(), pages };
}
