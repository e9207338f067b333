import type { Box, PageContent, TextRun } from '../pdf/page.ts';
import { type Shift, shiftedText } from '../text/raised-letters.ts';
import { overlapX } from './boxes.ts';
import { turned } from './direction.ts';

// Superscripts and subscripts: text that is smaller than what it stands beside, or as large, and off its baseline.

/** In parts of the size of what it stands beside. */
const SIZE = { least: 0.4, smaller: 0.87, alike: 1.05 } as const;
/** TeX raises by .36 to .41 and lowers by .15 to .25; Word lowers by .14; browsers raise by .33. */
const RISE = { raised: 0.15, lowered: 0.07, alike: 0.2, highest: 0.95, lowest: 0.55 } as const;
/** Gap between the two; letters may reach into each other, and a mark that begins a line may stand further off. */
const GAP = { least: -0.6, word: 0.15, most: 0.35, lead: 0.8 } as const;
/** Gap between pieces that are raised together; a wider one, or more letters, are a line of their own. */
const TOGETHER = 1;
const LONGEST = 14;
/** Height of a bin in which neighbours are looked for, and how many of them on each side. */
const BIN = 8;
const NEIGHBOURS = 4;
/** For text of any size. */
const MOST_BINS = 24;

interface Piece {
  at: number;
  text: string;
  place: Box;
  baseline: number;
  size: number;
}

/** Text off the baseline of what it stands beside: pieces one after the other. */
interface Cluster {
  pieces: Piece[];
  text: string;
}

/** A run in a frame in which its text runs from left to right; null for text at an angle or without a baseline. */
function pieceOf(run: TextRun, at: number): Piece | null {
  const { angle, baseline, fontSize, text } = run;
  if (baseline === undefined || angle % 90 !== 0 || fontSize <= 0 || text.trim() === '') return null;
  const down = angle === 90 || angle === 180 ? -baseline : baseline;
  return { at, text: text.trim(), place: turned(run.box, angle), baseline: down, size: fontSize };
}

/** Pieces by the height of their baseline, each bin from left to right. */
class Bins {
  readonly #bins: Map<number, Piece[]>;
  readonly #largest: ReadonlyMap<number, number>;

