import { type Draw, seeded } from '../../../dev/faults/random.ts';
import type { RelatedCell } from './relations.ts';

// Words and figures of statistical reports, and tables as they are written down.

export interface ReportCell extends RelatedCell {
  /** Classes of its element. */
  look: string;
}

export interface ReportTable {
  rows: ReportCell[][];
  /** Rows of the head. */
  head: number;
  /** Classes of its element. */
  look: string;
}

export const drawFor = (kind: string, number: number): Draw => seeded(number, `reports/${kind}`);

export const pick = <T>(draw: Draw, from: readonly T[]): T => {
  const found = from[Math.floor(draw() * from.length)];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
};
export const whole = (draw: Draw, from: number, to: number): number =>
  from + Math.floor(draw() * (to - from + 1));
export const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
export const shuffled = <T>(draw: Draw, from: readonly T[]): T[] =>
  from
    .map((each) => ({ each, at: draw() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);

export const cell = (text: string, look = '', colSpan = 1, rowSpan = 1): ReportCell => ({
  ...{ text, look, colSpan, rowSpan },
});

const WORDS =
  `the rate of change in reported output was lower than in previous years because several member states
revised their estimates after new surveys had been carried out and the number of respondents fell while total expenditure on
services continued to rise in most regions with larger increases among older age groups that had been covered only in part`.split(
    /\s+/,
  );

export function words(draw: Draw, count: number): string {
  const text = times(count, () => pick(draw, WORDS)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
export const sentence = (draw: Draw, count = whole(draw, 8, 24)): string => `${words(draw, count)}.`;
export const prose = (draw: Draw, sentences: number): string =>
  times(sentences, () => sentence(draw)).join(' ');

export const COUNTRIES =
  `Belgium|Bulgaria|Czech Republic|Denmark|Germany|Estonia|Ireland|Greece|Spain|France|Croatia|Italy|Cyprus|Latvia|Lithuania|Luxembourg|Hungary|Malta|Netherlands|Austria|Poland|Portugal|Romania|Slovenia|Slovakia|Finland|Sweden|United Kingdom`.split(
    '|',
  );
export const STATES =
  `Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota`.split(
    '|',
  );
export const GROUPS: readonly (readonly [string, readonly string[]])[] = [
  ['Sex', ['Male', 'Female']],
  ['Race/Hispanic origin', ['White', 'Black', 'Hispanic', 'Asian or Pacific Islander', 'Other']],
  ['Age at admission', ['17 or younger', '18-24', '25-34', '35-44', '45-54', '55 or older']],
  ['Education', ['8th grade or less', 'Some high school', 'High school graduate', 'Some college or more']],
  ['Region', ['Northeast', 'Midwest', 'South', 'West']],
  ['Type of offense', ['Violent', 'Property', 'Drug', 'Public-order']],
  ['Marital status', ['Married', 'Widowed', 'Divorced', 'Separated', 'Never married']],
  ['Household income', ['Less than $10,000', '$10,000-$24,999', '$25,000-$49,999', '$50,000 or more']],
];
export const SECTORS =
  'Agriculture, forestry and fishing|Mining and quarrying|Manufacturing|Electricity, gas and water supply|Construction|Wholesale and retail trade|Transport, storage and communication|Financial intermediation|Real estate, renting and business activities|Public administration and defence|Education|Health and social work|Other community services'.split(
    '|',
  );
export const OFFICES =
  'Office of the Inspector General|Bureau of Reclamation|National Park Service|Rural Housing Insurance Fund|Farm Service Agency|Coast Guard|Federal Bureau of Investigation|Bureau of Prisons|Health Resources and Services Administration|National Institutes of Health|Centers for Disease Control and Prevention|Employment and Training Administration|Federal Student Aid|Pell Grants|Higher Education Programs|Wildland Fire Management'.split(
    '|',
  );
export const MEASURES =
  'Number of persons|Percent of total|Rate per 100,000 residents|Average annual change|Total expenditure|Gross domestic product|Imports|Exports|Employment|Median age|Annual average|Share of total|Change on previous year|Mean sentence length|Net balance|Capacity|Standard error|Index 2000 = 100'.split(
    '|',
  );
export const SHORT =
  'Total|Male|Female|2005|2006|2007|2008|2009|Q1|Q2|Q3|Q4|EU-15|EU-27|All|Other|Public|Private'.split('|');

const figure = (value: number, digits: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const FIGURES: readonly ((draw: Draw) => string)[] = [
  (draw) => figure(whole(draw, 0, 90_000), 0),
  (draw) => figure(100 * draw(), 1),
  (draw) => `${figure(100 * draw(), 1)}%`,
  (draw) => `(${figure(100 * draw(), 1)})`,
  (draw) => `$${figure(whole(draw, 100, 90_000), 0)}`,
  (draw) => figure(30 * draw() - 12, 2),
  (draw) => figure(whole(draw, 1, 5_000_000), 0).replaceAll(',', ' '),
];
/** Figures of one column: of one form, with what stands for a figure that there is none of. */
export function column(draw: Draw, gaps = 0.04): () => string {
  const form = pick(draw, FIGURES);
  const none = pick(draw, ['-', '--', ':', 'n.a.', '...', '–', 'NA']);
  return () => (draw() < gaps ? none : form(draw));
}

/** `^1` is a mark that is raised; lines end where the text has line feeds. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('\n', '<br>')
    .replaceAll(/\^(\w+)/g, '<sup>$1</sup>');

export function htmlOf({ rows, head, look }: ReportTable): string {
  const row = (cells: readonly ReportCell[], tag: string): string =>
    `<tr>${cells
      .map(({ text, look: own, colSpan, rowSpan }, at) => {
        const spans = `${colSpan > 1 ? ` colspan=${colSpan}` : ''}${rowSpan > 1 ? ` rowspan=${rowSpan}` : ''}`;
        const leads = look.includes('dotted') && tag === 'td' && at === 0 && cells[1]?.text;
        const dots = leads ? ' .'.repeat(Math.max(3, 34 - text.length / 2)) : '';
        return `<${tag}${spans}${own ? ` class="${own}"` : ''}>${escaped(text)}${dots}</${tag}>`;
      })
      .join('')}</tr>`;
  const top = rows.slice(0, head).map((cells) => row(cells, 'th'));
  const body = rows.slice(head).map((cells) => row(cells, 'td'));
  return `<table class="${look}"><thead>${top.join('')}</thead><tbody>${body.join('')}</tbody></table>`;
}
