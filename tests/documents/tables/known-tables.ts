import { type Draw, seeded } from '../../../dev/faults/random.ts';

export type Kind = 'grid' | 'striped' | 'plain' | 'wrapped';
export const KINDS: readonly Kind[] = ['grid', 'striped', 'plain', 'wrapped'];

/** What a generated page holds: the heading first, then the rows; some cells are empty. */
export interface KnownTable {
  title: string;
  rows: string[][];
  /** Columns of numbers, which stand at the right of their cells. */
  numeric: boolean[];
}

const NOUNS = 'Rotor Valve Gasket Pump Cable Filter Motor Sensor Bracket Switch Lamp Hinge'.split(' ');
const PLACES = 'Aachen|Bilbao|Cork|New York|Den Haag|Oslo|San Juan|Turin|Ulm|Vigo|Rio de Janeiro'.split('|');
const STATES = ['open', 'closed', 'late', 'on hold', 'yes', 'no', 'n/a', 'in review'];
const HEADINGS: Record<string, string[]> = {
  name: ['Article', 'Part name', 'Item'],
  place: ['City', 'Delivered to', 'Site'],
  state: ['State', 'Order status'],
  count: ['Pieces', 'Qty', 'Units sold'],
  amount: ['Amount', 'Net price', 'Total EUR'],
  share: ['Share', 'Change %'],
  date: ['Date', 'Due on'],
  text: ['Remarks', 'What was found'],
};
const WORDS =
  'the order was checked before it left the store and some parts had to be replaced because of wear on the outer ring which'.split(
    ' ',
  );

const pick = <T>(draw: Draw, from: readonly T[]): T => {
  const found = from[Math.floor(draw() * from.length)];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
};
const whole = (draw: Draw, from: number, to: number): number => from + Math.floor(draw() * (to - from + 1));

function sentence(draw: Draw): string {
  const words = Array.from({ length: whole(draw, 7, 22) }, () => pick(draw, WORDS)).join(' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

const MAKERS: Record<string, (draw: Draw) => string> = {
  name: (draw) => `${pick(draw, NOUNS)} ${whole(draw, 1, 99)}`,
  place: (draw) => pick(draw, PLACES),
  state: (draw) => pick(draw, STATES),
  count: (draw) => String(whole(draw, 0, 12_000)),
  amount: (draw) => (draw() * 90_000 - 9_000).toLocaleString('en', { maximumFractionDigits: 2 }),
  share: (draw) => `${(draw() * 100).toFixed(1)}%`,
  date: (draw) => `2025-${String(whole(draw, 10, 12))}-${whole(draw, 10, 28)}`,
  text: sentence,
};

function value(draw: Draw, kind: string, first: boolean): string {
  const made = MAKERS[kind]?.(draw) ?? '';
  return !first && kind !== 'text' && draw() < 0.06 ? '' : made;
}

/** A table of its own for each generator, kind and number, always the same. */
export function knownTable(generator: string, kind: Kind, number: number): KnownTable {
  const draw = seeded(number, `${generator}/${kind}`);
  const others = ['place', 'state', 'count', 'amount', 'share', 'date'].toSorted(() => draw() - 0.5);
  const columns = ['name', ...others.slice(0, whole(draw, 2, kind === 'wrapped' ? 3 : 5))];
  if (kind === 'wrapped') columns.splice(whole(draw, 1, columns.length), 0, 'text');
  const body = Array.from({ length: whole(draw, 4, kind === 'wrapped' ? 12 : 22) }, () =>
    columns.map((column, index) => value(draw, column, index === 0)),
  );
  return {
    title: `${pick(draw, NOUNS)} deliveries, list ${number}`,
    rows: [columns.map((column) => pick(draw, HEADINGS[column] ?? [column])), ...body],
    numeric: columns.map((column) => ['count', 'amount', 'share'].includes(column)),
  };
}

/** A paragraph before or after a table, always the same for the same number. */
export function paragraph(number: number, stream: string): string {
  const draw = seeded(number, stream);
  return Array.from({ length: 4 }, () => sentence(draw)).join(' ');
}
