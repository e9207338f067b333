import type { PageContent } from '../pdf/page.ts';
import { rulesOf } from '../tables/rulings.ts';
import { type TextColumn, textColumns } from './text-columns.ts';

/** The columns of a page in reading order, by its text and by the rules that go across. */
export function pageColumns({ runs, rulings }: Pick<PageContent, 'runs' | 'rulings'>): TextColumn[] {
  const { horizontal } = rulesOf(rulings);
  const rules = horizontal.map(({ at, from, to }) => ({ x0: from, x1: to, y0: at, y1: at }));
  return textColumns(runs, rules);
}
