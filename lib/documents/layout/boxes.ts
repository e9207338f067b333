import type { Box } from '../pdf/page.ts';

/** A place in the document that can be shown to the reader. */
export interface Place {
  /** From 1. */
  page: number;
  box: Box;
}

export const widthOf = (box: Box): number => box.x1 - box.x0;
export const heightOf = (box: Box): number => box.y1 - box.y0;
export const middleX = (box: Box): number => (box.x0 + box.x1) / 2;
export const middleY = (box: Box): number => (box.y0 + box.y1) / 2;

/** Width that two boxes share; negative: the gap between them. */
export const overlapX = (a: Box, b: Box): number => Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
/** Height that two boxes share; negative: the gap between them. */
export const overlapY = (a: Box, b: Box): number => Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);

export function union(a: Box, b: Box): Box {
  return {
    x0: Math.min(a.x0, b.x0),
    y0: Math.min(a.y0, b.y0),
    x1: Math.max(a.x1, b.x1),
    y1: Math.max(a.y1, b.y1),
  };
}

/** The smallest box around all of `boxes`; an empty box at the origin if there are none. */
export function around(boxes: readonly Box[]): Box {
  const [first, ...rest] = boxes;
  return first ? rest.reduce(union, first) : { x0: 0, y0: 0, x1: 0, y1: 0 };
}

export function holdsCentre(outer: Box, inner: Box): boolean {
  const [x, y] = [middleX(inner), middleY(inner)];
  return x >= outer.x0 && x <= outer.x1 && y >= outer.y0 && y <= outer.y1;
}

/** To a tenth of a point, to keep stored pages small. */
export function rounded(box: Box): Box {
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return { x0: tenth(box.x0), y0: tenth(box.y0), x1: tenth(box.x1), y1: tenth(box.y1) };
}

/** One place per page, in order of first appearance. */
export function mergedPlaces(places: Iterable<Place>): Place[] {
  const byPage = new Map<number, Box>();
  for (const { page, box } of places) {
    const known = byPage.get(page);
    byPage.set(page, known ? union(known, box) : box);
  }
  return [...byPage].map(([page, box]) => ({ page, box }));
}
