import { widthOf } from '../layout/boxes.ts';
import type { Segment } from '../layout/table-lines.ts';

/** About how wide the first word of a segment is, with the space before it. */
function firstWordWidth(segment: Segment): number {
  const word = segment.text.split(' ', 1)[0] ?? '';
  return (widthOf(segment.box) * (word.length + 1)) / Math.max(1, segment.text.length);
}

/**
 * Would the next line's first word still have fitted behind this line? Then the line was broken on purpose and
 * what follows is another cell, not the rest of this one.
 */
export function brokenOnPurpose(line: Segment, next: Segment, width: number): boolean {
  return widthOf(line.box) + firstWordWidth(next) < 0.92 * width;
}
