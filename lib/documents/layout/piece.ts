import { countRightToLeft } from '../../text/scripts.ts';

/** How a line reads, to the nearest quarter: degrees clockwise. */
export type Turn = 0 | 90 | 180 | 270;

/**
 * Runs that follow each other on one line with no more than a word's distance, in their own direction: `start` to
 * `end` along the line, `base` across it, growing downwards. Lines and columns are made of them.
 */
export interface Placed {
  text: string;
  turn: Turn;
  start: number;
  end: number;
  base: number;
  size: number;
  rightToLeft: boolean;
}

/** Scripts from right to left stand higher, so Latin text needs no look. */
const LATIN = /^[\0-\u02ff]*$/;

export function isRightToLeft(text: string): boolean {
  if (LATIN.test(text)) return false;
  return countRightToLeft(text) * 2 > text.length;
}

export function turnOf(angle: number): Turn {
  if (angle >= 45 && angle < 135) return 90;
  if (angle >= 135 && angle < 225) return 180;
  return angle >= 225 && angle < 315 ? 270 : 0;
}
