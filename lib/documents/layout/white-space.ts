import type { Box } from '../pdf/page.ts';
import { heightOf } from './boxes.ts';

// Upright rectangles that no text reaches into: what parts columns. Found by one sweep from top to bottom that keeps
// the gaps of each stripe as long as they go on (after Breuel, "Two geometric algorithms for layout analysis", 2002).

interface Gap {
  x0: number;
  x1: number;
}

/** A gap that goes on since a stripe. */
interface Open extends Gap {
  from: number;
}

/** Stripes to a line, and at most so many to a page. */
const STRIPES_A_LINE = 2;
const MOST_STRIPES = 1_500;
/** Part of a box's height that does not count at its top and at its bottom: boxes of lines set tight overlap. */
const SLACK = 0.2;
/** Gaps that are followed at once; those that go on longest stay. */
const MOST_OPEN = 60;

/** The gaps of a stripe that are wide enough, the margins included. */
function gapsOf(boxes: readonly Box[], least: number): Gap[] {
  const gaps: Gap[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { x0, x1 } of boxes) {
    if (x0 - end >= least) gaps.push({ x0: end, x1: x0 });
    end = Math.max(end, x1);
  }
  gaps.push({ x0: end, x1: Number.POSITIVE_INFINITY });
  return gaps;
}

const covers = (a: Open, b: Open): boolean => a.x0 <= b.x0 && a.x1 >= b.x1 && a.from <= b.from;

/** Without gaps that lie within one that is as old. */
function withoutCovered(open: readonly Open[]): Open[] {
  const kept: Open[] = [];
  for (const gap of open.toSorted((a, b) => a.from - b.from || b.x1 - b.x0 - (a.x1 - a.x0))) {
    if (kept.length < MOST_OPEN && !kept.some((other) => covers(other, gap))) kept.push(gap);
  }
  return kept;
}

function goOn(open: readonly Open[], gaps: readonly Gap[], row: number, least: number): Open[] {
  const next: Open[] = gaps.map(({ x0, x1 }) => ({ x0, x1, from: row }));
  for (const { x0, x1, from } of open) {
    for (const gap of gaps) {
      if (gap.x0 >= x1) break;
      const start = Math.max(x0, gap.x0);
      const end = Math.min(x1, gap.x1);
      if (end - start >= least) next.push({ x0: start, x1: end, from });
    }
  }
  return withoutCovered(next);
}

const isSame = (a: readonly Gap[], b: readonly Gap[]): boolean =>
  a.length === b.length && a.every(({ x0, x1 }, at) => x0 === b[at]?.x0 && x1 === b[at]?.x1);

/** Boxes by the stripes that they reach into, from left to right. */
function stripesOf(boxes: readonly Box[], top: number, high: number, count: number): Box[][] {
  const stripes = Array.from({ length: count }, (): Box[] => []);
  const at = (y: number) => Math.min(count - 1, Math.max(0, Math.floor((y - top) / high)));
  for (const box of boxes.toSorted((a, b) => a.x0 - b.x0)) {
    const slack = SLACK * heightOf(box);
    for (let row = at(box.y0 + slack); row <= at(box.y1 - slack); row += 1) stripes[row]?.push(box);
  }
  return stripes;
}

/**
 * The largest rectangles between boxes, at least `width` wide and two lines high; those at the margins are left out.
 * @param size of the font, in points
 */
export function whiteSpace(boxes: readonly Box[], width: number, size: number): Box[] {
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { y0, y1 } of boxes) [top, bottom] = [Math.min(top, y0), Math.max(bottom, y1)];
  const high = Math.max(size / STRIPES_A_LINE, (bottom - top) / MOST_STRIPES);
  if (!(bottom > top) || !(high > 0)) return [];
  const stripes = stripesOf(boxes, top, high, Math.ceil((bottom - top) / high));
  const found: Box[] = [];
  let open: Open[] = [];
  let last: Gap[] = [];
  const close = (gap: Open, row: number): void => {
    if (!Number.isFinite(gap.x1 - gap.x0) || row - gap.from < 2 * STRIPES_A_LINE) return;
    found.push({ x0: gap.x0, x1: gap.x1, y0: top + gap.from * high, y1: top + row * high });
  };
  for (const [row, stripe] of stripes.entries()) {
    if (stripe.length === 0) continue;
    const gaps = gapsOf(stripe, width);
    // Most lines are two stripes; the second of them leaves everything open as it is.
    if (isSame(gaps, last)) continue;
    last = gaps;
    const next = goOn(open, gaps, row, width);
    for (const gap of open) if (!next.some((other) => covers(other, gap))) close(gap, row);
    open = next;
  }
  for (const gap of open) close(gap, stripes.length);
  return found;
}
