import type { Box, TextRun } from '../pdf/page.ts';
import { cleanText } from '../text/clean.ts';
import { heightOf } from './boxes.ts';
import { turned } from './direction.ts';

/** A run in a frame in which its text runs from left to right and lines go down. */
export interface Placed {
  run: TextRun;
  /** Place in the order of the file's content. */
  drawn: number;
  text: string;
  place: Box;
  /** Points; of a run without a font size its height. */
  size: number;
}

/** @param angle of the frame, in degrees clockwise */
export function placed(run: TextRun, drawn: number, angle: number): Placed {
  const place = turned(run.box, angle);
  const size = run.fontSize > 0 ? run.fontSize : Math.max(1, heightOf(place));
  return { run, drawn, text: cleanText(run.text), place, size };
}

export const isLegible = ({ text }: Placed): boolean => text.trim() !== '';
