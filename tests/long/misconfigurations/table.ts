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

const line = ({ wrong, by, job }: Row, { code, severity, remedy }: Found): string =>
  `| ${wrong} | \`${code}\`, ${severity}${by === 'doctor' ? ' (doctor)' : ''} | ${fateOf(job)} | ${anywhere(remedy)} |`;

const MARKS = ['<!-- misconfigurations -->', '<!-- /misconfigurations -->'] as const;

/** The page with the table of what was found between its marks. @throws if it has no such marks. */
export function withTable(page: string, rows: readonly { row: Row; found: Found }[]): string {
  const [begin, end] = MARKS.map((mark) => page.indexOf(mark));
  if (begin === undefined || end === undefined || begin < 0 || end < begin)
    throw new Error(`the page has no ${MARKS.join(' … ')}`);
  const head = ['| wrong | found as | a new job | remedy |', '| --- | --- | --- | --- |'];
  const table = [...head, ...rows.map(({ row, found }) => line(row, found))].join('\n');
  return `${page.slice(0, begin)}${MARKS[0]}\n\n${table}\n\n${page.slice(end)}`;
}
