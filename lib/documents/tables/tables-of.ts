import { pageColumns } from '../layout/page-columns.ts';
import { joinedByNeighbours } from '../layout/table-gaps.ts';
import { type Line, tableLines } from '../layout/table-lines.ts';
import type { TextColumn } from '../layout/text-columns.ts';
import type { PageContent, TextRun } from '../pdf/page.ts';
import { blocksOf } from './blocks.ts';
import { gridOf } from './grid.ts';
import { hasContents } from './not-a-table.ts';
import { ruledTable } from './ruled-table.ts';
import { latticesOf, rulesOf } from './rulings.ts';
import { withoutRunningHead } from './running-head.ts';
import type { Table } from './table.ts';
import { textTable } from './text-table.ts';

/** The runs of each column of text; the cells of one grid together. */
const runsOf = (columns: readonly TextColumn[]): TextRun[][] =>
  [...Map.groupBy(columns, (column) => column.grid ?? column).values()].map((group) =>
    group.flatMap(({ runs }) => runs),
  );

/** Lines of what is left of each column of text. */
function linesOf(columns: readonly TextColumn[], rest: readonly TextRun[], height: number): Line[][] {
  const left = new Set(rest);
  return runsOf(columns).map((runs) => {
    const lines = tableLines(runs.filter((run) => left.has(run)));
    return joinedByNeighbours(withoutRunningHead(lines, height));
  });
}

/**
 * The tables of a page, from top to bottom: first ruled ones, then those that only line up in what remains of a
 * column of text. Prose in columns, lists, contents and code are left out.
 */
export function tablesOf(page: PageContent, columns = pageColumns(page)): Table[] {
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
