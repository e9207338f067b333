import { type Draw, seeded } from '../../../dev/faults/random.ts';

export const STYLES = [
  'grid',
  'striped',
  'header-only rules',
  'one vertical rule',
  'column rules with empty cells',
  'no rules',
  'wrapped cells',
  'two-level heads',
  'turned',
  'two pages',
  'narrow gaps',
  'numbers right-aligned',
  'merged first column',
  'in two columns of text',
] as const;
export type Style = (typeof STYLES)[number];

export interface StyledCell {
  text: string;
  row: number;
  col: number;
  rowSpan: number;
  colSpan: number;
}

export interface StyledTable {
  cells: StyledCell[];
  rows: number;
  columns: { numeric: boolean; wrapped: boolean }[];
  /** Rows of the head. */
  head: number;
}

type Kind = 'name' | 'place' | 'state' | 'count' | 'amount' | 'change' | 'share' | 'date' | 'code' | 'text';

const NAMES = 'Rotor Valve Gasket Pump Cable Filter Motor Sensor Bracket Switch Lamp Hinge'.split(' ');
const PLACES =
  'Aachen|Bilbao|Cork|New York|Den Haag|Oslo|San Juan|Turin|Ulm|Rio de Janeiro|United Kingdom'.split('|');
const STATES = ['open', 'closed', 'late', 'on hold', 'yes', 'no', 'in review', 'B+'];
const WORDS =
  'the order was checked before it left the store and some parts had to be replaced after wear'.split(' ');
const HEADINGS: Record<Kind, string[]> = {
  name: ['Article', 'Part name'],
  place: ['City', 'Delivered to'],
  state: ['State', 'Order status'],
  count: ['Pieces', 'Units sold', 'Qty'],
  amount: ['Amount', 'Net price'],
  change: ['Change', 'Balance'],
  share: ['Share', 'Change %'],
  date: ['Due on', 'Date'],
  code: ['Ref', 'No.'],
  text: ['Remarks', 'What was found'],
};
const NUMERIC: readonly Kind[] = ['count', 'amount', 'change', 'share'];
const OTHERS: readonly Kind[] = ['place', 'state', 'count', 'amount', 'change', 'share', 'date', 'code'];
const GROUPS = ['Imports', 'Exports', 'All sites', 'Last year', 'Men', 'Women'];

export const pick = <T>(draw: Draw, from: readonly T[]): T => {
  const found = from[Math.floor(draw() * from.length)];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
};
export const whole = (draw: Draw, from: number, to: number): number =>
  from + Math.floor(draw() * (to - from + 1));

