import { overlapX, widthOf } from '../layout/boxes.ts';
import type { Box } from '../pdf/page.ts';
import { type FlowItem, flowOf } from '../text/page-flow.ts';
import type { PageText, TextLine } from '../text/page-text.ts';
import { goesOn } from '../text/paragraph-starts.ts';
import type { Cell, Table } from './table.ts';
import { headRows, tabbed, textRows } from './table-rows.ts';

/** @property place in the page's lines */
interface Line {
  place: number;
  line: Pick<TextLine, 'text' | 'box' | 'size'>;
}

/** A page as far as its tables can go on from the page before, or on the page after. */
export interface TableEdges {
  page: number;
  height: number;
  /** What was read before the first table, and behind the last. */
  first: { part: Part; before: Line[] } | null;
  last: { part: Part; after: Line[] } | null;
  /** Texts in the margins, with numbers as `#`. */
  margins: ReadonlySet<string>;
}

type Short = Line['line'];
type Repeated = ReadonlyMap<number, ReadonlySet<number>>;

/** What of a table decides whether it goes on. */
interface Part {
  /** On its page, from 1. */
  table: number;
  box: Box;
  columns: Box[];
  /** The rows that name the columns; empty for none. */
  head: string[];
  /** The first rows, as many as a head may have. */
  top: string[];
  /** Its first rows, and the last. */
  rows: readonly (readonly Cell[])[];
  lastRow: readonly Cell[];
  /** Points: size of its letters. */
  size: number;
}

/** A table that goes on from the page before. */
export interface Continuation {
  page: number;
  /** On its page, from 1. */
  table: number;
  /** The part on the page before. */
  from: { page: number; table: number };
  /** Rows at its top that repeat the head. */
  heads: number;
  /** Its first row below them is the rest of the last row before. */
  split: boolean;
}

