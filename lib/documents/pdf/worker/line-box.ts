import type { Box, TextRun } from '../page.ts';

type Style = Pick<TextRun, 'fontSize' | 'angle'>;

/** Sizes from the baseline: no letter reaches farther, accents included. */
const ABOVE = 1;
const BELOW = 0.35;
/** A box of more sizes is as high as the font's tallest sign; of more than `HIGHEST` the size itself means nothing. */
const HIGH = ABOVE + BELOW;
const HIGHEST = 8;

const isUpright = ({ angle }: Style): boolean => angle === 0 || angle === 180;

/** Whether a character's box reaches into other lines: fonts of signs (CMSY, CMEX) are much higher than their letters. */
export function isHigh(box: Box, style: Style): boolean {
  const high = isUpright(style) ? box.y1 - box.y0 : box.x1 - box.x0;
  return style.angle % 90 === 0 && high > HIGH * style.fontSize && high < HIGHEST * style.fontSize;
}

/** The part of a high box that a line of text takes. @param x, y where the character stands on its baseline */
export function withinLine(box: Box, style: Style, x: number, y: number): Box {
  const turned = style.angle === 90 || style.angle === 180;
  const [less, more] = turned ? [BELOW, ABOVE] : [ABOVE, BELOW];
  const [from, to] = [less * style.fontSize, more * style.fontSize];
  const part = isUpright(style)
    ? { ...box, y0: Math.max(box.y0, y - from), y1: Math.min(box.y1, y + to) }
    : { ...box, x0: Math.max(box.x0, x - from), x1: Math.min(box.x1, x + to) };
  return part.x0 < part.x1 && part.y0 < part.y1 ? part : box;
}
