import { upperMedian } from '../../core/statistics.ts';
import { emOf, gapAfter, type Line } from '../layout/table-lines.ts';

/** In em: how far the ends of justified lines are off, how much their gaps differ, and how wide the gaps get. */
const FLUSH = 0.3;
const EVEN = 0.15;
const WIDEST = 2.2;
/** Part of the lines that begin and end at the same places, and of those with gaps whose gaps are even. */
const LINES = { flush: 0.6, even: 0.7 } as const;
/** Part of the pieces that hold no digit, and of those that begin small. */
const PIECES = { worded: 0.9, small: 0.5 } as const;

function isEven({ segments }: Line, em: number): boolean {
  const gaps = segments.slice(1).flatMap((segment, at) => {
    const before = segments[at];
    return before ? [gapAfter(before, segment)] : [];
  });
  const widest = Math.max(...gaps);
  return widest - Math.min(...gaps) < EVEN * em && widest < WIDEST * em;
}

/** Lines that fill the same width with even gaps, whose words go on with sentences: gaps line up by chance. */
export function isJustifiedProse(lines: readonly Line[]): boolean {
  const gapped = lines.filter(({ segments }) => segments.length > 1);
  const pieces = gapped.flatMap(({ segments }) => segments);
  const small = pieces.filter(({ text }) => /^\p{Ll}/u.test(text)).length;
  if (pieces.filter(({ text }) => !/\d/.test(text)).length < PIECES.worded * pieces.length) return false;
  if (pieces.length === 0 || small < PIECES.small * pieces.length) return false;
  const em = upperMedian(lines.map(emOf));
  const left = upperMedian(lines.map(({ box }) => box.x0));
  const right = upperMedian(lines.map(({ box }) => box.x1));
  const flush = lines.filter(
    ({ box }) => Math.abs(box.x0 - left) < FLUSH * em && Math.abs(box.x1 - right) < FLUSH * em,
  );
  if (flush.length < LINES.flush * lines.length) return false;
  return gapped.filter((line) => isEven(line, em)).length >= LINES.even * gapped.length;
}
