import { upperMedian } from '../../core/statistics.ts';
import type { Placed } from './piece.ts';

/** Points. */
const BIN = 2;
/** A gap between columns is at least this many times the text's size. */
const GAP = 0.8;
/** Part of the pieces that may cross the gap: titles, wide figures. */
const MAY_CROSS = 0.15;
const LEAST_LINES = 5;
/** A column's lines fill it to at least this part (median), and hold this many characters: else it is a table. */
const FILLED = 0.5;
const LEAST_CHARACTERS = 12;

/** Where two columns of running text part, along the line; undefined where there are none. */
export function findGutter(pieces: Placed[]): number | undefined {
  if (pieces.length < LEAST_LINES * 2) return undefined;
  const first = Math.min(...pieces.map(({ start }) => start));
  const last = Math.max(...pieces.map(({ end }) => end));
  const covered = coverage(pieces, first, Math.ceil((last - first) / BIN) + 1);
  const size = upperMedian(pieces.map((piece) => piece.size));
  const allowed = Math.floor(pieces.length * MAY_CROSS);
  for (const { from, to } of gaps(covered, allowed, Math.max(2, (size * GAP) / BIN))) {
    const gutter = first + ((from + to) / 2) * BIN;
    if (isColumns(pieces, gutter)) return gutter;
  }
  return undefined;
}

/** How many pieces stand over each bin. */
function coverage(pieces: Placed[], first: number, bins: number): Int32Array {
  const change = new Int32Array(bins + 1);
  for (const { start, end } of pieces) {
    const from = Math.floor((start - first) / BIN);
    const to = Math.ceil((end - first) / BIN);
    change[from] = (change[from] ?? 0) + 1;
    change[to] = (change[to] ?? 0) - 1;
  }
  let count = 0;
  return change.map((step) => {
    count += step;
    return count;
  });
}

/** Stretches of bins that few pieces cover, the emptiest and then the widest first; those at the edges are margins. */
function gaps(covered: Int32Array, allowed: number, least: number): { from: number; to: number }[] {
  const found: { from: number; to: number; crossed: number }[] = [];
  for (let from = 0; from < covered.length; from++) {
    const crossed = covered[from] ?? 0;
    if (crossed > allowed) continue;
    let to = from;
    while (to < covered.length && (covered[to] ?? 0) <= crossed) to++;
    if (to - from >= least && from > 0 && to < covered.length - 1) found.push({ from, to, crossed });
    from = to - 1;
  }
  return found.toSorted((a, b) => a.crossed - b.crossed || b.to - b.from - (a.to - a.from)).slice(0, 6);
}

function isColumns(pieces: Placed[], gutter: number): boolean {
  const left = pieces.filter(({ end }) => end <= gutter);
  const right = pieces.filter(({ start }) => start >= gutter);
  return isColumn(left) && isColumn(right) && sideBySide(left, right);
}

function isColumn(pieces: Placed[]): boolean {
  if (pieces.length < LEAST_LINES) return false;
  const first = Math.min(...pieces.map(({ start }) => start));
  const last = Math.max(...pieces.map(({ end }) => end));
  const widths = pieces.map(({ start, end }) => (end - start) / (last - first || 1));
  const characters = upperMedian(pieces.map(({ text }) => text.length));
  return characters >= LEAST_CHARACTERS && upperMedian(widths) >= FILLED;
}

/** True when the lower of the two sides still has half its height beside the other. */
function sideBySide(left: Placed[], right: Placed[]): boolean {
  const [a, b] = [span(left), span(right)];
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return shared >= 0.5 * Math.min(a.to - a.from, b.to - b.from);
}

function span(pieces: Placed[]): { from: number; to: number } {
  const bases = pieces.map(({ base }) => base);
  return { from: Math.min(...bases), to: Math.max(...bases) };
}
