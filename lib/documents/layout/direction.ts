import type { Box } from '../pdf/page.ts';

/** Direction in which a line runs, in degrees clockwise. */
export type Turn = 0 | 90 | 180 | 270;

/** Degrees off the horizontal or vertical up to which text is on a crooked scan, not set at an angle. */
const CROOKED = 3;

/** The nearest quarter turn, however far off: pieces of the plain text are read in four directions. */
export function turnOf(angle: number): Turn {
  if (angle >= 45 && angle < 135) return 90;
  if (angle >= 135 && angle < 225) return 180;
  return angle >= 225 && angle < 315 ? 270 : 0;
}

/** The nearest quarter turn if it is close, else the whole degrees: paragraphs keep text at an angle apart. */
export function straightened(angle: number): number {
  const whole = ((Math.round(angle) % 360) + 360) % 360;
  const right = Math.round(whole / 90) * 90;
  return Math.abs(whole - right) <= CROOKED ? right % 360 : whole;
}

/** Tables are looked for in such text only; text that slants upwards (357 to 359 degrees) does not count. */
export const isHorizontal = (angle: number): boolean => Math.abs(angle) < CROOKED;

/** The box in a frame in which text of this angle runs from left to right and lines go down. */
export function turned(box: Box, angle: number): Box {
  if (angle === 90) return { x0: box.y0, x1: box.y1, y0: -box.x1, y1: -box.x0 };
  if (angle === 270) return { x0: -box.y1, x1: -box.y0, y0: box.x0, y1: box.x1 };
  if (angle === 180) return { x0: -box.x1, x1: -box.x0, y0: -box.y1, y1: -box.y0 };
  return box;
}