const MOST_HEADS = 4;
const MARGIN = 0.12;
/** A table that ends higher on its page, in parts of the height, does not go on; with its head repeated, may do so. */
const FOOT = { bare: 0.6, headed: 0.4 };
const CONTINUED =
  /\b(?:continued|cont['’.]?d|cont\.|fortsetzung|suite|continuación|continua(?:zione|ção)|vervolg|continues|next page)(?!\p{L})|続き|续表/iu;
const PAGE_NUMBER = /^\W*(?:\p{L}{1,6}\.?\s)?[\divxlc]{1,6}(?:\s?(?:\/|\p{L}{1,4})\s?\d{1,6})?\W*$/iu;
const CAPTION = /^(?:table|tab\.|tabelle|tableau|tabla|tabella|tabela|表)\s?\d/iu;

const patternOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\p{Nd}+/gu, '#')
    .trim();

const inMargin = ({ box }: Pick<TextLine, 'box'>, height: number): boolean =>
  box.y1 <= MARGIN * height || box.y0 >= (1 - MARGIN) * height;

/** For each column the box around the cells that stand in it alone. */
function columnsOf(rows: readonly (readonly Cell[])[]): Box[] {
  const columns: Box[] = [];
  for (const row of rows) {
    if (row.some(({ colSpan, rowSpan }) => colSpan > 1 || rowSpan > 1)) continue;
    for (const [at, { box }] of row.entries()) {
      const known = columns[at];
      columns[at] = known ? { ...box, x0: Math.min(known.x0, box.x0), x1: Math.max(known.x1, box.x1) } : box;
    }
  }
  return columns;
}

const rowsOf = ({ rows }: Table, count: number): string[] =>
  textRows({ rows: rows.slice(0, count) }).map(({ texts }) => tabbed(texts));

function partOf(table: Table, number: number, lines: readonly TextLine[]): Part {
  const heads = headRows(table);
  const within = lines.find(({ box }) => box.y0 >= table.box.y0 - 1 && box.y1 <= table.box.y1 + 1);
  return {
    table: number,
    box: table.box,
    columns: columnsOf(table.rows),
    head: rowsOf(table, heads),
    top: rowsOf(table, MOST_HEADS),
    rows: table.rows.slice(0, MOST_HEADS + 1),
    lastRow: table.rows.at(-1) ?? [],
    size: within?.size ?? 0,
  };
}

/** What decides whether a page's tables go on; small enough to hold for any document. */
export function tableEdges({ page, height, lines }: PageText, tables: readonly Table[]): TableEdges {
  const flow = flowOf(lines, tables);
  const linesIn = (items: readonly FlowItem[]): Line[] =>
    items.flatMap((item) => {
      const line = 'line' in item ? lines[item.line] : undefined;
      return 'line' in item && line ? [{ place: item.line, line }] : [];
    });
  const edge = (at: number): Part | null => {
    const item = flow[at];
    const table = item && 'table' in item ? tables[item.table] : undefined;
    return item && 'table' in item && table ? partOf(table, item.table + 1, lines) : null;
  };
  const [top, foot] = [
    flow.findIndex((item) => 'table' in item),
    flow.findLastIndex((item) => 'table' in item),
  ];
  const [first, last] = [edge(top), edge(foot)];
  return {
    page,
    height,
    first: first && { part: first, before: linesIn(flow.slice(0, top)) },
    last: last && { part: last, after: linesIn(flow.slice(foot + 1)) },
    margins: new Set(lines.filter((line) => inMargin(line, height)).map(({ text }) => patternOf(text))),
  };
}

/** As wide and where the other's are, or all moved by the distance of the tables' left edges. */
function sameColumns(a: Part, b: Part): boolean {
  if (a.columns.length !== b.columns.length || a.columns.length < 2) return false;
  const fits = (shift: number): boolean =>
    a.columns.every((column, at) => {
      const other = b.columns[at];
      if (!other) return false;
      const moved = { ...other, x0: other.x0 + shift, x1: other.x1 + shift };
      return overlapX(column, moved) > 0.5 * Math.min(widthOf(column), widthOf(moved));
    });
  return fits(0) || fits(a.box.x0 - b.box.x0);
}

/** Whether a row is the rest of one that the page break cut: it names nothing, and its texts go on. */
function isRest(row: readonly Cell[], before: readonly Cell[]): boolean {
  const filled = [...row.entries()].filter(([, { text }]) => text !== '');
  if (row[0]?.text !== '' || row.length !== before.length || filled.length === 0) return false;
  return filled.every(([at, { text }]) => before[at]?.text !== '' && goesOn(before[at]?.text ?? '', text));
}

/** Rows at the top of a part that repeat the head of the part before; also one row that neither has as a head. */
function repeatedHeads(a: Part, b: Part): number {
  const head = a.head.length > 0 ? a.head : a.top.slice(0, 1);
  if (head.length === 0 || (a.head.length === 0 && /\d|^$/.test(head.join('')))) return 0;
  return head.length <= MOST_HEADS && head.every((text, at) => text === b.top[at]) ? head.length : 0;
}

/** What is read between two parts, apart from running heads. */
function between(upper: TableEdges, lower: TableEdges, repeated: Repeated): Record<'foot' | 'top', Short[]> {
  const content = (lines: readonly Line[], own: TableEdges, other: TableEdges): Short[] =>
    lines.flatMap(({ place, line }) => {
      const { text } = line;
      const alike = PAGE_NUMBER.test(text) || other.margins.has(patternOf(text));
      const isRunning = repeated.get(own.page)?.has(place) || (alike && inMargin(line, own.height));
      return isRunning ? [] : [line];
    });
  return {
    foot: content(upper.last?.after ?? [], upper, lower),
    top: content(lower.first?.before ?? [], lower, upper),
  };
}

function continuation(upper: TableEdges, lower: TableEdges, repeated: Repeated): Continuation | null {
  const [above, below] = [upper.last, lower.first];
  if (!above || !below || lower.page !== upper.page + 1) return null;
  const [a, b] = [above.part, below.part];
  const { foot, top } = between(upper, lower, repeated);
  const said = [...foot, ...top].some(({ text }) => CONTINUED.test(text));
  const heads = repeatedHeads(a, b);
  const sure = heads > 0 || said;
  const content = [...top, ...foot.filter(({ text, size }) => !(sure && isNote(text, size, a)))];
  if (content.some(({ text }) => !CONTINUED.test(text))) return null;
  const newHead = b.head.length > 0 && heads === 0;
  const deep = a.box.y1 >= (sure ? FOOT.headed : FOOT.bare) * upper.height;
  if (newHead || !deep || !sameColumns(a, b)) return null;
  const from = { page: upper.page, table: a.table };
  const split = isRest(b.rows[heads] ?? [], a.lastRow);
  return { page: lower.page, table: b.table, from, heads, split };
}

/** A footnote of the page: smaller than the table, and no caption. */
const isNote = (text: string, size: number, { size: own }: Part): boolean =>
  own > 0 && size < 0.95 * own && !CAPTION.test(text);

/**
 * Tables that go on over a page break: the same columns, at the foot of one page and at the top of the next, with the
 * head repeated or left out and nothing but running heads, notes and "continued" between. Pure.
 * @param pages in order
 * @param repeated places of the headers and footers of each page that repeat over the document
 */
export function continuations(pages: readonly TableEdges[], repeated: Repeated): Continuation[] {
  return pages.flatMap((lower, at) => {
    const upper = pages[at - 1];
    const found = upper && continuation(upper, lower, repeated);
    return found ? [found] : [];
  });
}
