import { joinedByNeighbours } from '../layout/table-gaps.ts';
import { tableLines } from '../layout/table-lines.ts';
import type { PageContent, TextRun } from '../pdf/page.ts';
import { blocksOf } from './blocks.ts';
import { gridOf } from './grid.ts';
import { hasContents } from './not-a-table.ts';
import { ruledTable } from './ruled-table.ts';
import { latticesOf, rulesOf } from './rulings.ts';
import { withoutRunningHead } from './running-head.ts';
import type { Table } from './table.ts';
import { textTable } from './text-table.ts';

/**
 * The tables of a page, from top to bottom: first ruled ones, then those that only line up in the remaining text.
 * Prose in columns, lists, contents and code are left out. Tables side by side, and tables within a column of prose,
 * are not told apart.
 */
export function tablesOf(page: PageContent): Table[] {
  const tables: Table[] = [];
  let rest: readonly TextRun[] = page.runs;
  for (const lattice of latticesOf(rulesOf(page.rulings))) {
    const grid = gridOf(lattice);
    const ruled = grid && ruledTable(grid, rest);
    if (!ruled) continue;
    tables.push(ruled.table);
    rest = rest.filter((run) => !ruled.used.has(run));
  }
  const lines = joinedByNeighbours(withoutRunningHead(tableLines(rest), page.height));
  const contents = hasContents(lines);
  for (const block of blocksOf(lines)) {
    const table = textTable(block, contents);
    if (table) tables.push(table);
  }
  return tables.toSorted((a, b) => a.box.y0 - b.box.y0);
}
