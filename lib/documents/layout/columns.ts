import { upperMedian } from '../../core/statistics.ts';
import type { Segment } from './segments.ts';

const BINS = 240;
const MAX_DEPTH = 3;
const MIN_SEGMENTS = 3;
/** Each column holds at least this part of the segments; at most that part may reach across the gutter. */
const MIN_PART = 0.2;
const MAX_ACROSS = 0.4;
/** Lines of prose fill their column and are sentences, not cells. */
const MIN_FILL = 0.5;
const MIN_CHARACTERS = 12;
const MIN_GUTTER = 0.5;

interface Gutter {
  left: Segment[];
  right: Segment[];
}

function extent(segments: readonly Segment[]): { x0: number; x1: number } {
  let x0 = Number.POSITIVE_INFINITY;
  let x1 = Number.NEGATIVE_INFINITY;
  for (const { place } of segments) {
    x0 = Math.min(x0, place.x0);
    x1 = Math.max(x1, place.x1);
  }
  return { x0, x1 };
}

function isProse(segments: readonly Segment[]): boolean {
  const { x0, x1 } = extent(segments);
  const width = upperMedian(segments.map(({ place }) => place.x1 - place.x0));
  return (
    width >= MIN_FILL * (x1 - x0) && upperMedian(segments.map(({ text }) => text.length)) >= MIN_CHARACTERS
  );
}

/** How many segments cover each of `BINS` stripes between x0 and x1. */
function coverage(segments: readonly Segment[], x0: number, step: number): number[] {
  const changes = new Array<number>(BINS + 1).fill(0);
  const bin = (x: number): number => Math.min(BINS - 1, Math.max(0, Math.floor((x - x0) / step)));
  for (const { place } of segments) {
    const [from, to] = [bin(place.x0), bin(place.x1)];
    changes[from] = (changes[from] ?? 0) + 1;
    changes[to + 1] = (changes[to + 1] ?? 0) - 1;
  }
  let sum = 0;
  return changes.slice(0, BINS).map((change) => {
    sum += change;
    return sum;
  });
}

/** The middle of the widest stripe that the fewest segments cover, away from the margins. */
function emptiest(segments: readonly Segment[]): number | null {
  const { x0, x1 } = extent(segments);
  const step = (x1 - x0) / BINS;
  if (!(step > 0)) return null;
  const covered = coverage(segments, x0, step);
  const [from, to] = [Math.floor(BINS * 0.15), Math.ceil(BINS * 0.85)];
  let [best, fewest] = [{ start: from, length: 0 }, Number.POSITIVE_INFINITY];
  for (let start = from; start < to; ) {
    const count = covered[start] ?? 0;
    let length = 1;
    while (start + length < to && covered[start + length] === count) length += 1;
    if (count < fewest || (count === fewest && length > best.length)) {
      [best, fewest] = [{ start, length }, count];
    }
    start += length;
  }
  return x0 + (best.start + best.length / 2) * step;
}

function gutterOf(segments: readonly Segment[]): Gutter | null {
  const x = segments.length < 2 * MIN_SEGMENTS ? null : emptiest(segments);
  if (x === null) return null;
  const left = segments.filter(({ place }) => place.x1 <= x);
  const right = segments.filter(({ place }) => place.x0 >= x);
  const least = Math.max(MIN_SEGMENTS, MIN_PART * (left.length + right.length));
  if (left.length < least || right.length < least) return null;
  if (segments.length - left.length - right.length > MAX_ACROSS * segments.length) return null;
  const width = extent(right).x0 - extent(left).x1;
  if (width < MIN_GUTTER * upperMedian(segments.map(({ size }) => size))) return null;
  return isProse(left) && isProse(right) ? { left, right } : null;
}

interface Band {
  left: Segment[];
  right: Segment[];
}

/** What stands between two segments that reach across the gutter, and those themselves, from top to bottom. */
function bandsOf(segments: readonly Segment[], { left, right }: Gutter): (Band | Segment)[] {
  const [onLeft, onRight] = [new Set(left), new Set(right)];
  const bands: (Band | Segment)[] = [];
  let band: Band | null = null;
  for (const segment of segments) {
    const side = onLeft.has(segment) ? 'left' : 'right';
    if (side === 'right' && !onRight.has(segment)) {
      bands.push(segment);
      band = null;
      continue;
    }
    if (!band) {
      band = { left: [], right: [] };
      bands.push(band);
    }
    band[side].push(segment);
  }
  return bands;
}

/**
 * Columns in the order in which they are read. What reaches across a gutter (a title, a wide figure's caption) divides
 * the columns above it from those below.
 */
export function columnsOf(segments: readonly Segment[], rightToLeft: boolean, depth = 0): Segment[][] {
  const gutter = depth < MAX_DEPTH ? gutterOf(segments) : null;
  if (!gutter) return segments.length === 0 ? [] : [[...segments]];
  const columns: Segment[][] = [];
  let across: Segment[] | null = null;
  for (const band of bandsOf(segments, gutter)) {
    if ('text' in band) {
      if (across) across.push(band);
      else {
        across = [band];
        columns.push(across);
      }
      continue;
    }
    across = null;
    const sides = rightToLeft ? [band.right, band.left] : [band.left, band.right];
    for (const side of sides) columns.push(...columnsOf(side, rightToLeft, depth + 1));
  }
  return columns;
}
