import { upperMedian } from '../../core/statistics.ts';
import type { Box } from '../pdf/page.ts';
import { directions } from '../text/scripts.ts';
import { around, heightOf, middleY, overlapY, widthOf } from './boxes.ts';
import { linesByTallest } from './lines.ts';
import type { Placed } from './placed.ts';

/** A line of a strip. */
export interface Row {
  box: Box;
  text: string;
}

/** What stands between two white rectangles, or between one and the margin. */
export interface Strip {
  rows: Row[];
  box: Box;
}

/** In parts of the strip's width, and in characters: less than that is a cell, not a line of text. */
const FILLED = 0.5;
const CHARACTERS = 12;
/** The same for the lines of a list. */
const ENTRY = 8;
/** Part of a line's letters and digits that are letters. */
const LETTERS = 0.6;
/** Parts of the height that rows side by side share. */
const BESIDE = 0.8;
/** Gaps between paragraphs or rows, in usual distances of lines. */
const APART = 1.3;
const FEWEST_GAPS = 3;

function rowOf(line: readonly Placed[]): Row {
  const sorted = line.toSorted((a, b) => a.place.x0 - b.place.x0);
  const text = sorted.map((piece) => piece.text.trim()).join(' ');
  return { box: around(line.map(({ place }) => place)), text };
}

export function stripOf(pieces: readonly Placed[]): Strip {
  const rows = linesByTallest(pieces).map(rowOf);
  return { rows, box: around(rows.map(({ box }) => box)) };
}

/** Characters of text in a script without spaces take twice the width of others. */
function charactersOf(text: string): number {
  const wide = text.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/gu)?.length ?? 0;
  return text.length + wide;
}

/** How many words the median row holds. */
export const wordsOf = ({ rows }: Strip): number =>
  upperMedian(rows.map(({ text }) => text.trim().split(/\s+/).length));

/** Words rather than numbers. */
export function isWorded({ rows }: Strip): boolean {
  const text = rows.map((row) => row.text.slice(0, 200)).join(' ');
  const { letters } = directions(text);
  const digits = text.slice(0, 2_000).match(/\d/g)?.length ?? 0;
  return letters >= LETTERS * (letters + digits) && letters > 0;
}

/** Most lines are as long as the strip is wide and hold more than a cell does. */
export function isFilled({ rows, box }: Strip): boolean {
  const width = upperMedian(rows.map((row) => widthOf(row.box)));
  const characters = upperMedian(rows.map((row) => charactersOf(row.text)));
  return width >= FILLED * widthOf(box) && characters >= CHARACTERS;
}

/** Lines of a list, as of an index: words, and longer than most cells. */
export const isList = (strip: Strip): boolean =>
  isWorded(strip) && upperMedian(strip.rows.map((row) => charactersOf(row.text))) >= ENTRY;

/** Whether lines go on with the sentence of the line before: in scripts with capitals, most begin with a small letter. */
export function goesOn({ rows }: Strip): boolean {
  const later = rows.slice(1);
  const going = later.filter(({ text }) => /^[("'“‘]?[\p{Ll}\p{Lo}]/u.test(text));
  return later.length > 0 && going.length * 2 >= later.length;
}

/** Part of the rows of the shorter strip that stand at the height of a row of the other. */
export function sideBySide(left: Strip, right: Strip): number {
  const [few, many] = left.rows.length < right.rows.length ? [left, right] : [right, left];
  let [met, from] = [0, 0];
  for (const { box } of few.rows) {
    while ((many.rows[from]?.box.y1 ?? Number.POSITIVE_INFINITY) < box.y0) from += 1;
    for (const other of many.rows.slice(from, from + 3)) {
      const least = BESIDE * Math.min(heightOf(box), heightOf(other.box));
      if (overlapY(box, other.box) >= least) {
        met += 1;
        break;
      }
    }
  }
  return met / Math.max(1, few.rows.length);
}

const stepsOf = ({ rows }: Strip): number[] =>
  rows.slice(1).map((row, at) => middleY(row.box) - middleY(rows[at]?.box ?? row.box));

/** Usual distance from a line to the next, in points; 0 for a single line. */
export const pitchOf = (strip: Strip): number => upperMedian(stepsOf(strip)) || 0;

/** Gaps that are wider than the usual distance of lines: where the line above ends and the next one begins. */
function gapsOf(strip: Strip, usual: number): { from: number; to: number }[] {
  return stepsOf(strip).flatMap((step, at) => {
    const [upper, lower] = [strip.rows[at], strip.rows[at + 1]];
    return step > APART * usual && upper && lower ? [{ from: upper.box.y1, to: lower.box.y0 }] : [];
  });
}

/**
 * Whether the rows of both begin, or end, at the same heights, as the cells of a table do of which some hold several
 * lines. Each line of one may be a row, so the usual distance is that of both.
 */
export function partTogether(left: Strip, right: Strip): boolean {
  const usual = Math.min(...[...stepsOf(left), ...stepsOf(right)].filter((step) => step > 0));
  const [few, many] = [gapsOf(left, usual), gapsOf(right, usual)].toSorted((a, b) => a.length - b.length);
  if (!few || !many || few.length < FEWEST_GAPS || many.length > 2 * few.length) return false;
  const high = upperMedian([...left.rows, ...right.rows].map(({ box }) => heightOf(box)));
  return (['from', 'to'] as const).some((edge) => {
    const met = few.filter((gap) => many.some((other) => Math.abs(gap[edge] - other[edge]) < high));
    return met.length >= 0.9 * few.length;
  });
}
