import type { Box } from '../pdf/page.ts';
import { heightOf } from './boxes.ts';
import { joined, type Line, lineOf, type Segment } from './lines.ts';

/** Widest space within text, in em: after a full stop, or where a line is spread to the margin. */
const WIDEST = 1.5;
/** Widest gap, in heights of a line, between two lines of which one tells about the other. */
const NEIGHBOUR = 1.2;
/** Lines above and below that are asked. */
const FARTHEST = 4;

/** Does text of the other line run over the gap? Null where the other line ends before it. */
function runsOver(other: Line, gap: Box): boolean | null {
  if (other.segments.some(({ box }) => box.x0 < gap.x0 && box.x1 > gap.x1)) return true;
  return other.box.x1 <= gap.x1 ? null : false;
}

const near = (upper: Line, lower: Line): boolean =>
  lower.box.y0 - upper.box.y1 < NEIGHBOUR * Math.max(heightOf(upper.box), heightOf(lower.box));

/** What the nearest line above or below that reaches the gap has there; null where none near does. */
function tells(lines: readonly Line[], index: number, step: 1 | -1, gap: Box): boolean | null {
  for (let at = index + step; Math.abs(at - index) <= FARTHEST; at += step) {
    const [line, before] = [lines[at], lines[at - step]];
    if (!line || !before || !(step > 0 ? near(before, line) : near(line, before))) return null;
    const told = runsOver(line, gap);
    if (told !== null) return told;
  }
  return null;
}

function isSpace(left: Segment, right: Segment, lines: readonly Line[], index: number): boolean {
  const gap = { ...left.box, x0: left.box.x1, x1: right.box.x0 };
  if (gap.x1 - gap.x0 > WIDEST * Math.max(left.fontSize, right.fontSize)) return false;
  const found = [tells(lines, index, -1, gap), tells(lines, index, 1, gap)];
  return found.includes(true) && !found.includes(false);
}

/**
 * The lines once more, with the wide spaces of running text closed: those that the text of the next line above or
 * below runs over. Between two columns the gap goes on from line to line.
 */
export function withSpacesClosed(lines: readonly Line[]): Line[] {
  return lines.map((line, index) => {
    const segments: Segment[] = [];
    for (const segment of line.segments) {
      const last = segments.at(-1);
      if (last && isSpace(last, segment, lines, index)) segments[segments.length - 1] = joined(last, segment);
      else segments.push(segment);
    }
    return segments.length < line.segments.length ? lineOf(segments) : line;
  });
}
