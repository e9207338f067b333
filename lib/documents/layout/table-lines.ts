import { upperMedian } from '../../core/statistics.ts';
import type { Box, TextRun } from '../pdf/page.ts';
import { around, heightOf, overlapX, union } from './boxes.ts';
import { isHorizontal } from './direction.ts';
import { repeatsEnd } from './drawn-twice.ts';
import { isMonospaced } from './fonts.ts';
import { CHARACTER, TABLE } from './gaps.ts';
import { linesByOverlap } from './lines.ts';

export { CHARACTER, linesByOverlap, TABLE };

/** Words of one line with no more than a space between them: all or part of one cell's line. */
export interface Segment {
  text: string;
  box: Box;
  fontSize: number;
  bold: boolean;
  monospaced: boolean;
  /** Some of it is set in a font of signs for formulas. */
  formula: boolean;
  /** A rule parts it from what stands left of it. */
  walled: boolean;
}

/** Segments at one height, from left to right. */
export interface Line {
  segments: Segment[];
  box: Box;
}

/** Widest gap between two lines of one cell, in em. */
export const CELL_LINES = {
  /** Without any other evidence. */
  alone: 0.6,
  /** If the gaps of the table fall into two kinds and this is the smaller. */
  smallerKind: 0.9,
} as const;

const FORMULA = /^(cm(mi|mib|sy|bsy|ex)|ms[ab]m)\d|symbol|math/i;

function segmentOf(run: TextRun): Segment {
  return {
    text: run.text,
    box: run.box,
    fontSize: run.fontSize > 0 ? run.fontSize : heightOf(run.box),
    bold: run.bold,
    monospaced: isMonospaced(run.font),
    formula: FORMULA.test(run.font),
    walled: false,
  };
}

/** A run as its parts between wide spaces. */
export function partsOf(run: TextRun): TextRun[] {
  if (!run.spaces) return [run];
  const cuts = [{ at: 0, from: 0, to: run.box.x0 }, ...run.spaces];
  return cuts.map(({ at, to }, index) => {
    const next = cuts[index + 1];
    const box = { ...run.box, x0: to, x1: next?.from ?? run.box.x1 };
    const { spaces: _, ...look } = run;
    return { ...look, text: run.text.slice(at, next?.at), box };
  });
}

/** Two segments as one, with a space between them if the gap is wide enough. */
function joined(left: Segment, right: Segment): Segment {
  const em = Math.max(left.fontSize, right.fontSize);
  const space = gapAfter(left, right) > TABLE.space * em ? ' ' : '';
  return {
    text: left.text.endsWith(' ') ? left.text + right.text : left.text + space + right.text,
    box: union(left.box, right.box),
    fontSize: em,
    bold: left.bold && right.bold,
    monospaced: left.monospaced && right.monospaced,
    formula: left.formula || right.formula,
    walled: left.walled,
  };
}

function together(left: Segment, right: Segment): boolean {
  const em = Math.max(left.fontSize, right.fontSize);
  const widest = left.monospaced && right.monospaced ? TABLE.monospacedSegment : TABLE.segment;
  return gapAfter(left, right) <= widest * em;
}

/** The segments, neighbours joined wherever `isSpace` says that the gap between them is no more than a space. */
export function joinedWhere(
  segments: readonly Segment[],
  isSpace: (left: Segment, right: Segment) => boolean,
): Segment[] {
  const found: Segment[] = [];
  for (const segment of segments) {
    const last = found.at(-1);
    if (last && !segment.walled && isSpace(last, segment)) found[found.length - 1] = joined(last, segment);
    else found.push(segment);
  }
  return found;
}

/** Whether a rule stands between two neighbours of a line. */
type Parted = (left: Box, right: Box) => boolean;

function joinWords(words: readonly Segment[], parted: Parted): Segment[] {
  const segments: Segment[] = [];
  for (const one of words.toSorted((a, b) => a.box.x0 - b.box.x0)) {
    const last = segments.at(-1);
    if (last && repeatsEnd(one, last)) continue;
    const word = last && parted(last.box, one.box) ? { ...one, walled: true } : one;
    if (last && !word.walled && together(last, word)) segments[segments.length - 1] = joined(last, word);
    else segments.push(word);
  }
  return segments.map((segment) => ({ ...segment, text: segment.text.replace(/\s+/g, ' ').trim() }));
}

/** Lines of horizontal text, from top to bottom. @param parted whether a rule stands between two neighbours */
export function tableLines(runs: readonly TextRun[], parted: Parted = () => false): Line[] {
  const legible = runs.filter((run) => run.text.trim() !== '' && isHorizontal(run.angle));
  const words = legible.flatMap(partsOf).map(segmentOf);
  return linesByOverlap(words).map((line) => lineOf(joinWords(line, parted)));
}

export function lineOf(segments: Segment[]): Line {
  return { segments, box: around(segments.map((segment) => segment.box)) };
}

/** All text of some runs, line by line, with a space between lines. */
export function textOf(runs: readonly TextRun[]): string {
  return tableLines(runs)
    .flatMap((line) => line.segments.map((segment) => segment.text))
    .join(' ');
}

/** Negative if the two overlap. */
export const gapAfter = (left: Segment, right: Segment): number => -overlapX(left.box, right.box);

export const emOf = (line: Line): number => upperMedian(line.segments.map((segment) => segment.fontSize));

/** Height between two lines, in em. */
export const gapBetween = (upper: Line, lower: Line): number =>
  (lower.box.y0 - upper.box.y1) / Math.max(1, Math.max(emOf(upper), emOf(lower)));

/** Whether two lines have the same number of segments, each under its own. */
export function aligned(upper: Line, lower: Line): boolean {
  if (upper.segments.length !== lower.segments.length) return false;
  return upper.segments.every((segment, index) => {
    const other = lower.segments[index];
    return other !== undefined && overlapX(segment.box, other.box) > 0;
  });
}
