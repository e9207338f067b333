import type { Found } from './play.ts';
import type { Fate, Row } from './row.ts';

const FATES = { works: 'works', ends: '202; `failed` at its deadline' } as const;

const fateOf = (fate: Fate): string => (typeof fate === 'string' ? FATES[fate] : `503 \`${fate.refused}\``);

/** Without the addresses and times of one run. */
const anywhere = (text: string): string =>
  text
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://app.example.com')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '(a time)')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');

const cellsOf = ({ wrong, job }: Row, { code, severity, remedy }: Found): string[] => [
  wrong,
  `\`${code}\`, ${severity}`,
  fateOf(job),
  anywhere(remedy),
];

/** As the formatter writes it: every column as wide as its widest cell. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(...[title, ...rows.map((row) => row[i] ?? '')].map(lengthOf)),
  );
  const line = (cells: readonly string[], fill: string) =>
    `| ${widths.map((width, i) => (cells[i] ?? '') + fill.repeat(width - lengthOf(cells[i] ?? ''))).join(' | ')} |`;
  return [line(head, ' '), line([], '-'), ...rows.map((row) => line(row, ' '))].join('\n');
}

const lengthOf = (text: string): number => [...text].length;

const MARKS = ['<!-- misconfigurations -->', '<!-- /misconfigurations -->'] as const;

/** The page with the table of what was found between its marks. @throws if it has no such marks. */
export function withTable(page: string, rows: readonly { row: Row; found: Found }[]): string {
  const [begin, end] = MARKS.map((mark) => page.indexOf(mark));
  if (begin === undefined || end === undefined || begin < 0 || end < begin)
    throw new Error(`the page has no ${MARKS.join(' … ')}`);
  const table = tableOf(
    ['wrong', 'found as', 'a new job', 'remedy'],
    rows.map(({ row, found }) => cellsOf(row, found)),
  );
  return `${page.slice(0, begin)}${MARKS[0]}\n\n${table}\n\n${page.slice(end)}`;
}
