import type { Draw } from '../../../dev/faults/random.ts';
import {
  accounts,
  answers,
  answersInWords,
  codes,
  comments,
  depths,
  estimates,
  few,
  manyYears,
  panels,
  ranks,
  recommendations,
  sparse,
  tallHeads,
  threeLevels,
} from './bulletins.ts';
import { htmlOf, pick, type ReportTable } from './cells.ts';
import { AROUND, around, look, one, type PageMaker, RULED, text } from './pages.ts';

const RULES = ['bare', 'under', 'booktabs', 'open', 'lines'];
const BARE = ['bare', 'under', 'booktabs'];

/** A table that goes on below its head on a second page, after what stands at the foot of the first. */
const inTwoParts: PageMaker = (draw) => {
  const table = pick(draw, [tallHeads, depths, manyYears])(draw, look(draw, RULES, 'small'));
  const half = Math.ceil(table.rows.length / 2);
  const parts = [table.rows.slice(0, half), [...table.rows.slice(0, table.head), ...table.rows.slice(half)]];
  const tables = parts.map((rows): ReportTable => ({ ...table, rows }));
  const html = tables.map(htmlOf);
  return { html: `${text(draw, 0, 1)}${html.join('<p>(continued)</p>')}`, tables };
};

/** A wide table of the size of its text, in the middle of the page. */
const wideGaps: PageMaker = (draw) => {
  const table = pick(draw, [few, ranks, sparse])(draw, look(draw, RULES, 'apart'));
  return { html: text(draw, 1, 2) + around(draw, table) + text(draw, 1, 2), tables: [table] };
};

/** Short tables in two columns of text. */
const inColumns: PageMaker = (draw) => {
  const own = look(draw, BARE, 'small');
  const tables = [ranks(draw, own), few(draw, own)].map((table) => ({
    ...table,
    rows: table.rows.map((row) => row.slice(0, 4)),
  }));
  const [first = '', second = ''] = tables.map((table) => around(draw, table));
  return {
    html: `<div class="columns">${text(draw, 1, 3)}${first}${text(draw, 2, 4)}${second}${text(draw, 4, 6)}</div>`,
    tables,
  };
};

/** Two in a row, without captions of their own. */
const twoBeside: PageMaker = (draw) => {
  const own = look(draw, RULED, 'small');
  const tables = [0, 1].map(() => {
    const table = pick(draw, [ranks, depths])(draw, own);
    return { ...table, rows: table.rows.map((row) => row.slice(0, 4)) };
  });
  return {
    html: `${text(draw, 1, 2)}<div class="pair">${tables.map((table) => `<div>${around(draw, table)}</div>`).join('')}</div>${text(draw)}`,
    tables,
  };
};

/** Of tables that exist twice, one of the rules of offices. */
const sentences = (make: (draw: Draw, look: string) => ReportTable) => one(make, BARE, 'spaced');

export const BULLETINS: Readonly<Record<string, PageMaker>> = {
  'names of columns in several lines': one(tallHeads, RULES),
  accounts: one(accounts, RULES),
  'accounts with dotted leaders': one(accounts, ['bare', 'under', 'open'], 'dotted'),
  'many years': one(manyYears, RULES, 'small'),
  'mostly empty cells': one(sparse, RULES),
  'three levels of names': one(threeLevels, AROUND, 'small'),
  'parts below names in the middle': one(panels, RULES),
  'shares of answers': one(answers, RULES),
  'estimates with ranges': one(estimates, RULES),
  ranks: one(ranks, RULES),
  'two or three rows': one(few, RULES),
  'names set in to three depths': one(depths, RULES),
  'codes of countries': one(codes, RULES, 'small'),
  'in two parts': inTwoParts,
  'wide gaps': wideGaps,
  'short, in columns of text': inColumns,
  'two of four columns beside each other': twoBeside,
  'sentences by country': sentences(answersInWords),
  'sentences in two columns': sentences(comments),
  recommendations: sentences(recommendations),
  'sentences by country, rows as close as lines': one(answersInWords, BARE),
};