export function sentence(draw: Draw, words: number): string {
  const text = Array.from({ length: words }, () => pick(draw, WORDS)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const figure = (value: number, digits: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

function value(draw: Draw, kind: Kind): string {
  if (kind === 'name') return `${pick(draw, NAMES)} ${whole(draw, 1, 99)}`;
  if (kind === 'place') return pick(draw, PLACES);
  if (kind === 'state') return pick(draw, STATES);
  if (kind === 'count') return figure(whole(draw, 0, 12_000), 0);
  if (kind === 'amount') return figure(90_000 * draw(), 2);
  if (kind === 'change') return figure(900 * draw() - 300, 1);
  if (kind === 'share') return `${figure(100 * draw(), 1)}%`;
  if (kind === 'date') return `2025-${whole(draw, 10, 12)}-${whole(draw, 10, 28)}`;
  if (kind === 'code') return `${pick(draw, ['A', 'C', 'X'])}${whole(draw, 10, 99)}`;
  return sentence(draw, whole(draw, 6, 16));
}

/** Size of a table by its style: what fits its place on the page. */
function sizeOf(draw: Draw, style: Style): { columns: number; rows: number } {
  if (style === 'wrapped cells') return { columns: whole(draw, 2, 4), rows: whole(draw, 3, 9) };
  if (style === 'in two columns of text') return { columns: whole(draw, 2, 4), rows: whole(draw, 3, 14) };
  if (style === 'two-level heads') return { columns: whole(draw, 4, 8), rows: whole(draw, 3, 25) };
  if (style === 'turned') return { columns: whole(draw, 3, 9), rows: whole(draw, 4, 24) };
  if (style === 'two pages') return { columns: whole(draw, 2, 7), rows: whole(draw, 12, 40) };
  if (style === 'merged first column') return { columns: whole(draw, 3, 6), rows: whole(draw, 4, 25) };
  if (style === 'grid') return { columns: whole(draw, 2, 10), rows: whole(draw, 2, 40) };
  return { columns: whole(draw, 2, 9), rows: whole(draw, style === 'narrow gaps' ? 5 : 3, 36) };
}

function kindsOf(draw: Draw, style: Style, columns: number): Kind[] {
  if (style === 'merged first column') return ['place', 'name', ...more(draw, OTHERS, columns - 2)];
  const rest = style === 'numbers right-aligned' ? NUMERIC : OTHERS;
  const kinds: Kind[] = ['name', ...more(draw, rest, columns - 1)];
  if (style === 'wrapped cells') kinds.splice(whole(draw, 1, kinds.length), 1, 'text');
  return kinds;
}

const more = (draw: Draw, from: readonly Kind[], count: number): Kind[] =>
  Array.from({ length: Math.max(0, count) }, () => pick(draw, from));

type Put = (cell: Partial<StyledCell> & { text: string; row: number; col: number }) => void;

/** @returns rows of the head */
function putHead(draw: Draw, kinds: readonly Kind[], levels: number, put: Put): number {
  for (const [col, kind] of kinds.entries()) {
    const alone = levels === 2 && col === 0;
    put({ text: pick(draw, HEADINGS[kind]), row: alone ? 0 : levels - 1, col, rowSpan: alone ? 2 : 1 });
  }
  if (levels === 1) return 1;
  for (let col = 1; col < kinds.length; ) {
    const left = kinds.length - col;
    const colSpan = left === 3 ? 3 : 2;
    put({ text: pick(draw, GROUPS), row: 0, col, colSpan: Math.min(left, colSpan) });
    col += colSpan;
  }
  return 2;
}

const emptyShare = (style: Style): number => (style === 'column rules with empty cells' ? 0.15 : 0.05);

function putBody(
  draw: Draw,
  style: Style,
  kinds: readonly Kind[],
  rows: { from: number; count: number },
  put: Put,
): void {
  const merged = style === 'merged first column';
  for (let row = 0, left = 0; row < rows.count; row++, left--) {
    if (merged && left <= 0) {
      left = Math.min(rows.count - row, whole(draw, 1, 4));
      put({ text: value(draw, kinds[0] ?? 'place'), row: rows.from + row, col: 0, rowSpan: left });
    }
    for (const [col, kind] of kinds.entries()) {
      if (merged && col === 0) continue;
      const isKept = col === 0 || kind === 'text' || kind === 'name' || draw() >= emptyShare(style);
      put({ text: isKept ? value(draw, kind) : '', row: rows.from + row, col });
    }
  }
}

/** A table for a style and a number, always the same. */
export function styledTable(style: Style, number: number): StyledTable {
  const draw = seeded(number, `styled/${style}`);
  const size = sizeOf(draw, style);
  const kinds = kindsOf(draw, style, size.columns);
  const cells: StyledCell[] = [];
  const put: Put = (cell) => cells.push({ rowSpan: 1, colSpan: 1, ...cell });
  const head = putHead(draw, kinds, style === 'two-level heads' && kinds.length > 2 ? 2 : 1, put);
  putBody(draw, style, kinds, { from: head, count: size.rows }, put);
  const columns = kinds.map((kind) => ({ numeric: NUMERIC.includes(kind), wrapped: kind === 'text' }));
  return { cells, rows: head + size.rows, columns, head };
}
