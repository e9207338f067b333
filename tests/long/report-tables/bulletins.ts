import type { Draw } from '../../../dev/faults/random.ts';
import {
  COUNTRIES,
  cell,
  GROUPS,
  OFFICES,
  pick,
  type ReportCell,
  type ReportTable,
  SECTORS,
  STATES,
  sentence,
  shuffled,
  times,
  whole,
  words,
} from './cells.ts';

// Tables of figures as bulletins and yearbooks set them: names of columns over many lines, what stands for no figure.

const grouped = (value: number): string => value.toLocaleString('en');
const decimal = (value: number, digits = 1): string => value.toFixed(digits);
const years = (draw: Draw, count: number): string[] => {
  const last = whole(draw, 1998, 2012);
  return times(count, (at) => String(last - count + 1 + at));
};
const figures = (draw: Draw, count: number, make: (draw: Draw) => string): ReportCell[] =>
  times(count, () => cell(make(draw), 'n'));
const some = (draw: Draw, from: readonly string[], least: number, most: number): string[] =>
  shuffled(draw, from).slice(0, whole(draw, least, most));

const TALL =
  'Number of\ninmates under\njurisdiction|Percent\nchange,\n2006–2007|Total|Rate per\n100,000\nresidents|Average\nannual\nchange|Full-time\nequivalent\nstaff|Median\ntime served\n(months)|Share of\nGDP (%)|Number|Net\nlending|Gross\noutlays^a|First\nreleases'.split(
    '|',
  );

/** Names of the columns in lines of their own, flush at their foot. */
export function tallHeads(draw: Draw, look: string): ReportTable {
  const heads = some(draw, TALL, 3, 6);
  const rows = some(draw, pick(draw, [STATES, COUNTRIES]), 6, 24).map((name) => [
    cell(name),
    ...heads.map(() => cell(draw() < 0.08 ? '/' : grouped(whole(draw, 1, 90_000)), 'n')),
  ]);
  const head = [
    cell(pick(draw, ['', 'Region and\njurisdiction', 'State'])),
    ...heads.map((each) => cell(each, 'n')),
  ];
  return { rows: [head, ...rows], head: 1, look };
}

/** Lines of an account: dollar signs on the first and the last, parts set in, negative figures in brackets. */
export function accounts(draw: Draw, look: string): ReportTable {
  const count = whole(draw, 2, 4);
  const amount = (sign: string): string => {
    const value = grouped(whole(draw, 10, 900_000));
    return sign + (draw() < 0.15 ? `(${value})` : draw() < 0.06 ? '—' : value);
  };
  const line = (name: string, look = '', sign = '') => [
    cell(name, look),
    ...times(count, () => cell(amount(sign), 'n')),
  ];
  const parts = some(draw, OFFICES, 2, 4).map((name, at) => [
    [cell(`${name}:`, at > 0 ? '' : 'b'), ...times(count, () => cell('', 'n'))],
    ...some(draw, SECTORS, 2, 4).map((each, nth) => line(each, 'i', at + nth === 0 ? '$' : '')),
    line('Subtotal', 'i', ''),
  ]);
  const head = [cell(''), ...years(draw, count).map((each) => cell(each, 'n'))];
  return { rows: [head, ...parts.flat(), line('Total', 'b', '$')], head: 1, look };
}

/** Many narrow columns, marks behind their figures. */
export function manyYears(draw: Draw, look: string): ReportTable {
  const count = whole(draw, 8, 12);
  const mark = () => (draw() < 0.1 ? pick(draw, [' p', ' e', ' b', '^(1)', '^p']) : '');
  const figure = () =>
    draw() < 0.08 ? pick(draw, [':', '–', 'n/a']) : `${decimal(90 * draw() - 5)}${mark()}`;
  const rows = ['EU-27', 'EU-15', 'Euro area', ...some(draw, COUNTRIES, 10, 24)].map((name) => [
    cell(name),
    ...times(count, () => cell(figure(), 'n')),
  ]);
  return { rows: [[cell(''), ...years(draw, count).map((each) => cell(each, 'n'))], ...rows], head: 1, look };
}