  constructor(pieces: readonly Piece[]) {
    this.#bins = Map.groupBy(pieces, ({ baseline }) => Math.floor(baseline / BIN));
    for (const bin of this.#bins.values()) bin.sort((a, b) => a.place.x0 - b.place.x0);
    const sizes = [...this.#bins].map(([at, bin]) => [at, Math.max(...bin.map(({ size }) => size))] as const);
    this.#largest = new Map(sizes);
  }

  /** The largest size of pieces up to two sizes above and below. */
  largestNear(piece: Piece): number {
    let largest = 0;
    const [first, last] = reachOf(piece);
    for (let bin = first; bin <= last; bin += 1) largest = Math.max(largest, this.#largest.get(bin) ?? 0);
    return largest;
  }

  /** Pieces around `x`, up to two sizes above and below. */
  near(piece: Piece, x: number): Piece[] {
    const found: Piece[] = [];
    const [first, last] = reachOf(piece);
    for (let bin = first; bin <= last; bin += 1) {
      const pieces = this.#bins.get(bin) ?? [];
      const at = firstFrom(pieces, x);
      for (let near = Math.max(0, at - NEIGHBOURS); near < at + NEIGHBOURS; near += 1) {
        const other = pieces[near];
        if (other) found.push(other);
      }
    }
    return found;
  }
}

/** The first and the last bin up to two sizes above and below. */
function reachOf({ baseline, size }: Piece): [number, number] {
  const first = Math.floor((baseline - 2 * size) / BIN);
  return [first, Math.min(Math.floor((baseline + 2 * size) / BIN), first + MOST_BINS)];
}

/** Index of the first piece that begins at `x` or after it. */
function firstFrom(pieces: readonly Piece[], x: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.place.x0 ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isNumber = ({ text }: Piece): boolean => /\d/.test(text) && !/\p{L}/u.test(text);

/** How `piece` stands beside `base`; null if it is on its baseline, or not smaller than it. */
function shiftOf(piece: Piece, base: Piece): Shift | null {
  const [ratio, rise] = [piece.size / base.size, (base.baseline - piece.baseline) / base.size];
  if (ratio < SIZE.least || ratio > SIZE.alike || rise > RISE.highest || rise < -RISE.lowest) return null;
  if (ratio > SIZE.smaller) {
    return Math.abs(rise) >= RISE.alike && isNumber(piece) ? (rise > 0 ? 'raised' : 'lowered') : null;
  }
  if (rise >= RISE.raised) return 'raised';
  return rise <= -RISE.lowered ? 'lowered' : null;
}

/** Whether the right one stands where the left one ends. */
function touch(left: Piece, right: Piece, size: number): boolean {
  const gap = -overlapX(left.place, right.place);
  return left.place.x0 < right.place.x0 && gap <= GAP.most * size && gap >= GAP.least * size;
}

interface Sides {
  before: Piece | undefined;
  after: Piece | undefined;
}

/** Whether a piece is about on the baseline of a larger one, as a number in the margin is beside its line. */
function isLevel(piece: Piece, other: Piece): boolean {
  const rise = (other.baseline - piece.baseline) / other.size;
  return other.size * SIZE.smaller > piece.size && rise > -RISE.lowered && rise < RISE.raised;
}

/** The line of a note that a raised number leads, apart from it: nothing stands before the number. */
function ledBy(piece: Piece, around: readonly Piece[]): Piece | undefined {
  if (!/^\d{1,3}$/.test(piece.text)) return undefined;
  const gap = (other: Piece) => -overlapX(piece.place, other.place) / other.size;
  const near = around.filter((other) => other !== piece && gap(other) < 2 * GAP.lead);
  const isFirst = near.every((other) => other.place.x0 > piece.place.x0 || shiftOf(piece, other) === null);
  return isFirst
    ? near.find((other) => gap(other) <= GAP.lead && shiftOf(piece, other) === 'raised')
    : undefined;
}

/** What a piece stands beside off its baseline, on its left and on its right. */
function sidesOf(piece: Piece, bins: Bins): Sides {
  const around = [...bins.near(piece, piece.place.x0), ...bins.near(piece, piece.place.x1)];
  const beside = around.filter(
    (other) => other !== piece && (touch(other, piece, other.size) || touch(piece, other, other.size)),
  );
  if (beside.some((other) => isLevel(piece, other))) return { before: undefined, after: undefined };
  const bases = beside.filter((other) => shiftOf(piece, other) !== null);
  const away = (other: Piece) => Math.abs(other.baseline - piece.baseline) / other.size;
  const nearest = (found: Piece[]) => found.sort((a, b) => away(a) - away(b))[0];
  return {
    before: nearest(bases.filter((other) => touch(other, piece, other.size))),
    after: nearest(bases.filter((other) => touch(piece, other, other.size))) ?? ledBy(piece, around),
  };
}

/** The logos of TeX, and accents set as capitals: a capital within a word is a letter of it. */
function isWithinWord(piece: Piece, { before, after }: Sides): boolean {
  if (!before || !after || -overlapX(piece.place, after.place) > GAP.word * after.size) return false;
  return /^\p{Lu}+$/u.test(piece.text) && /\p{L}$/u.test(before.text) && /^\p{L}/u.test(after.text);
}

/** Pieces on one baseline and of one size that follow each other: all of a raised text, or a line that is not one. */
function clusterOf(piece: Piece, bins: Bins): Cluster {
  const alike = (other: Piece) =>
    Math.abs(other.baseline - piece.baseline) < 0.1 * piece.size &&
    Math.abs(other.size / piece.size - 1) < 0.1;
  const pieces = [piece];
  let text = piece.text;
  for (let [last, steps] = [piece, 0]; steps < LONGEST && text.length <= LONGEST; steps += 1) {
    const next = bins
      .near(last, last.place.x1)
      .find((other) => alike(other) && other.place.x0 > last.place.x0 && isNext(last, other));
    if (!next) break;
    pieces.push(next);
    text += next.text;
    last = next;
  }
  return { pieces, text };
}

const isNext = (left: Piece, right: Piece): boolean =>
  Math.abs(right.place.x0 - left.place.x1) <= TOGETHER * left.size;

/** How a piece is set, if it is not on the line's baseline. */
function standing(piece: Piece, bins: Bins): Shift | null {
  if (piece.text.length > LONGEST) return null;
  // Most text is no smaller than what is near it, and needs no look at its neighbours.
  if (piece.size > SIZE.smaller * bins.largestNear(piece) && !isNumber(piece)) return null;
  const sides = sidesOf(piece, bins);
  const base = sides.before ?? sides.after;
  if (!base || isWithinWord(piece, sides)) return null;
  return clusterOf(piece, bins).text.length > LONGEST ? null : shiftOf(piece, base);
}

/**
 * The runs of a page, those set raised or lowered written so (`¹`, `₂`, `^(…)`), so that `$320¹` does not read as
 * `$3201`. Pieces that follow a raised one at its height are raised with it.
 */
export function withShifts<T extends Pick<PageContent, 'runs'>>(page: T): T {
  const pieces = page.runs.map(pieceOf).filter((piece) => piece !== null);
  const bins = new Bins(pieces);
  const shifts = new Map<number, Shift>();
  for (const piece of pieces.toSorted((a, b) => a.place.x0 - b.place.x0)) {
    if (shifts.has(piece.at)) continue;
    const shift = standing(piece, bins);
    if (shift === null) continue;
    for (const { at } of clusterOf(piece, bins).pieces) shifts.set(at, shift);
  }
  if (shifts.size === 0) return page;
  const runs = page.runs.map((run, at) => {
    const shift = shifts.get(at);
    if (!shift) return run;
    const { spaces: _, ...own } = run;
    return { ...own, text: shiftedText(run.text, shift) };
  });
  return { ...page, runs };
}
