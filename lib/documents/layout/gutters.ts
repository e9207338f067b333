import { upperMedian } from '../../core/statistics.ts';

// Where two columns of running text part. Two rules, which differ on how much may cross the gutter.

/** A piece of a line: its text, its extent along the line, its font size. */
export interface Stretch {
  text: string;
  start: number;
  end: number;
  size: number;
}

/** In a column of text most lines fill half its width and hold this many characters; cells of a table do not. */
const FILLED = 0.5;
const CHARACTERS = 12;

interface Extent {
  start: number;
  end: number;
}

function extentOf(stretches: readonly Extent[]): Extent {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const stretch of stretches) {
    start = Math.min(start, stretch.start);
    end = Math.max(end, stretch.end);
  }
  return { start, end };
}

/** Running text, as opposed to the cells of a table. */
function isProse(stretches: readonly Stretch[]): boolean {
  const { start, end } = extentOf(stretches);
  const width = upperMedian(stretches.map((stretch) => stretch.end - stretch.start));
  return (
    width >= FILLED * (end - start) && upperMedian(stretches.map(({ text }) => text.length)) >= CHARACTERS
  );
}

/** How many of the ranges, `from` up to but not including `to`, cover each of the first `bins` numbers. */
function coverage(ranges: Iterable<readonly [from: number, to: number]>, bins: number): Int32Array {
  const changes = new Int32Array(bins + 1);
  for (const [from, to] of ranges) {
    changes[from] = (changes[from] ?? 0) + 1;
    changes[to] = (changes[to] ?? 0) - 1;
  }
  let covering = 0;
  return changes.map((change) => {
    covering += change;
    return covering;
  });
}

/** For the clear gutter: bins in points, its width in font sizes, the part of the pieces that may cross it. */
const CLEAR = { bin: 2, width: 0.8, crossed: 0.15, lines: 5, candidates: 6 } as const;

/**
 * For plain text: a gap that few pieces cross (titles, wide figures), with columns of five lines and more that stand
 * side by side. Undefined if there is none.
 */
export function clearGutter(pieces: readonly (Stretch & { base: number })[]): number | undefined {
  if (pieces.length < CLEAR.lines * 2) return undefined;
  const { start, end } = extentOf(pieces);
  const bin = (at: number) => (at - start) / CLEAR.bin;
  const covered = coverage(
    pieces.map((piece) => [Math.floor(bin(piece.start)), Math.ceil(bin(piece.end))]),
    Math.ceil(bin(end)) + 1,
  );
  const size = upperMedian(pieces.map((piece) => piece.size));
  const allowed = Math.floor(pieces.length * CLEAR.crossed);
  for (const { from, to } of gapsIn(covered, allowed, Math.max(2, (size * CLEAR.width) / CLEAR.bin))) {
    const gutter = start + ((from + to) / 2) * CLEAR.bin;
    const left = pieces.filter((piece) => piece.end <= gutter);
    const right = pieces.filter((piece) => piece.start >= gutter);
    if (isClearColumn(left) && isClearColumn(right) && areSideBySide(left, right)) return gutter;
  }
  return undefined;
}

/** Stretches of bins that few pieces cover, the emptiest and then the widest first; those at the edges are margins. */
function gapsIn(covered: Int32Array, allowed: number, least: number): { from: number; to: number }[] {
  const found: { from: number; to: number; crossed: number }[] = [];
  for (let from = 0; from < covered.length; from++) {
    const crossed = covered[from] ?? 0;
    if (crossed > allowed) continue;
    let to = from;
    while (to < covered.length && (covered[to] ?? 0) <= crossed) to++;
    if (to - from >= least && from > 0 && to < covered.length - 1) found.push({ from, to, crossed });
    from = to - 1;
  }
  const ranked = found.toSorted((a, b) => a.crossed - b.crossed || b.to - b.from - (a.to - a.from));
  return ranked.slice(0, CLEAR.candidates);
}

const isClearColumn = (pieces: readonly Stretch[]): boolean =>
  pieces.length >= CLEAR.lines && isProse(pieces);

/** Whether the lower of two columns has half its height beside the other. */
function areSideBySide(left: readonly { base: number }[], right: readonly { base: number }[]): boolean {
  const height = (pieces: readonly { base: number }[]) =>
    extentOf(pieces.map(({ base }) => ({ start: base, end: base })));
  const [a, b] = [height(left), height(right)];
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared >= 0.5 * Math.min(a.end - a.start, b.end - b.start);
}

/** For the crossed gutter: its width in font sizes, parts of all segments, the part of the width that is margin. */
const CROSSED = { bins: 240, width: 0.5, crossed: 0.4, least: 0.2, lines: 3, margin: 0.15 } as const;

export interface Sides<T> {
  left: T[];
  right: T[];
}

/** For paragraphs: the emptiest stripe of the page's middle, which up to 40 % may cross. Null if it parts no columns. */
export function crossedGutter<T extends Stretch>(segments: readonly T[]): Sides<T> | null {
  const x = segments.length < 2 * CROSSED.lines ? null : emptiestStripe(segments);
  if (x === null) return null;
  const left = segments.filter(({ end }) => end <= x);
  const right = segments.filter(({ start }) => start >= x);
  const least = Math.max(CROSSED.lines, CROSSED.least * (left.length + right.length));
  if (left.length < least || right.length < least) return null;
  if (segments.length - left.length - right.length > CROSSED.crossed * segments.length) return null;
  const width = extentOf(right).start - extentOf(left).end;
  if (width < CROSSED.width * upperMedian(segments.map(({ size }) => size))) return null;
  return isProse(left) && isProse(right) ? { left, right } : null;
}

/** The middle of the widest of the stripes that the fewest segments cover; null if the segments have no width. */
function emptiestStripe(segments: readonly Stretch[]): number | null {
  const { bins, margin } = CROSSED;
  const { start: first, end } = extentOf(segments);
  const step = (end - first) / bins;
  if (!(step > 0)) return null;
  const bin = (x: number): number => Math.min(bins - 1, Math.max(0, Math.floor((x - first) / step)));
  const covered = coverage(
    segments.map((segment) => [bin(segment.start), bin(segment.end) + 1]),
    bins,
  );
  const [from, to] = [Math.floor(bins * margin), Math.ceil(bins * (1 - margin))];
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
  return first + (best.start + best.length / 2) * step;
}
