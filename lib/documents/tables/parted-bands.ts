import { upperMedian } from '../../core/statistics.ts';
import { heightOf, middleY } from '../layout/boxes.ts';
import { gapBetween, type Line, tableLines } from '../layout/table-lines.ts';
import { isStacked } from './finished-grid.ts';
import type { Filled } from './unruled-rows.ts';

// Rows of wrapped cells between column rules: no rule parts them, but white that all columns share does.

/** In font sizes: how much wider such white is than that between the lines of a cell. */
const JUMP = 0.25;
/** Lines that begin beside each other: part of their height by which they may be off. */
const LEVEL = 0.25;
/** Part of the columns in which a row begins. */
const BEGINS = 0.6;

interface Column {
  lines: Line[];
  /** Distances from each line to the next, in font sizes. */
  gaps: number[];
}

function columnOf({ runs }: Filled): Column {
  const lines = tableLines(runs);
  return { lines, gaps: lines.slice(1).map((line, at) => gapBetween(lines[at] ?? line, line)) };
}

/** Heights at which lines begin that are farther below the line before than lines of one cell are. */
function startsOf({ lines, gaps }: Column, usual: number): number[] {
  return gaps.flatMap((gap, at) => {
    const line = lines[at + 1];
    return line && gap > usual + JUMP ? [line.box.y0] : [];
  });
}

/** Heights at which rows begin in most columns, below the first row. */
function cutsOf(columns: readonly Column[]): number[] {
  const gaps = columns.flatMap((column) => column.gaps);
  const heights = columns.flatMap(({ lines }) => lines.map((line) => heightOf(line.box)));
  const slack = LEVEL * upperMedian(heights);
  const starts = columns.map((column) => startsOf(column, Math.min(...gaps)));
  const all = starts.flat().toSorted((a, b) => a - b);
  const levels: number[] = [];
  for (const y of all) if (y - (levels.at(-1) ?? Number.NEGATIVE_INFINITY) > slack) levels.push(y);
  const filled = columns.filter(({ lines }) => lines.length > 0).length;
  const isShared = (y: number) =>
    starts.filter((own) => own.some((other) => Math.abs(other - y) <= slack)).length >= BEGINS * filled;
  const isClear = (y: number) =>
    columns.every(({ lines }) => lines.every(({ box }) => box.y1 - slack < y || box.y0 + slack >= y));
  return levels.filter((y) => isShared(y) && isClear(y)).map((y) => y - slack);
}

/**
 * The rows of a ruled band, if white across all of its columns parts it at least twice; otherwise the band, as where
 * the white parts groups of rows of figures.
 */
export function partedBands(band: readonly Filled[]): Filled[][] {
  const columns = band.map(columnOf);
  const lined = columns.filter(({ lines }) => lines.length > 1);
  if (band.some(({ place }) => place.colSpan > 1) || lined.length < 2) return [[...band]];
  const cuts = cutsOf(columns);
  if (cuts.length < 2) return [[...band]];
  const edges = [Number.NEGATIVE_INFINITY, ...cuts, Number.POSITIVE_INFINITY];
  const parts = edges.slice(1).map((to, at) => {
    const from = edges[at] ?? to;
    return band.map(({ place, runs }) => ({
      place: {
        ...place,
        box: { ...place.box, y0: Math.max(place.box.y0, from), y1: Math.min(place.box.y1, to) },
      },
      runs: runs.filter(({ box }) => middleY(box) > from && middleY(box) <= to),
    }));
  });
  const hasStacks = parts.flat().some(({ runs }) => isStacked(tableLines(runs)));
  return hasStacks ? [[...band]] : parts;
}
