import { union } from '../layout/boxes.ts';
import type { Box, TextRun } from '../pdf/page.ts';
import { around, heightOf, middleY, overlapX, overlapY, widthOf } from './boxes.ts';

/** Words of one line with no more than a space between them: all or part of one cell's line. */
export interface Segment {
  text: string;
  box: Box;
  fontSize: number;
  bold: boolean;
  monospaced: boolean;
  /** Some of it is set in a font of signs for formulas. */
  formula: boolean;
}

/** Segments at one height, from left to right. */
export interface Line {
  segments: Segment[];
  box: Box;
}

const MONOSPACED = /mono|cour|consol|menlo|typewriter|fixed|^cm\w*tt\d/i;
const FORMULA = /^(cm(mi|mib|sy|bsy|ex)|ms[ab]m)\d|symbol|math/i;
/** Widest space between two words, in em: a space is 0.25 to 0.33, 0.6 where all characters are as wide. */
const SPACE = 0.65;
const MONOSPACED_SPACE = 0.88;
const NO_SPACE = 0.12;

const legible = (run: TextRun): boolean => run.text.trim() !== '' && Math.abs(run.angle) < 3;

function segmentOf(run: TextRun): Segment {
  return {
    text: run.text,
    box: run.box,
    fontSize: run.fontSize > 0 ? run.fontSize : heightOf(run.box),
    bold: run.bold,
    monospaced: MONOSPACED.test(run.font),
    formula: FORMULA.test(run.font),
  };
}

/** Fake bold draws the same text twice, almost in one place. */
const drawnTwice = (a: Segment, b: Segment): boolean =>
  a.text.endsWith(b.text) && overlapX(a.box, b.box) > 0.7 * widthOf(b.box);

/** Two segments as one, with a space between where there is room for one. */
export function joined(left: Segment, right: Segment): Segment {
  const em = Math.max(left.fontSize, right.fontSize);
  const space = -overlapX(left.box, right.box) > NO_SPACE * em ? ' ' : '';
  return {
    text: left.text + space + right.text,
    box: union(left.box, right.box),
    fontSize: em,
    bold: left.bold && right.bold,
    monospaced: left.monospaced && right.monospaced,
    formula: left.formula || right.formula,
  };
}

function together(left: Segment, right: Segment): boolean {
  const em = Math.max(left.fontSize, right.fontSize);
  const space = left.monospaced && right.monospaced ? MONOSPACED_SPACE : SPACE;
  return -overlapX(left.box, right.box) <= space * em;
}

function joinWords(words: readonly Segment[]): Segment[] {
  const segments: Segment[] = [];
  for (const word of words.toSorted((a, b) => a.box.x0 - b.box.x0)) {
    const last = segments.at(-1);
    if (last && drawnTwice(last, word)) continue;
    if (last && together(last, word)) segments[segments.length - 1] = joined(last, word);
    else segments.push(word);
  }
  return segments.map((segment) => ({ ...segment, text: segment.text.replace(/\s+/g, ' ').trim() }));
}

/** Lines of horizontal text from top to bottom; runs whose heights overlap by more than half share a line. */
export function linesOf(runs: readonly TextRun[]): Line[] {
  const words = runs.filter(legible).map(segmentOf);
  words.sort((a, b) => middleY(a.box) - middleY(b.box));
  const rows: { words: Segment[]; box: Box }[] = [];
  for (const word of words) {
    const row = rows.at(-1);
    const least = row ? 0.55 * Math.min(heightOf(row.box), heightOf(word.box)) : 0;
    if (row && overlapY(row.box, word.box) >= least) {
      row.words.push(word);
      row.box = union(row.box, word.box);
    } else rows.push({ words: [word], box: word.box });
  }
  return rows.map((row) => lineOf(joinWords(row.words)));
}

export function lineOf(segments: Segment[]): Line {
  return { segments, box: around(segments.map((segment) => segment.box)) };
}

/** All text of some runs, line by line, with a space between lines. */
export function textOf(runs: readonly TextRun[]): string {
  return linesOf(runs)
    .flatMap((line) => line.segments.map((segment) => segment.text))
    .join(' ');
}
