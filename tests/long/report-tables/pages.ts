import type { Draw } from '../../../dev/faults/random.ts';
import { drawFor, htmlOf, pick, prose, type ReportTable, sentence, times, whole, words } from './cells.ts';
import { gapped, grouped, longNames, merged, pairs, plain, signs, spanning, united } from './statistics.ts';
import { acts, contacts, findings, lists, offices, programmes, tasks, terms } from './written.ts';

export interface ReportPage {
  html: string;
  tables: ReportTable[];
}

const FONTS = ['Liberation Sans', 'Liberation Serif', 'Liberation Sans Narrow', 'DejaVu Serif'];
/** How a table is ruled. */
export const RULED = ['bare', 'under', 'booktabs', 'lines', 'shaded', 'stripes'];
export const AROUND = [...RULED, 'grid', 'open', 'columns-ruled'];

const caption = (draw: Draw): string => {
  const name = pick(draw, ['Table', 'TABLE', 'Tab.', 'Annex table']);
  return `<p class="caption">${name} ${whole(draw, 1, 40)}. ${words(draw, whole(draw, 4, 16))}</p>`;
};
const notes = (draw: Draw): string =>
  `<p class="notes">${pick(draw, ['Note: ', 'Source: ', '<sup>a</sup>', '(1) ', '* '])}${sentence(draw)}</p>`.repeat(
    whole(draw, 0, 2),
  );
export const text = (draw: Draw, least = 1, most = 4): string =>
  times(whole(draw, least, most), () => `<p>${prose(draw, whole(draw, 1, 5))}</p>`).join('');
export const around = (draw: Draw, table: ReportTable): string => caption(draw) + htmlOf(table) + notes(draw);

type Make = (draw: Draw, look: string) => ReportTable;
export const look = (draw: Draw, rules: readonly string[] = RULED, more = ''): string =>
  [
    ...[
      pick(draw, rules),
      pick(draw, ['tight', 'normal', 'loose']),
      pick(draw, ['right', 'right', 'centre']),
    ],
    ...[
      pick(draw, ['full', 'full', 'auto']),
      pick(draw, ['bold', 'bold', 'medium', 'italic']),
      pick(draw, ['top', 'bottom']),
      more,
    ],
  ].join(' ');

/** A page with one table between text. */
export const one =
  (make: Make, rules = RULED, more = ''): PageMaker =>
  (draw) => {
    const table = make(draw, look(draw, rules, more));
    return { html: text(draw, 0, 2) + around(draw, table) + text(draw, 0, 2), tables: [table] };
  };

/** Several small tables below one another. */
const stacked: PageMaker = (draw) => {
  const own = look(draw);
  const tables = times(whole(draw, 2, 3), () =>
    pick(draw, [plain, spanning, grouped])(draw, own, pick(draw, [3, 8])),
  );
  return { html: tables.map((table) => around(draw, table) + text(draw, 0, 1)).join(''), tables };
};

/** Two columns of text with narrow tables in them. */
const inColumns: PageMaker = (draw) => {
  const own = look(draw, ['bare', 'under', 'booktabs', 'lines'], 'small');
  const tables = times(2, () => pick(draw, [grouped, pairs, narrow])(draw, own, 3));
  const html = `<div class="columns">${text(draw, 1, 3)}${around(draw, tables[0] as ReportTable)}${text(draw, 2, 4)}${around(draw, tables[1] as ReportTable)}${text(draw, 4, 8)}</div>`;
  return { html, tables };
};
const narrow: Make = (draw, own) => {
  const table = plain(draw, own, 10);
  return { ...table, rows: table.rows.map((row) => row.slice(0, 4)) };
};

/** A table beside text. */
const beside: PageMaker = (draw) => {
  const table = pick(draw, [narrow, pairs])(draw, look(draw, RULED, 'small'));
  const side = pick(draw, ['left', 'right']);
  return {
    html: `<div class="float-${side}">${around(draw, table)}</div>${text(draw, 5, 8)}`,
    tables: [table],
  };
};

/** Two tables beside each other. */
const twoBeside: PageMaker = (draw) => {
  const own = look(draw, RULED, 'small');
  const tables = times(2, () => pick(draw, [narrow, pairs])(draw, own));
  const html = `${text(draw, 1, 2)}<div class="pair">${tables.map((table) => `<div>${around(draw, table)}</div>`).join('')}</div>${text(draw)}`;
  return { html, tables };
};

const turned: PageMaker = (draw) => {
  const table = pick(draw, [plain, spanning, acts])(draw, look(draw, AROUND, 'wide'), 16);
  return { html: `<div class="turned"><div>${around(draw, table)}</div></div>`, tables: [table] };
};

/** Axes and bars of a chart, and text: nothing to find. */
const chart: PageMaker = (draw) => {
  const bars = whole(draw, 4, 12);
  const labels = times(bars, (at) => {
    const [x, high] = [60 + at * (480 / bars), whole(draw, 20, 200)];
    return `<rect x="${x}" y="${240 - high}" width="${240 / bars}" height="${high}" fill="#789"/><text x="${x}" y="256">${2000 + at}</text>`;
  });
  const ticks = times(
    6,
    (at) =>
      `<text x="30" y="${244 - 40 * at}">${at * 20}</text><path d="M56 ${240 - 40 * at}h490" stroke="#ccc"/>`,
  );
  return {
    html: `${text(draw)}<p class="caption">Figure ${whole(draw, 1, 9)}. ${words(draw, 6)}</p><svg width="560" height="270" font-size="9">${ticks.join('')}${labels.join('')}</svg>${text(draw)}`,
    tables: [],
  };
};