/** Most cells are empty. */
export function sparse(draw: Draw, look: string): ReportTable {
  const count = whole(draw, 3, 7);
  const heads = some(draw, COUNTRIES, count, count);
  const rows = some(draw, [...SECTORS, ...STATES], 6, 18).map((name) => [
    cell(name),
    ...times(count, () => cell(draw() < 0.45 ? decimal(40 * draw()) : '', 'n')),
  ]);
  return { rows: [[cell('Product'), ...heads.map((each) => cell(each, 'n'))], ...rows], head: 1, look };
}

/** Three levels of names above the columns. */
export function threeLevels(draw: Draw, look: string): ReportTable {
  const [top, sexes] = [
    ['Persons employed', 'Unemployment rate'],
    ['Male', 'Female'],
  ];
  const own = years(draw, 2);
  const count = top.length * sexes.length * own.length;
  const rows = [
    [cell('', 'v', 1, 3), ...top.map((name) => cell(name, 'over', sexes.length * own.length))],
    top.flatMap(() => sexes.map((name) => cell(name, 'over', own.length))),
    top.flatMap(() => sexes.flatMap(() => own.map((each) => cell(each, 'n')))),
    ...some(draw, COUNTRIES, 6, 22).map((name) => [
      cell(name),
      ...figures(draw, count, (from) => decimal(60 * from())),
    ]),
  ];
  return { rows, head: 3, look };
}

/** Parts of the table, each below its name in the middle. */
export function panels(draw: Draw, look: string): ReportTable {
  const count = whole(draw, 2, 6);
  const names = some(draw, STATES, 3, 7);
  const form = pick(draw, [
    (from: Draw) => grouped(whole(from, 10, 90_000)),
    (from: Draw) => decimal(100 * from()),
  ]);
  const parts = shuffled(draw, [
    'Number',
    'Percent',
    'Rate per 100,000',
    'Thousands of tonnes',
    'Million euro',
  ])
    .slice(0, whole(draw, 2, 3))
    .flatMap((name) => [
      [cell(name, 'c b', count + 1)],
      ...names.map((each) => [cell(each), ...figures(draw, count, form)]),
    ]);
  return {
    rows: [[cell('Item'), ...years(draw, count).map((each) => cell(each, 'n'))], ...parts],
    head: 1,
    look,
  };
}

/** Questions, each with the shares of its answers. */
export function answers(draw: Draw, look: string): ReportTable {
  const heads = shuffled(draw, [
    'Strongly agree',
    'Agree',
    'Neither',
    'Disagree',
    "Don't know",
    'No answer',
  ]).slice(0, whole(draw, 3, 5));
  const rows = times(whole(draw, 5, 10), () => [
    cell(`${words(draw, whole(draw, 5, 16))}?`, 'w'),
    ...heads.map(() => cell(`${whole(draw, 0, 100)}%`, 'n')),
  ]);
  return { rows: [[cell('Question'), ...heads.map((each) => cell(each, 'n'))], ...rows], head: 1, look };
}

/** Estimates with their ranges. */
export function estimates(draw: Draw, look: string): ReportTable {
  const heads = shuffled(draw, ['Estimate', '95% CI', 'Males', 'Females', 'All ages', 'p value']).slice(
    0,
    whole(draw, 3, 5),
  );
  const range = (): string => {
    const middle = 3 + 40 * draw();
    return `${decimal(middle)} (${decimal(middle - 2)}–${decimal(middle + 2)})`;
  };
  const rows = some(
    draw,
    GROUPS.flatMap(([, members]) => members),
    5,
    14,
  ).map((name) => [
    cell(name),
    ...heads.map((each) => cell(each === 'p value' ? `<0.${whole(draw, 10, 99)}` : range(), 'c')),
  ]);
  return { rows: [[cell('Group'), ...heads.map((each) => cell(each, 'c'))], ...rows], head: 1, look };
}

/** Places by rank: a number, a name, figures. */
export function ranks(draw: Draw, look: string): ReportTable {
  const rows = some(draw, STATES, 8, 25).map((name, at) => [
    cell(String(at + 1), 'n'),
    cell(name),
    cell(grouped(whole(draw, 1_000, 900_000)), 'n'),
    cell(`${draw() < 0.3 ? '-' : ''}${decimal(20 * draw())}`, 'n'),
  ]);
  const head = [cell('Rank', 'n'), cell('State'), cell('Population', 'n'), cell('Change', 'n')];
  return { rows: [head, ...rows], head: 1, look };
}

