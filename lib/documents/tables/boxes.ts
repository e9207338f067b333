import { union } from '../layout/boxes.ts';
import type { Box } from '../pdf/page.ts';

export const widthOf = (box: Box): number => box.x1 - box.x0;
export const heightOf = (box: Box): number => box.y1 - box.y0;
export const middleX = (box: Box): number => (box.x0 + box.x1) / 2;
export const middleY = (box: Box): number => (box.y0 + box.y1) / 2;

/** How far two boxes lie over each other from left to right; below zero: the gap between them. */
export const overlapX = (a: Box, b: Box): number => Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
export const overlapY = (a: Box, b: Box): number => Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);

export const inside = (x: number, y: number, box: Box): boolean =>
  x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;

/** The box around all of them; a point at the origin for none. */
export function around(boxes: readonly Box[]): Box {
  const [first, ...rest] = boxes;
  return first ? rest.reduce(union, first) : { x0: 0, y0: 0, x1: 0, y1: 0 };
}
