import type { Box } from '../pdf/page.ts';
import type { Lattice, Rule } from './rulings.ts';
import { NEAR } from './rulings.ts';

/** A ruled cell: its box and the rows and columns that it takes, from `row` and `col`. */
export interface GridCell {
  row: number;
  col: number;
  rowSpan: number;
  colSpan: number;
  box: Box;
}

export interface Grid {
  /** Edges of columns and of rows, one more than there are columns and rows. */
  xs: number[];
  ys: number[];
  cells: GridCell[];
}

/** Part of a cell's side that a rule must cover to be its wall. */
const WALL = 0.6;
/** Rows times columns of the finest grid that is looked at. */
const MOST_PLACES = 20_000;

function edges(positions: readonly number[]): number[] {
  const found: number[] = [];
  for (const position of positions.toSorted((a, b) => a - b)) {
    if (position - (found.at(-1) ?? Number.NEGATIVE_INFINITY) > NEAR) found.push(position);
  }
  return found;
}

const ends = (rules: readonly Rule[]): number[] => [
  Math.min(...rules.map((rule) => rule.from)),
  Math.max(...rules.map((rule) => rule.to)),
];

function covered(rules: readonly Rule[], at: number, from: number, to: number): boolean {
  let length = 0;
  for (const rule of rules) {
    if (Math.abs(rule.at - at) > NEAR) continue;
    length += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from));
  }
  return length >= WALL * (to - from);
}

interface Walls {
  /** Is there a wall right of, or below, this place? */
  right(row: number, col: number): boolean;
  below(row: number, col: number): boolean;
}

function wallsOf(lattice: Lattice, xs: readonly number[], ys: readonly number[]): Walls {
  const x = (col: number) => xs[col] ?? 0;
  const y = (row: number) => ys[row] ?? 0;
  return {
    right: (row, col) => covered(lattice.vertical, x(col + 1), y(row), y(row + 1)),
    below: (row, col) => covered(lattice.horizontal, y(row + 1), x(col), x(col + 1)),
  };
}

/** How far a cell that begins here reaches: to the right first, then down as long as its whole width is open. */
function extent(walls: Walls, free: (row: number, col: number) => boolean, row: number, col: number) {
  let colSpan = 1;
  while (free(row, col + colSpan) && !walls.right(row, col + colSpan - 1)) colSpan += 1;
  const open = (at: number) => {
    for (let c = col; c < col + colSpan; c++) {
      if (!free(at + 1, c) || walls.below(at, c)) return false;
      if (c + 1 < col + colSpan && walls.right(at + 1, c)) return false;
    }
    return true;
  };
  let rowSpan = 1;
  while (open(row + rowSpan - 1)) rowSpan += 1;
  return { rowSpan, colSpan };
}

/** The edges of a lattice; null if they enclose fewer than two columns, or more places than a table has. */
function edgesOf({ horizontal, vertical }: Lattice): { xs: number[]; ys: number[] } | null {
  if (horizontal.length < 2 || vertical.length === 0) return null;
  const xs = edges([...vertical.map((rule) => rule.at), ...ends(horizontal)]);
  const ys = edges([...horizontal.map((rule) => rule.at), ...vertical.flatMap(({ from, to }) => [from, to])]);
  const [rows, cols] = [ys.length - 1, xs.length - 1];
  return rows < 1 || cols < 2 || rows * cols > MOST_PLACES ? null : { xs, ys };
}

/** The cells formed by connected rules; null if they form no grid. */
export function gridOf(lattice: Lattice): Grid | null {
  const found = edgesOf(lattice);
  if (!found) return null;
  const { xs, ys } = found;
  const [rows, cols] = [ys.length - 1, xs.length - 1];
  const walls = wallsOf(lattice, xs, ys);
  const taken = new Set<number>();
  const free = (row: number, col: number) => row < rows && col < cols && !taken.has(row * cols + col);
  const cells: GridCell[] = [];
  for (let place = 0; place < rows * cols; place++) {
    const [row, col] = [Math.floor(place / cols), place % cols];
    if (taken.has(place)) continue;
    const { rowSpan, colSpan } = extent(walls, free, row, col);
    for (let each = 0; each < rowSpan * colSpan; each++) {
      taken.add((row + Math.floor(each / colSpan)) * cols + col + (each % colSpan));
    }
    const box = {
      x0: xs[col] ?? 0,
      y0: ys[row] ?? 0,
      x1: xs[col + colSpan] ?? 0,
      y1: ys[row + rowSpan] ?? 0,
    };
    cells.push({ row, col, rowSpan, colSpan, box });
  }
  return { xs, ys, cells };
}