/** Two or three rows. */
export function few(draw: Draw, look: string): ReportTable {
  const count = whole(draw, 3, 6);
  const rows = some(draw, ['Imports', 'Exports', 'Balance', 'Public', 'Private'], 2, 3).map((name) => [
    cell(name),
    ...figures(draw, count, (from) => grouped(whole(from, 10, 9_000))),
  ]);
  return { rows: [[cell(''), ...years(draw, count).map((each) => cell(each, 'n'))], ...rows], head: 1, look };
}

/** Names set in to three depths, the groups with figures of their own. */
export function depths(draw: Draw, look: string): ReportTable {
  const count = whole(draw, 2, 6);
  const line = (name: string, look: string) => [
    cell(name, look),
    ...figures(draw, count, (from) => grouped(whole(from, 1, 90_000))),
  ];
  const groups = shuffled(draw, GROUPS).slice(0, whole(draw, 2, 3));
  const rows = groups.flatMap(([name, members]) => [
    line(name, draw() < 0.5 ? 'b' : ''),
    ...members
      .slice(0, 3)
      .flatMap((each) => [
        line(each, 'i'),
        ...(draw() < 0.5 ? [line('Under 25', 'ii'), line('25 and over', 'ii')] : []),
      ]),
  ]);
  const head = [cell('Characteristic'), ...years(draw, count).map((each) => cell(each, 'n'))];
  return { rows: [head, line('All persons', ''), ...rows], head: 1, look };
}

/** Codes of countries above narrow columns of small figures. */
export function codes(draw: Draw, look: string): ReportTable {
  const from = [
    'BE',
    'BG',
    'CZ',
    'DK',
    'DE',
    'EE',
    'IE',
    'EL',
    'ES',
    'FR',
    'IT',
    'CY',
    'LV',
    'LT',
    'LU',
    'HU',
  ];
  const heads = from.slice(0, whole(draw, 9, 16));
  const rows = some(
    draw,
    SECTORS.map((name) => name.split(',')[0] ?? name),
    5,
    12,
  ).map((name) => [
    cell(name),
    ...heads.map(() =>
      cell(draw() < 0.1 ? pick(draw, ['-', ':']) : String(whole(draw, 0, 99)), pick(draw, ['c'])),
    ),
  ]);
  return { rows: [[cell(''), ...heads.map((each) => cell(each, 'c'))], ...rows], head: 1, look };
}

/** Two columns of sentences and a short name before them. */
export function answersInWords(draw: Draw, look: string): ReportTable {
  const rows = some(draw, COUNTRIES, 4, 8).map((name) => [
    cell(name),
    cell(sentence(draw, whole(draw, 6, 20))),
    cell(sentence(draw, whole(draw, 6, 24))),
  ]);
  const head = ['Country', 'Measures taken', 'Remaining obstacles'].map((each) => cell(each));
  return { rows: [head, ...rows], head: 1, look };
}

/** Two columns, both of sentences. */
export function comments(draw: Draw, look: string): ReportTable {
  const rows = times(whole(draw, 4, 7), () => [
    cell(sentence(draw, whole(draw, 6, 22))),
    cell(sentence(draw, whole(draw, 6, 26))),
  ]);
  return { rows: [['Recommendation', 'Response'].map((each) => cell(each)), ...rows], head: 1, look };
}

/** Recommendations with their numbers, sentences, and dates. */
export function recommendations(draw: Draw, look: string): ReportTable {
  const rows = times(whole(draw, 4, 8), (at) => [
    cell(`${at + 1}.`),
    cell(sentence(draw, whole(draw, 8, 22))),
    cell(sentence(draw, whole(draw, 4, 20))),
    cell(pick(draw, ['Open', 'Closed', 'Ongoing', 'Not started'])),
  ]);
  return {
    rows: [['No.', 'Recommendation', 'Action', 'Status'].map((each) => cell(each)), ...rows],
    head: 1,
    look,
  };
}
