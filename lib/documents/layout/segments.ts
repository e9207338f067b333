import type { Box, TextRun } from '../pdf/page.ts';
import { cleanText } from '../text/clean.ts';
import { isRightToLeft, joinsUnspaced } from '../text/scripts.ts';
import { heightOf, union } from './boxes.ts';
import { turned } from './direction.ts';
import { isShadow } from './drawn-twice.ts';
import { TEXT } from './gaps.ts';
import type { Stretch } from './gutters.ts';
import { linesByTallest } from './lines.ts';

/** Runs of one line that are close together. */
export interface TextSegment extends Stretch {
  box: Box;
  boldShare: number;
  /** Number of its line from the top; segments of one line stand side by side. */
  line: number;
}

interface Run {
  text: string;
  box: Box;
  /** Its box in the frame in which its text runs from left to right and lines go down. */
  place: Box;
  size: number;
  bold: boolean;
}

function runOf({ text, box, fontSize, bold }: TextRun, angle: number): Run {
  const place = turned(box, angle);
  const size = fontSize > 0 ? fontSize : Math.max(1, heightOf(place));
  return { text: cleanText(text), box, place, size, bold };
}

function isSpaced(before: string, after: string, gap: number, size: number): boolean {
  if (before.endsWith(' ') || after.startsWith(' ')) return false;
  return gap > (joinsUnspaced(before, after) ? TEXT.unspacedSpace : TEXT.space) * size;
}

/** The texts of neighbours in reading order, with spaces where there are gaps. */
function joinedText(runs: readonly Run[]): string {
  const texts: string[] = [];
  let last: Run | undefined;
  for (const run of runs) {
    const gap = last ? Math.max(run.place.x0 - last.place.x1, last.place.x0 - run.place.x1) : 0;
    if (last && isSpaced(last.text, run.text, gap, Math.min(run.size, last.size))) texts.push(' ');
    texts.push(run.text);
    last = run;
  }
  return texts.join('');
}

/** The size that most characters have, the largest of equals. */
function commonSize(runs: readonly Run[]): number {
  const sizes = new Map<number, number>();
  for (const { size, text } of runs) sizes.set(size, (sizes.get(size) ?? 0) + text.length);
  return [...sizes].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** @param runs at least one, from left to right */
function segmentOf(runs: readonly Run[], line: number): TextSegment {
  const isReversed = isRightToLeft(runs.map(({ text }) => text).join(''));
  const place = runs.map((run) => run.place).reduce(union);
  const characters = runs.reduce((sum, { text }) => sum + text.length, 0);
  const bold = runs.reduce((sum, run) => sum + (run.bold ? run.text.length : 0), 0);
  return {
    text: joinedText(isReversed ? runs.toReversed() : runs),
    box: runs.map(({ box }) => box).reduce(union),
    start: place.x0,
    end: place.x1,
    size: commonSize(runs),
    boldShare: bold / Math.max(1, characters),
    line,
  };
}

function segmentsOfLine(runs: readonly Run[], line: number): TextSegment[] {
  const sorted = runs.toSorted((a, b) => a.place.x0 - b.place.x0 || a.place.x1 - b.place.x1);
  const groups: Run[][] = [];
  let group: Run[] = [];
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
  return groups.map((own) => segmentOf(own, line));
}

/** Segments from top to bottom, those of a line from left to right. @param angle that all `runs` share */
export function segmentsOf(runs: readonly TextRun[], angle: number): TextSegment[] {
  const legible = runs.map((run) => runOf(run, angle)).filter(({ text }) => text.trim() !== '');
  return linesByTallest(legible).flatMap(segmentsOfLine);
}
