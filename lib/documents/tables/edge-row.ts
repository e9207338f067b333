import { around, heightOf, middleX, middleY } from '../layout/boxes.ts';
import { CELL_LINES, emOf, type Line, tableLines, textOf } from '../layout/table-lines.ts';
import type { TextRun } from '../pdf/page.ts';
import type { Grid } from './grid.ts';
import type { Cell } from './table.ts';

/** A row next to a grid, without rules of its own. */
export interface EdgeRow {
  cells: Cell[];
  runs: TextRun[];
}

/** Widest gap, in em, between the grid and the row. */
const TO_GRID = 1.6;
const SLACK = 2;

function columnOf(grid: Grid, run: TextRun): number {
  return grid.xs.findIndex((x, col) => {
    const right = grid.xs[col + 1];
    return right !== undefined && run.box.x0 >= x - SLACK && run.box.x1 <= right + SLACK;
  });
}

/** Runs outside the grid, nearest first, as long as they follow closely and each keeps within one column. */
function followers(grid: Grid, runs: readonly TextRun[], side: 'above' | 'below'): TextRun[] {
  const up = side === 'above';
  const edge = (up ? grid.ys[0] : grid.ys.at(-1)) ?? 0;
  const [left, right] = [grid.xs[0] ?? 0, grid.xs.at(-1) ?? 0];
  const distance = (run: TextRun) => (up ? edge - run.box.y1 : run.box.y0 - edge);
  const near = runs
    .filter((run) => run.text.trim() !== '' && run.box.x1 > left && run.box.x0 < right)
    .filter((run) => (up ? middleY(run.box) < edge : middleY(run.box) > edge))
    .filter((run) => distance(run) < 8 * run.fontSize)
    .toSorted((a, b) => distance(a) - distance(b));
  const found: TextRun[] = [];
  let reached = 0;
  for (const run of near) {
    const gap = found.length === 0 ? TO_GRID : CELL_LINES.alone;
    if (distance(run) - reached > gap * run.fontSize) break;
    if (columnOf(grid, run) < 0) return [];
    found.push(run);
    reached = Math.max(reached, distance(run) + heightOf(run.box));
  }
  return found;
}

/**
 * Some producers colour the heading row and rule only the body: at least two lines right above or below a grid, each
 * within a column, are a row of it. Null if there is none.
 */
export function edgeRow(grid: Grid, runs: readonly TextRun[], side: 'above' | 'below'): EdgeRow | null {
  const found = followers(grid, runs, side);
  const columns = grid.xs.length - 1;
  const byColumn = Map.groupBy(found, (run) => columnOf(grid, run));
  if (byColumn.size < Math.max(2, columns / 2)) return null;
  const tall = around(found.map((run) => run.box));
  const cells = Array.from({ length: columns }, (_, col) => ({
    text: textOf(byColumn.get(col) ?? []),
    box: { x0: grid.xs[col] ?? 0, x1: grid.xs[col + 1] ?? 0, y0: tall.y0, y1: tall.y1 },
    colSpan: 1,
    rowSpan: 1,
  }));
  return { cells, runs: found };
}

/** Number of lines that follow closely below a grid, each with pieces in two of its columns or more. */
export function edgeLines(grid: Grid, runs: readonly TextRun[]): number {
  const edge = grid.ys.at(-1) ?? 0;
  const [left, right] = [grid.xs[0] ?? 0, grid.xs.at(-1) ?? 0];
  const below = runs.filter(({ box }) => middleY(box) > edge && box.x1 > left && box.x0 < right);
  let [count, reached] = [0, edge];
  for (const line of tableLines(below)) {
    const columns = new Set(line.segments.map(({ box }) => grid.xs.findLastIndex((x) => x <= middleX(box))));
    if (gapTo(reached, line) > TO_GRID || columns.size < 2) break;
    count += 1;
    reached = line.box.y1;
  }
  return count;
}

const gapTo = (reached: number, line: Line): number => (line.box.y0 - reached) / Math.max(1, emOf(line));
