import type { TextRun } from '../pdf/page.ts';
import { directions } from '../text/scripts.ts';
import { straightened } from './direction.ts';
import { crossedGutter, type Sides } from './gutters.ts';
import { segmentsOf, type TextSegment } from './segments.ts';

export type { TextSegment };

/** Columns within columns are looked for to this depth. */
const DEEPEST = 3;

/** A column of text at one angle: its lines from top to bottom, each as segments from left to right. */
export interface TextColumn {
  /** Degrees clockwise, straightened. */
  angle: number;
  lines: TextSegment[][];
}

/** The columns of a page in reading order. Text at another angle than most of the page's comes after it. */
export function textColumns(runs: readonly TextRun[]): TextColumn[] {
  return byAngle(runs).flatMap(([angle, own]) => {
    const segments = segmentsOf(own, angle);
    return columnsOf(segments, isRightToLeft(segments)).map((column) => ({ angle, lines: linesOf(column) }));
  });
}

/** Runs by angle; the angle that most text has comes first. */
function byAngle(runs: readonly TextRun[]): [number, TextRun[]][] {
  const groups = new Map<number, { characters: number; runs: TextRun[] }>();
  for (const run of runs) {
    const angle = straightened(run.angle);
    const group = groups.get(angle) ?? { characters: 0, runs: [] };
    group.characters += run.text.length;
    group.runs.push(run);
    groups.set(angle, group);
  }
  return [...groups]
    .sort((a, b) => b[1].characters - a[1].characters || a[0] - b[0])
    .map(([angle, group]) => [angle, group.runs]);
}

function isRightToLeft(segments: readonly TextSegment[]): boolean {
  let [letters, rightToLeft] = [0, 0];
  for (const { text } of segments) {
    const found = directions(text);
    letters += found.letters;
    rightToLeft += found.rightToLeft;
  }
  return rightToLeft * 2 > letters;
}

/**
 * Text that crosses a gutter (a title, the caption of a wide figure) separates the columns above it from those below.
 */
function columnsOf(segments: readonly TextSegment[], rightToLeft: boolean, depth = 0): TextSegment[][] {
  const sides = depth < DEEPEST ? crossedGutter(segments) : null;
  if (!sides) return segments.length === 0 ? [] : [[...segments]];
  const columns: TextSegment[][] = [];
  let across: TextSegment[] | null = null;
  for (const band of bandsOf(segments, sides)) {
    if ('text' in band) {
      if (across) across.push(band);
      else {
        across = [band];
        columns.push(across);
      }
      continue;
    }
    across = null;
    const inOrder = rightToLeft ? [band.right, band.left] : [band.left, band.right];
    for (const side of inOrder) columns.push(...columnsOf(side, rightToLeft, depth + 1));
  }
  return columns;
}

/** Segments that cross the gutter, and between them the two sides, from top to bottom. */
function bandsOf(
  segments: readonly TextSegment[],
  { left, right }: Sides<TextSegment>,
): (Sides<TextSegment> | TextSegment)[] {
  const [onLeft, onRight] = [new Set(left), new Set(right)];
  const bands: (Sides<TextSegment> | TextSegment)[] = [];
  let band: Sides<TextSegment> | null = null;
  for (const segment of segments) {
    const side = onLeft.has(segment) ? 'left' : 'right';
    if (side === 'right' && !onRight.has(segment)) {
      bands.push(segment);
      band = null;
      continue;
    }
    if (!band) {
      band = { left: [], right: [] };
      bands.push(band);
    }
    band[side].push(segment);
  }
  return bands;
}

/** Segments of one line within a column: the cells of a row, a number and its title. */
function linesOf(column: readonly TextSegment[]): TextSegment[][] {
  const lines: TextSegment[][] = [];
  for (const segment of column) {
    const line = lines.at(-1);
    if (line && line[0]?.line === segment.line) line.push(segment);
    else lines.push([segment]);
  }
  return lines;
}
