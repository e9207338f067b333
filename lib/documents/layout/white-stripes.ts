import { upperMedian } from '../../core/statistics.ts';
import type { Box, TextRun } from '../pdf/page.ts';
import { heightOf, middleY, overlapX, overlapY } from './boxes.ts';
import { CHARACTER, TABLE } from './gaps.ts';
import { linesByOverlap } from './lines.ts';
import { partsOf } from './table-lines.ts';
import { whiteSpace } from './white-space.ts';

/** Lines with text on both sides of a stripe that begin or end at it alike; more if no other stripe is beside it. */
const FEWEST = { one: 5, alone: 8 } as const;
/** Part of all lines beside the stripe that do, and how far off they are, in font sizes. */
const FLUSH = { part: 0.75, off: 0.1 } as const;
/** Part of the next line's stripes that a line must be beside. */
const BESIDE = 0.6;
/** Part of the text right of a stripe that holds digits, to be a column of numbers. */
const NUMBERS = 0.6;
const DIGIT = /\d/;
/** Lines that are looked through for each stripe, which bounds the cost on pages without end. */
const MOST = 400;

/** Index of the first of rising values that is not less. */
function firstFrom(values: readonly number[], least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? least) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Beside {
  left: TextRun;
  right: TextRun;
}

/** Nearest boxes left and right of a stripe on each line. */
function besideOf(stripe: Box, lines: readonly (readonly TextRun[])[]): Beside[] {
  return lines.slice(0, MOST).flatMap((line) => {
    const left = line.findLast(({ box }) => box.x1 <= stripe.x0 + 0.01);
    const right = line.find(({ box }) => box.x0 >= stripe.x1 - 0.01);
    return left && right ? [{ left, right }] : [];
  });
}

/** Where the text at one side of a stripe begins or ends on most lines; null if it does so anywhere. */
function edgeOf(values: readonly number[], off: number): number | null {
  const at = upperMedian(values);
  const near = values.filter((value) => Math.abs(value - at) <= off).length;
  return near >= FEWEST.one && near >= FLUSH.part * values.length ? at : null;
}

interface Stripe extends Box {
  /** Where the text left of it ends and the text right of it begins, if alike. */
  end: number | null;
  start: number | null;
  /** Where numbers right of it end, if alike. */
  far: number | null;
  /** Lines with text on both sides. */
  lines: number;
}

const goesBeside = (stripe: Box, other: Box): boolean =>
  stripe !== other && overlapY(stripe, other) > BESIDE * heightOf(stripe) && overlapX(stripe, other) <= 0;

/** The stripe if it parts columns: cells end or begin at it alike. */
function partingStripe(stripe: Box, lines: readonly (readonly TextRun[])[], size: number): Stripe[] {
  const beside = besideOf(stripe, lines);
  const end = edgeOf(
    beside.map(({ left }) => left.box.x1),
    FLUSH.off * size,
  );
  const start = edgeOf(
    beside.map(({ right }) => right.box.x0),
    FLUSH.off * size,
  );
  const numbers = beside.filter(({ right }) => DIGIT.test(right.text));
  const far =
    numbers.length < NUMBERS * beside.length
      ? null
      : edgeOf(
          beside.map(({ right }) => right.box.x1),
          FLUSH.off * size,
        );
  if (end === null && start === null && far === null) return [];
  return [{ ...stripe, end, start, far, lines: beside.length }];
}

/** Whether two pieces of a line are farther apart than words usually are, but not as far as cells. */
const isTight = (line: readonly TextRun[], size: number): boolean =>
  line.some(({ box }, at) => {
    const gap = at === 0 ? 0 : box.x0 - (line[at - 1]?.box.x1 ?? box.x0);
    return gap > CHARACTER.wide * size && gap <= TABLE.segment * size;
  });

/** Number of stripes that do not overlap. @param stripes from left to right */
function apart(stripes: readonly Box[]): number {
  let [count, end] = [0, Number.NEGATIVE_INFINITY];
  for (const { x0, x1 } of stripes) {
    if (x0 < end) {
      end = Math.min(end, x1);
      continue;
    }
    count += 1;
    end = x1;
  }
  return count;
}

/**
 * Whether a narrow stripe of white that several lines share stands between two neighbours: the cells of a tight table
 * are no farther apart than words.
 */
export function partedByStripes(runs: readonly TextRun[]): (left: Box, right: Box) => boolean {
  const pieces = runs.filter(({ text }) => text.trim() !== '').flatMap(partsOf);
  if (pieces.length === 0) return () => false;
  const size = upperMedian(pieces.map(({ fontSize, box }) => (fontSize > 0 ? fontSize : heightOf(box))));
  const lines = linesByOverlap(pieces).map((line) => line.toSorted((a, b) => a.box.x0 - b.box.x0));
  if (!lines.some((line) => isTight(line, size))) return () => false;
  const tops = lines.map((line) => middleY(line[0]?.box ?? { x0: 0, y0: 0, x1: 0, y1: 0 }));
  const boxes = pieces.map(({ box }) => box);
  const found = whiteSpace(boxes, CHARACTER.wide * size, size)
    .flatMap((stripe) => {
      const from = tops.findIndex((y) => y >= stripe.y0);
      const to = tops.findLastIndex((y) => y <= stripe.y1);
      return from < 0 ? [] : partingStripe(stripe, lines.slice(from, to + 1), size);
    })
    .filter(
      (stripe, _, all) => stripe.lines >= FEWEST.alone || all.some((other) => goesBeside(stripe, other)),
    );
  const counts = tops.map((y) => apart(found.filter(({ y0, y1 }) => y >= y0 && y <= y1)));
  // A caption or the end of a paragraph next to a table is beside few of its stripes.
  const full = new Set(
    counts.flatMap((count, at) =>
      count >= BESIDE * Math.max(counts[at - 1] ?? 0, counts[at + 1] ?? 0) ? [tops[at] ?? 0] : [],
    ),
  );
  const near = (edge: number | null, x: number) => edge !== null && Math.abs(edge - x) <= FLUSH.off * size;
  return (left, right) => {
    const y = (middleY(left) + middleY(right)) / 2;
    const line = tops[firstFrom(tops, y - size / 4)];
    if (line === undefined || !full.has(line)) return false;
    return found.some(
      ({ x0, x1, y0, y1, end, start, far }) =>
        x0 >= left.x1 - 0.5 &&
        x1 <= right.x0 + 0.5 &&
        y >= y0 - size / 2 &&
        y <= y1 + size / 2 &&
        (near(end, left.x1) || near(start, right.x0) || near(far, right.x1)),
    );
  };
}
