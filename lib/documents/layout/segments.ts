import type { Box } from '../pdf/page.ts';
import { joinsUnspaced } from '../text/scripts.ts';
import { union, widthOf } from './boxes.ts';
import { isShadow } from './drawn-twice.ts';
import { monospacedFonts } from './fonts.ts';
import { TEXT } from './gaps.ts';
import { linesByTallest } from './lines.ts';
import { logicalOrder } from './logical-order.ts';
import { mathShare } from './math.ts';
import type { Placed } from './placed.ts';

/** Runs of one line that are close together. */
export interface TextSegment {
  text: string;
  box: Box;
  /** Points: the size that most of its characters have. */
  size: number;
  boldShare: number;
  /** Points from a character to the next, if all of it is in monospaced fonts. */
  advance?: number;
  /** Share of it that is of a formula. */
  math: number;
}

function isSpaced(before: string, after: string, gap: number, size: number): boolean {
  if (before.endsWith(' ') || after.startsWith(' ')) return false;
  return gap > (joinsUnspaced(before, after) ? TEXT.unspacedSpace : TEXT.space) * size;
}

/** The texts of neighbours in reading order, with spaces where there are gaps. */
function joinedText(runs: readonly Placed[]): string {
  const texts: string[] = [];
  let last: Placed | undefined;
  for (const run of runs) {
    const gap = last ? Math.max(run.place.x0 - last.place.x1, last.place.x0 - run.place.x1) : 0;
    if (last && isSpaced(last.text, run.text, gap, Math.min(run.size, last.size))) texts.push(' ');
    texts.push(run.text);
    last = run;
  }
  return texts.join('');
}

/** The size that most characters have, the largest of equals. */
function commonSize(runs: readonly Placed[]): number {
  const sizes = new Map<number, number>();
  for (const { size, text } of runs) sizes.set(size, (sizes.get(size) ?? 0) + text.length);
  return [...sizes].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** Undefined for text that is not monospaced throughout. */
function advanceOf(runs: readonly Placed[], monospaced: ReadonlySet<string>): number | undefined {
  if (!runs.every(({ run }) => monospaced.has(run.font))) return undefined;
  const longest = runs.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  return widthOf(longest.place) / Math.max(1, [...longest.text.trim()].length);
}

/** @param runs at least one, from left to right */
function segmentOf(runs: readonly Placed[], monospaced: ReadonlySet<string>): TextSegment {
  const advance = advanceOf(runs, monospaced);
  const characters = runs.reduce((sum, { text }) => sum + text.length, 0);
  const bold = runs.reduce((sum, { run, text }) => sum + (run.bold ? text.length : 0), 0);
  return {
    text: joinedText(logicalOrder(runs)),
    box: runs.map(({ run }) => run.box).reduce(union),
    size: commonSize(runs),
    boldShare: bold / Math.max(1, characters),
    math: mathShare(runs.map(({ run }) => run)),
    ...(advance === undefined ? {} : { advance }),
  };
}

function segmentsOfLine(runs: readonly Placed[], monospaced: ReadonlySet<string>): TextSegment[] {
  const sorted = runs.toSorted((a, b) => a.place.x0 - b.place.x0 || a.place.x1 - b.place.x1);
  const groups: Placed[][] = [];
  let group: Placed[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const run of sorted) {
    const last = group.at(-1);
    if (last && isShadow(run, last)) continue;
    if (!last || run.place.x0 - end > TEXT.segment * run.size) {
      group = [];
      groups.push(group);
      end = Number.NEGATIVE_INFINITY;
    }
    group.push(run);
    end = Math.max(end, run.place.x1);
  }
  return groups.map((own) => segmentOf(own, monospaced));
}

/** The lines of a column from top to bottom, each as segments from left to right. */
export function segmentsOf(column: readonly Placed[]): TextSegment[][] {
  const monospaced = monospacedFonts(column.map(({ run }) => run));
  return linesByTallest(column).map((line) => segmentsOfLine(line, monospaced));
}
