import type { Box } from '../pdf/page.ts';
import { heightOf, middleX, middleY, widthOf } from './boxes.ts';
import { straightened, type Turn, turned, turnOf } from './direction.ts';
import { CHARACTER, TEXT } from './gaps.ts';

// Which characters are one run.

export { straightened, type Turn, turned, turnOf };

const isUpright = (turn: Turn): boolean => turn === 0 || turn === 180;

/** Distance of two boxes along the line; negative if they overlap. */
function gapTo(a: Box, b: Box, turn: Turn): number {
  return isUpright(turn) ? Math.max(b.x0 - a.x1, a.x0 - b.x1) : Math.max(b.y0 - a.y1, a.y0 - b.y1);
}

/** Whether a character continues a run of its own style, whatever the direction of the line. */
export function continuesRun(run: Box, character: Box, turn: Turn, size: number): boolean {
  const across = isUpright(turn) ? middleY(run) - middleY(character) : middleX(run) - middleX(character);
  return gapTo(run, character, turn) <= CHARACTER.run * size && Math.abs(across) <= CHARACTER.step * size;
}

/** Whether a space between the two can be seen. */
export const isSpaceBetween = (run: Box, character: Box, turn: Turn, size: number): boolean =>
  gapTo(run, character, turn) > TEXT.space * size;

/** Whether a character of the same font stands higher or lower than the one before it, as raised ones do. */
export function isShifted(before: Box, character: Box, turn: Turn, size: number): boolean {
  const [first, second] = isUpright(turn)
    ? [character.y0 - before.y0, character.y1 - before.y1]
    : [character.x0 - before.x0, character.x1 - before.x1];
  return Math.abs(first) > CHARACTER.shift * size && Math.abs(first - second) < CHARACTER.rigid * size;
}

/** The space along the line between a run and the character that continues it, if it is wider than usual. */
export function wideSpaceBefore(
  run: Box,
  next: Box,
  turn: Turn,
  size: number,
): { from: number; to: number } | null {
  const upright = isUpright(turn);
  const [low, high] = upright ? [run.x0, run.x1] : [run.y0, run.y1];
  const [start, end] = upright ? [next.x0, next.x1] : [next.y0, next.y1];
  const [from, to] = start > high ? [high, start] : [end, low];
  return to - from > CHARACTER.wide * size ? { from, to } : null;
}

/** Whether a character stands where the one before it does, or a hair beside it. */
export function standsOn(before: Box, character: Box, size: number): boolean {
  const hair = Math.min(CHARACTER.hair * size, heightOf(before) / 2, widthOf(before) / 2);
  return Math.abs(before.x0 - character.x0) <= hair && Math.abs(before.y0 - character.y0) <= hair;
}
