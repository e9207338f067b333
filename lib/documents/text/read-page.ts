import { rounded, union } from '../layout/boxes.ts';
import { columnsOf } from '../layout/columns.ts';
import { type Segment, segmentsOf } from '../layout/segments.ts';
import type { PageContent, TextRun } from '../pdf/page.ts';
import type { PageText, TextLine } from './page-text.ts';
import { markStarts } from './paragraph-starts.ts';
import { directions, isRightToLeft } from './scripts.ts';

/** Slightly slanted text is horizontal text on a crooked scan. */
const STRAIGHT = 3;

function angleOf({ angle }: TextRun): number {
  const whole = ((Math.round(angle) % 360) + 360) % 360;
  const right = Math.round(whole / 90) * 90;
  return Math.abs(whole - right) <= STRAIGHT ? right % 360 : whole;
}

/** Runs by angle; the angle that most text has comes first. */
function byAngle(runs: readonly TextRun[]): [number, TextRun[]][] {
  const groups = new Map<number, { characters: number; runs: TextRun[] }>();
  for (const run of runs) {
    const angle = angleOf(run);
    const group = groups.get(angle) ?? { characters: 0, runs: [] };
    group.characters += run.text.length;
    group.runs.push(run);
    groups.set(angle, group);
  }
  return [...groups]
    .sort((a, b) => b[1].characters - a[1].characters || a[0] - b[0])
    .map(([angle, group]) => [angle, group.runs]);
}

function isPageRightToLeft(segments: readonly Segment[]): boolean {
  let [letters, rightToLeft] = [0, 0];
  for (const { text } of segments) {
    const found = directions(text);
    letters += found.letters;
    rightToLeft += found.rightToLeft;
  }
  return rightToLeft * 2 > letters;
}

function lineOf(segments: readonly Segment[], angle: number): TextLine {
  const rightToLeft = isRightToLeft(segments.map(({ text }) => text.slice(0, 200)).join(''));
  const ordered = rightToLeft ? segments.toReversed() : segments;
  const widest = segments.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  const text = ordered.map((segment) => segment.text.trim()).join(' ');
  const box = rounded(segments.map((segment) => segment.box).reduce(union));
  const size = Math.round(widest.size * 10) / 10;
  return { text, box, size, bold: widest.boldShare > 0.5, angle, starts: false };
}

/** Segments of one row of a column are one line: the cells of a row, a number and its title. */
function linesOf(column: readonly Segment[], angle: number): TextLine[] {
  const rows: Segment[][] = [];
  for (const segment of column) {
    const row = rows.at(-1);
    if (row && row[0]?.row === segment.row) row.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => lineOf(row, angle));
}

/**
 * The lines of a page in reading order, each saying whether it begins a paragraph. Pure; linear but for sorting.
 * Text at another angle than most of the page's comes after it.
 */
export function readPage(page: PageContent): PageText {
  const lines = byAngle(page.runs).flatMap(([angle, runs]) => {
    const segments = segmentsOf(runs, angle);
    const columns = columnsOf(segments, isPageRightToLeft(segments));
    return columns.flatMap((column) => markStarts(linesOf(column, angle)));
  });
  return { page: page.page, width: page.width, height: page.height, lines };
}
