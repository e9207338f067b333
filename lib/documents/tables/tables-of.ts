import { pageColumns } from '../layout/page-columns.ts';
import { joinedByNeighbours, partedByStripes } from '../layout/table-gaps.ts';
import { type Line, tableLines } from '../layout/table-lines.ts';
import type { PageContent, TextRun } from '../pdf/page.ts';
import { blocksOf } from './blocks.ts';
import { withSigns } from './currency-signs.ts';
import { gridOf } from './grid.ts';
import { hasContents, withoutLeaders } from './leaders.ts';
import { onPage, type ReadingFrame, readingFrames } from './reading-frames.ts';
import { rejoinedColumns } from './rejoined-columns.ts';
import { ruleFrames } from './rule-frames.ts';
import { ruledTable } from './ruled-table.ts';
import { type Lattice, latticesOf, rulesOf } from './rulings.ts';
import { withoutRunningHead } from './running-head.ts';
import { besideEachOther } from './side-by-side.ts';
import type { Table } from './table.ts';
import { textTable } from './text-table.ts';
import { tightHeads } from './tight-heads.ts';
import { partedBy } from './walls.ts';

/** Lines of what is left of each column of text. */
function linesOf(
  { columns, angle }: ReadingFrame,
  rest: readonly TextRun[],
  height: number,
  { horizontal, vertical }: Lattice,
): Line[][] {
  const left = new Set(rest);
  const walled = partedBy(vertical);
  const remaining = columns.map((column) => column.filter((run) => left.has(run)));
  const parts = rejoinedColumns(remaining, horizontal).flatMap((runs) => besideEachOther(runs, horizontal));
  return parts.map((runs) => {
    const striped = partedByStripes(runs);
    const lines = tableLines(runs, (before, after) => walled(before, after) || striped(before, after)).map(
      withSigns,
    );
    const joined = joinedByNeighbours(angle === 0 ? withoutRunningHead(lines, height) : lines);
    return tightHeads(joined, runs);
  });
}

/** First ruled tables, then those that only line up in what remains of a column of text. */
function tablesIn(frame: ReadingFrame, height: number): Table[] {
  const tables: Table[] = [];
  let rest: readonly TextRun[] = frame.runs;
  const rules = rulesOf(frame.rulings);
  for (const lattice of latticesOf(rules)) {
    const grid = gridOf(lattice);
    const ruled = grid && ruledTable(grid, rest, frame.sideways);
    if (!ruled) continue;
    tables.push(ruled.table);
    rest = rest.filter((run) => !ruled.used.has(run));
  }
  const byColumn = linesOf(frame, rest, height, rules);
  const contents = hasContents(byColumn.flat());
  const lined = contents ? byColumn : byColumn.map((lines) => lines.map(withoutLeaders));
  for (const lines of lined) {
    const frames = ruleFrames(rules.horizontal, lines);
    for (const block of blocksOf(lines, frames)) {
      const table = textTable(block, { rules, frames, contents });
      if (table) tables.push(table);
    }
  }
  return tables;
}

/**
 * The tables of a page, from top to bottom; a turned one as its reader turns it. Prose in columns, lists, contents and
 * code are left out.
 */
export function tablesOf(page: PageContent, columns = pageColumns(page)): Table[] {
  return readingFrames(page, columns)
    .flatMap((frame) => tablesIn(frame, page.height).map((table) => onPage(table, frame.angle)))
    .toSorted((a, b) => a.box.y0 - b.box.y0);
}
