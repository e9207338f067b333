import type { Box } from '../pdf/page.ts';

/** A place that a reader can be shown. */
export interface Place {
  /** From 1. */
  page: number;
  box: Box;
}

export function union(a: Box, b: Box): Box {
  return {
    x0: Math.min(a.x0, b.x0),
    y0: Math.min(a.y0, b.y0),
    x1: Math.max(a.x1, b.x1),
    y1: Math.max(a.y1, b.y1),
  };
}

/** To a tenth of a point: what is stored of a page should be small. */
export function rounded(box: Box): Box {
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return { x0: tenth(box.x0), y0: tenth(box.y0), x1: tenth(box.x1), y1: tenth(box.y1) };
}

export function holdsCentre(outer: Box, inner: Box): boolean {
  const x = (inner.x0 + inner.x1) / 2;
  const y = (inner.y0 + inner.y1) / 2;
  return x >= outer.x0 && x <= outer.x1 && y >= outer.y0 && y <= outer.y1;
}

/** One place a page, in the order in which the pages come. */
export function mergedPlaces(places: Iterable<Place>): Place[] {
  const byPage = new Map<number, Box>();
  for (const { page, box } of places) {
    const known = byPage.get(page);
    byPage.set(page, known ? union(known, box) : box);
  }
  return [...byPage].map(([page, box]) => ({ page, box }));
}
