import { widthOf } from '../layout/boxes.ts';
import type { Segment } from '../layout/table-lines.ts';

/** Estimated width of a segment's first word and the space before it. */
function firstWordWidth(segment: Segment): number {
  const word = segment.text.split(' ', 1)[0] ?? '';
  return (widthOf(segment.box) * (word.length + 1)) / Math.max(1, segment.text.length);
}

/**
 * Whether the next line's first word would still have fitted on this line: then the break was intended and the next
 * line is another cell, not the rest of this one.
 */
export function brokenOnPurpose(line: Segment, next: Segment, width: number): boolean {
  return widthOf(line.box) + firstWordWidth(next) < 0.92 * width;
}
