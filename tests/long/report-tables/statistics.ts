import type { Draw } from '../../../dev/faults/random.ts';
import {
  COUNTRIES,
  cell,
  column,
  GROUPS,
  MEASURES,
  pick,
  type ReportCell,
  type ReportTable,
  SECTORS,
  SHORT,
  STATES,
  shuffled,
  times,
  whole,
} from './cells.ts';

// Tables of figures, as statistical offices set them.

const NAMES = [COUNTRIES, STATES, SECTORS];
const names = (draw: Draw, most: number): string[] => {
  const from = pick(draw, NAMES);
  return from.slice(0, Math.min(from.length, most));
};
const headings = (draw: Draw, count: number): string[] =>
  draw() < 0.5
    ? times(count, (at) => String(2009 - count + at))
    : shuffled(draw, draw() < 0.5 ? MEASURES : SHORT).slice(0, count);
const rowOf = (name: string, makers: readonly (() => string)[], look = ''): ReportCell[] => [
  cell(name, look),
  ...makers.map((make) => cell(make(), 'n')),
];
const makers = (draw: Draw, count: number, gaps?: number): (() => string)[] => {
  if (draw() < 0.5) return Array<() => string>(count).fill(column(draw, gaps));
  return times(count, () => column(draw, gaps));
};

/** A name and figures, the head one row. */
export function plain(draw: Draw, look: string, most = 28): ReportTable {
  const count = whole(draw, 2, 7);
  const make = makers(draw, count);
  const body = names(draw, whole(draw, 4, most)).map((name) => rowOf(name, make));
  const corner = pick(draw, ['', 'Country', 'State', 'Item']);
  return {
    rows: [[cell(corner), ...headings(draw, count).map((each) => cell(each, 'n'))], ...body],
    head: 1,
    look,
  };
}

/** Names in groups: a line with the group's name above them, a total first, marks of notes. */
export function grouped(draw: Draw, look: string, most = 5): ReportTable {
  const count = whole(draw, 2, 5);
  const make = makers(draw, count, 0.02);
  const spans = draw() < 0.3;
  const groups = shuffled(draw, GROUPS).slice(0, whole(draw, 2, most));
  const body = groups.flatMap(([name, members]) => [
    spans ? [cell(name, 'b c', count + 1)] : [cell(name, 'b'), ...times(count, () => cell('', 'n'))],
    ...members.map((member) => rowOf(draw() < 0.12 ? `${member}^a` : member, make, 'i')),
  ]);
  const total = rowOf('Total', make, pick(draw, ['', 'b']));
  const head = [
    cell(pick(draw, ['', 'Characteristic'])),
    ...headings(draw, count).map((each) => cell(each, 'n')),
  ];
  return { rows: [head, total, ...body], head: 1, look };
}

/** Headings over several columns, and those of the columns below them. */
export function spanning(draw: Draw, look: string, most = 24): ReportTable {
  const each = whole(draw, 2, 3);
  const over = shuffled(draw, MEASURES).slice(0, whole(draw, 2, each === 2 ? 4 : 3));
  const under = draw() < 0.5 ? times(each, (at) => String(2006 + at)) : shuffled(draw, SHORT).slice(0, each);
  const count = each * over.length;
  const make = makers(draw, count);
  const corner = pick(draw, ['', 'Member State', 'Jurisdiction', 'Sector']);
  const rows = [
    [cell(corner, 'v', 1, 2), ...over.map((name) => cell(name, 'over', each))],
    over.flatMap(() => under.map((name) => cell(name, 'n'))),
    ...names(draw, whole(draw, 4, most)).map((name) => rowOf(name, make)),
  ];
  return { rows, head: 2, look };
}

