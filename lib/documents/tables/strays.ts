import type { Box } from '../pdf/page.ts';
import { columnsOf, placeOf } from './columns.ts';
import { joined, type Line, lineOf, type Segment } from './lines.ts';

/** Widest space within text, in em. */
const WIDEST = 1.5;
/** Part of the lines that a column of its own must fill. */
const SPARSE = 0.4;

const words = (segment: Segment): number => segment.text.split(' ').length;

/** How many lines have a piece in each column. */
function filledOf(lines: readonly Line[], columns: readonly Box[]): number[] {
  const filled = columns.map(() => 0);
  for (const line of lines) {
    for (const place of new Set(line.segments.map(({ box }) => placeOf(box, columns).first))) {
      filled[place] = (filled[place] ?? 0) + 1;
    }
  }
  return filled;
}

/**
 * The lines once more, the ends of running text joined to it: what begins no more than a space behind several words,
 * in a column that few other lines have.
 */
export function withoutStrays(lines: readonly Line[]): Line[] {
  const columns = columnsOf(lines);
  const filled = filledOf(lines, columns);
  const stray = (last: Segment, segment: Segment): boolean => {
    const near = segment.box.x0 - last.box.x1 <= WIDEST * Math.max(last.fontSize, segment.fontSize);
    const sparse = (filled[placeOf(segment.box, columns).first] ?? 0) < SPARSE * lines.length;
    return near && sparse && words(last) > 2;
  };
  return lines.map((line) => {
    const segments: Segment[] = [];
    for (const segment of line.segments) {
      const last = segments.at(-1);
      if (last && stray(last, segment)) segments[segments.length - 1] = joined(last, segment);
      else segments.push(segment);
    }
    return lineOf(segments);
  });
}
