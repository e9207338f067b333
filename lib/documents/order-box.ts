import type { Box } from './pdf/page.ts';

/**
 * Stands for the place of text that has none: forms without pages, such as a DOCX, say only what comes after what.
 * @param at place in the order of its page, from 0
 */
export const orderBox = (at: number): Box => ({ x0: -1, y0: at, x1: 0, y1: at + 1 });

/** Such boxes stay with us: no answer has them. */
export const isOrderBox = ({ x0, x1 }: Pick<Box, 'x0' | 'x1'>): boolean => x0 === -1 && x1 === 0;

const hasOrderBox = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'x0' in value &&
  'x1' in value &&
  value.x0 === -1 &&
  value.x1 === 0;

/** A JSON value without the boxes that are none, wherever they stand in it. */
export function withoutOrderBoxes<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, own: unknown) => (hasOrderBox(own) ? undefined : own)));
}

/** The four columns of a box in CSV; empty for none. */
export const boxCells = (box: Box): (number | null)[] =>
  isOrderBox(box) ? [null, null, null, null] : [box.x0, box.y0, box.x1, box.y1];
