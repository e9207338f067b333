import { around, holdsCentre, middleX, middleY, union } from '../layout/boxes.ts';
import { turned } from '../layout/characters.ts';
import { textOf } from '../layout/table-lines.ts';
import type { Box, TextRun } from '../pdf/page.ts';
import { edgeRow } from './edge-row.ts';
import { isFinished } from './finished-grid.ts';
import type { Grid } from './grid.ts';
import { headerOf } from './header.ts';
import { partedBands } from './parted-bands.ts';
import type { Cell, Table } from './table.ts';
import { type Filled, unruledRows } from './unruled-rows.ts';

export interface RuledTable {
  table: Table;
  /** The runs in it. */
  used: Set<TextRun>;
}

/** Least share of a grid's cells that hold text: drawings and charts have rules as well. */
const FILLED = 0.3;
/** Least share of a grid's places; a merged cell takes several. */
const SPARSE = 0.2;
/** Least number of cells with text: fewer are labels of a drawing. */
const FEWEST = 3;

const gridBox = (grid: Grid): Box => around(grid.cells.map((cell) => cell.box));

function fill(grid: Grid, runs: readonly TextRun[]): Filled[] {
  const byPlace = new Map<number, Filled>();
  const cols = grid.xs.length - 1;
  const filled = grid.cells.map((place): Filled => ({ place, runs: [] }));
  for (const each of filled) {
    const { row, col, rowSpan, colSpan } = each.place;
    for (let r = row; r < row + rowSpan; r++) {
      for (let c = col; c < col + colSpan; c++) byPlace.set(r * cols + c, each);
    }
  }
  const before = (edges: readonly number[], at: number) => edges.findLastIndex((edge) => edge <= at);
  for (const run of runs) {
    const row = before(grid.ys, middleY(run.box));
    const col = before(grid.xs, middleX(run.box));
    byPlace.get(row * cols + col)?.runs.push(run);
  }
  return filled;
}

/** The text of runs as one reads them who turns the page. */
const sidewaysText = (runs: readonly TextRun[]): string =>
  textOf(runs.map((run) => ({ ...run, box: turned(run.box, run.angle), angle: 0 })));

const cellOf = ({ place, runs }: Filled, sideways: readonly TextRun[]): Cell => ({
  text: textOf(runs) || sidewaysText(sideways.filter(({ box }) => holdsCentre(place.box, box))),
  box: place.box,
  colSpan: place.colSpan,
  rowSpan: place.rowSpan,
});

/** @param places rows times columns of the grid, @param extra rows at its edges */
function isTable(bands: readonly Filled[][], places: number, extra: number): boolean {
  const full = bands.map((band) => band.filter(({ runs }) => textOf(runs) !== ''));
  const cells = full.flat();
  const rows = full.filter((row) => row.length > 0).length + extra;
  const cols = new Set(cells.map(({ place }) => place.col)).size;
  if (rows < 2 || cols < 2 || cells.length < FEWEST || cells.length < SPARSE * places) return false;
  return cells.length >= FILLED * bands.flat().length;
}

const isBold = (runs: readonly TextRun[]): boolean => runs.length > 0 && runs.every((run) => run.bold);

/**
 * The table formed by ruled cells and the text in them; null if too few hold any or the rules leave cells unparted.
 * @param sideways what reads in another direction
 */
export function ruledTable(
  grid: Grid,
  runs: readonly TextRun[],
  sideways: readonly TextRun[] = [],
): RuledTable | null {
  const box = gridBox(grid);
  const within = runs.filter((run) => holdsCentre(box, run.box));
  const filled = fill(grid, within);
  const head = edgeRow(grid, runs, 'above');
  const foot = edgeRow(grid, runs, 'below');
  const bodies = Map.groupBy(filled, ({ place }) => place.row);
  const bands = [...bodies.values()].flatMap(partedBands).flatMap(unruledRows);
  const extra = [head, foot].filter((row) => row !== null);
  const places = (grid.xs.length - 1) * (grid.ys.length - 1);
  if (!isTable(bands, places, extra.length) || !isFinished(grid, bands, runs)) return null;
  const rows = [
    ...(head ? [head.cells] : []),
    ...bands.map((band) => band.map((each) => cellOf(each, sideways))),
    ...(foot ? [foot.cells] : []),
  ];
  const bold = [
    ...(head ? [isBold(head.runs)] : []),
    ...bands.map((band) => isBold(band.flatMap((each) => each.runs))),
  ];
  return {
    table: {
      box: extra.map((row) => around(row.cells.map((cell) => cell.box))).reduce(union, box),
      rows,
      ...headerOf(rows, bold),
      spanning: filled.some(({ place }) => place.colSpan > 1 || place.rowSpan > 1),
    },
    used: new Set([...within, ...extra.flatMap((row) => row.runs)]),
  };
}