/** Columns in groups with an empty one between them. */
export function gapped(draw: Draw, look: string): ReportTable {
  const each = whole(draw, 2, 3);
  const over = shuffled(draw, MEASURES).slice(0, 2);
  const make = makers(draw, 2 * each);
  const under = shuffled(draw, SHORT).slice(0, each);
  const cells = (values: readonly ReportCell[]) => [
    ...values.slice(0, each),
    cell('', 'gap'),
    ...values.slice(each),
  ];
  const rows = [
    [
      cell('', 'v', 1, 2),
      ...over.flatMap((name, at) => [...(at > 0 ? [cell('', 'gap', 1, 2)] : []), cell(name, 'over', each)]),
    ],
    over.flatMap(() => under.map((name) => cell(name, 'n'))),
    ...names(draw, whole(draw, 4, 22)).map((name) => [
      cell(name),
      ...cells(make.map((value) => cell(value(), 'n'))),
    ]),
  ];
  return { rows, head: 2, look };
}

/** A row below the head that tells the unit of all columns, or their numbers. */
export function united(draw: Draw, look: string): ReportTable {
  const table = plain(draw, look, 20);
  const [head = [], ...body] = table.rows;
  const count = head.length - 1;
  const numbered = draw() < 0.4;
  const unit = numbered
    ? [cell(''), ...times(count, (at) => cell(`(${at + 1})`, 'n'))]
    : [
        cell(''),
        cell(pick(draw, ['In thousands', '% of GDP', 'Percent of adults', 'million euro']), 'c', count),
      ];
  return { rows: [head, unit, ...body], head: 2, look };
}

/** A country in the first column, spanning its rows. */
export function merged(draw: Draw, look: string): ReportTable {
  const count = whole(draw, 2, 5);
  const make = makers(draw, count);
  const kinds = shuffled(draw, SHORT).slice(0, whole(draw, 2, 4));
  const rows = shuffled(draw, COUNTRIES)
    .slice(0, whole(draw, 2, 6))
    .flatMap((name) =>
      kinds.map((kind, at) => [
        ...(at === 0 ? [cell(name, 'm', 1, kinds.length)] : []),
        ...rowOf(kind, make),
      ]),
    );
  const head = [cell('Country'), cell('Group'), ...headings(draw, count).map((each) => cell(each, 'n'))];
  return { rows: [head, ...rows], head: 1, look };
}

/** Long names that take two lines, figures at the height of the last or the first. */
export function longNames(draw: Draw, look: string): ReportTable {
  const count = whole(draw, 2, 5);
  const make = makers(draw, count);
  const named = shuffled(draw, SECTORS)
    .slice(0, whole(draw, 4, 10))
    .map((name) => (draw() < 0.6 ? `${name}, including ${pick(draw, SECTORS).toLowerCase()}` : name));
  const head = [cell('Sector'), ...headings(draw, count).map((each) => cell(each, 'n'))];
  return { rows: [head, ...named.map((name) => rowOf(name, make, 'w'))], head: 1, look };
}

/** Two columns, as a name and its value. */
export function pairs(draw: Draw, look: string): ReportTable {
  const make = column(draw, 0);
  const from = shuffled(draw, pick(draw, [COUNTRIES, SECTORS, MEASURES])).slice(0, whole(draw, 4, 12));
  const rows = from.map((name) => rowOf(name, [make]));
  return {
    rows: [[cell(pick(draw, ['Country', 'Item'])), cell(pick(draw, SHORT), 'n')], ...rows],
    head: 1,
    look,
  };
}

/** Signs instead of figures. */
export function signs(draw: Draw, look: string): ReportTable {
  const count = whole(draw, 3, 8);
  const [yes, no] = pick(draw, [
    ['X', ''],
    ['yes', 'no'],
    ['●', ''],
    ['Y', 'N'],
    ['x', '-'],
  ]);
  const rows = names(draw, whole(draw, 5, 20)).map((name) => [
    cell(name),
    ...times(count, () => cell((draw() < 0.55 ? yes : no) ?? '', 'c')),
  ]);
  return {
    rows: [[cell(''), ...headings(draw, count).map((each) => cell(each, 'c'))], ...rows],
    head: 1,
    look,
  };
}
