import { joinedByNeighbours } from '../layout/table-gaps.ts';
import { type Line, tableLines } from '../layout/table-lines.ts';
import { type TextColumn, textColumns } from '../layout/text-columns.ts';
import type { PageContent, TextRun } from '../pdf/page.ts';
import { blocksOf } from './blocks.ts';
import { gridOf } from './grid.ts';
import { hasContents } from './not-a-table.ts';
import { ruledTable } from './ruled-table.ts';
import { latticesOf, rulesOf } from './rulings.ts';
import { withoutRunningHead } from './running-head.ts';
import type { Table } from './table.ts';
import { textTable } from './text-table.ts';

/** Lines of what is left of each column of text. */
function linesOf(columns: readonly TextColumn[], rest: readonly TextRun[], height: number): Line[][] {
  const left = new Set(rest);
  return columns.map(({ runs }) => {
    const lines = tableLines(runs.filter((run) => left.has(run)));
    return joinedByNeighbours(withoutRunningHead(lines, height));
  });
}

/**
 * The tables of a page, from top to bottom: first ruled ones, then those that only line up in what remains of a
 * column of text. Prose in columns, lists, contents and code are left out.
 */
export function tablesOf(page: PageContent, columns = textColumns(page.runs)): Table[] {
  const tables: Table[] = [];
  let rest: readonly TextRun[] = page.runs;
  for (const lattice of latticesOf(rulesOf(page.rulings))) {
    const grid = gridOf(lattice);
    const ruled = grid && ruledTable(grid, rest);
    if (!ruled) continue;
    tables.push(ruled.table);
    rest = rest.filter((run) => !ruled.used.has(run));
  }
  const byColumn = linesOf(columns, rest, page.height);
  const contents = hasContents(byColumn.flat());
  for (const block of byColumn.flatMap(blocksOf)) {
    const table = textTable(block, contents);
    if (table) tables.push(table);
  }
  return tables.toSorted((a, b) => a.box.y0 - b.box.y0);
}