const wordsInColumns: PageMaker = (draw) => ({
  html: `<div class="columns justified">${text(draw, 10, 14)}</div>`,
  tables: [],
});

export type PageMaker = (draw: Draw) => ReportPage;
export const KINDS: Readonly<Record<string, PageMaker>> = {
  'figures without rules': one(plain, ['bare']),
  'figures under a ruled head': one(plain, ['under', 'booktabs', 'lines']),
  'figures, head shaded': one(plain, ['shaded', 'stripes']),
  'dotted leaders': one(plain, ['open', 'columns-ruled', 'under'], 'dotted'),
  'groups of rows': one(grouped),
  'groups with dotted leaders': one(grouped, ['open', 'under'], 'dotted'),
  'headings over columns': one(spanning, [...RULED, 'grid', 'open']),
  'groups of columns with gaps': one(gapped, ['bare', 'under', 'booktabs']),
  'a row of units': one(united),
  'first column over rows': one(merged, AROUND),
  'names of two lines': one(longNames, AROUND),
  'two columns': one(pairs),
  signs: one(signs, AROUND),
  'rows in fives': one((draw, own) => plain(draw, own, 33), ['bare', 'under', 'open'], 'fives'),
  acts: one(acts, ['grid', 'lines', 'columns-ruled']),
  'acts without rules': one(acts, ['bare', 'under'], 'spaced'),
  terms: one(terms, ['grid', 'lines']),
  'terms without rules': one(terms, ['bare', 'under'], 'spaced'),
  findings: one(findings, ['grid', 'lines', 'stripes']),
  programmes: one(programmes, ['grid', 'lines']),
  contacts: one(contacts),
  'names that break before capitals': one(offices, ['bare', 'under', 'booktabs']),
  'tasks without rules': one(tasks, ['bare', 'under', 'booktabs'], 'spaced'),
  'lists in cells': one(lists, ['grid', 'lines']),
  'several on a page': stacked,
  'in columns of text': inColumns,
  'beside text': beside,
  'two beside each other': twoBeside,
  turned: turned,
  'a chart': chart,
  'columns of text': wordsInColumns,
};

export const STYLE = `@page{size:A4;margin:44px}body{margin:0}section{height:1030px;overflow:hidden;break-after:page;position:relative}
p{margin:0 0 6px}.caption{font-weight:bold;margin:8px 0 5px}.notes{font-size:.82em;margin:3px 0 4px}sup{font-size:.65em;line-height:0}
.columns{column-count:2;column-gap:22px}.justified{text-align:justify}table{break-inside:avoid;border-collapse:collapse;margin:0 0 4px}
th,td{text-align:left;vertical-align:top;padding:1px 6px}th{font-weight:normal;vertical-align:bottom}
.n{text-align:right}td.n{white-space:nowrap}.centre .n,.c{text-align:center}.over{text-align:center}.full{width:100%}.bold th{font-weight:bold}.italic th{font-style:italic}
.bottom td{vertical-align:bottom}.b{font-weight:bold}td.i{padding-left:16px}.m{vertical-align:middle}.w{width:36%}.s{width:22%}
.tight th,.tight td{padding-top:0;padding-bottom:0}.loose th,.loose td{padding-top:3px;padding-bottom:3px}
.spaced td{padding-bottom:9px}td.ii{padding-left:26px}.apart th,.apart td{padding-left:34px;padding-right:34px}.small{font-size:.9em}.small th,.small td{padding-left:4px;padding-right:4px}
.under thead tr:last-child th,.open thead tr:last-child th{border-bottom:1px solid}.under .over{border-bottom:1px solid}
.booktabs{border-top:1.5px solid;border-bottom:1.5px solid}.booktabs thead tr:last-child th,.booktabs .over{border-bottom:.7px solid}
.lines td,.lines th{border-bottom:.6px solid}.lines{border-top:1px solid}
.shaded th{background:#cde}.stripes tbody tr:nth-child(2n){background:#eee}.stripes thead{border-bottom:1px solid}
.grid th,.grid td{border:.6px solid}.open th{border:.6px solid}.open td{border-left:.6px solid;border-right:.6px solid}.open{border-bottom:.6px solid}
.columns-ruled td{border-left:.6px solid}.gap{width:14px;padding:0}
.dotted td:first-child{white-space:nowrap}
.fives tbody tr:nth-child(5n) td{padding-bottom:9px}
.float-right{float:right;width:47%;margin-left:18px}.float-left{float:left;width:47%;margin-right:18px}
.pair{display:flex;gap:24px}.pair>div{flex:1}.turned{position:absolute;left:0;top:0;width:700px;height:1020px}
.turned>div{width:1000px;height:690px;transform-origin:0 0;transform:translateY(1010px) rotate(-90deg)}`;

/** @param kinds those that the kind is one of */
export function reportPage(kind: string, number: number, kinds = KINDS): ReportPage {
  const make = kinds[kind];
  if (!make) throw new Error(`There is no ${kind}.`);
  const draw = drawFor(kind, number);
  const [font, size] = [pick(draw, FONTS), pick(draw, [9, 10, 11, 12])];
  const page = make(draw);
  const head =
    draw() < 0.5 ? `<p style="float:right">${whole(draw, 2, 90)}</p><p><i>${words(draw, 4)}</i></p>` : '';
  return { ...page, html: `<section style="font:${size}px/1.25 '${font}'">${head}${page.html}</section>` };
}
