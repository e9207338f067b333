import { overlapX, overlapY, union } from '../../layout/boxes.ts';
import type { Box } from '../page.ts';
import { apply, type Matrix } from './frame.ts';
import type { Pdfium } from './pdfium.ts';

/** Points that a box may reach beyond its clip: clips are often drawn tight around text. */
const SLACK = 1;
const MOST_SEGMENTS = 64;

/** The part of the page that an object's clipping paths leave, or a larger one; undefined without clipping paths. */
export function clipOf(pdfium: Pdfium, object: number, matrix: Matrix): Box | undefined {
  const { call } = pdfium;
  const clip = call.clipPath(object);
  const paths = clip === 0 ? 0 : call.countClipPaths(clip);
  let left: Box | undefined;
  for (let path = 0; path < paths; path++) {
    const box = pathBox(pdfium, { clip, path }, matrix);
    if (box) left = left ? intersection(left, box) : box;
  }
  return left;
}

export const holds = (clip: Box, box: Box): boolean =>
  box.x0 >= clip.x0 - SLACK &&
  box.x1 <= clip.x1 + SLACK &&
  box.y0 >= clip.y0 - SLACK &&
  box.y1 <= clip.y1 + SLACK;

function pathBox(
  { call, heap }: Pdfium,
  { clip, path }: { clip: number; path: number },
  matrix: Matrix,
): Box | undefined {
  const count = call.countClipSegments(clip, path);
  if (count <= 0 || count > MOST_SEGMENTS) return undefined;
  let box: Box | undefined;
  for (let i = 0; i < count; i++) {
    call.segmentPoint(call.clipSegment(clip, path, i), heap.out, heap.out + 4);
    const [x, y] = apply(matrix, heap.float(0), heap.float(1));
    const point = { x0: x, y0: y, x1: x, y1: y };
    box = box ? union(box, point) : point;
  }
  return box;
}

function intersection(a: Box, b: Box): Box {
  const [x0, y0] = [Math.max(a.x0, b.x0), Math.max(a.y0, b.y0)];
  return { x0, y0, x1: x0 + Math.max(0, overlapX(a, b)), y1: y0 + Math.max(0, overlapY(a, b)) };
}
