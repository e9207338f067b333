import type { Box } from '../page.ts';
import { apply, boxOf, combine, type Frame, type Matrix, rounded } from './frame.ts';
import type { Graphics } from './graphics.ts';
import type { Pdfium } from './pdfium.ts';

export interface Drawn {
  images: number;
  imageShare: number;
  rulings: Box[];
}

/** FPDF_PAGEOBJ_*, fpdf_edit.h. */
export const TEXT = 1;
export const PATH = 2;
export const IMAGE = 3;
export const SHADING = 4;
const FORM = 5;
const LINE_TO = 0;
const MOVE_TO = 2;
/** Pages that draw more (maps, plots) have no tables to be found by their rulings. */
const MOST_OBJECTS = 50_000;
const MOST_SEGMENTS = 20_000;
const MOST_RULINGS = 5_000;
const DEEPEST = 8;
/** Points. A ruling is at most this thick and at least this long. */
const THIN = 2.5;
const SHORT = 4;

/** Called for each object in the order of painting. @param matrix of what holds it @param forms that hold it */
export type See = (object: number, type: number, place: { matrix: Matrix; forms: readonly number[] }) => void;

/** Counts the pictures of a page and collects its rulings, also within nested forms. */
export function drawnOn(
  pdfium: Pdfium,
  page: number,
  frame: Frame,
  { see, graphics }: { see: See; graphics: Pick<Graphics, 'image' | 'path' | 'shading'> },
): Drawn {
  const { api, call } = pdfium;
  const drawn = { images: 0, area: 0, rulings: [] as Box[] };
  let left = { objects: MOST_OBJECTS, segments: MOST_SEGMENTS };
  const visit = (object: number, matrix: Matrix, forms: readonly number[]): void => {
    const type = call.objectType(object);
    see(object, type, { matrix, forms });
    if (type === IMAGE) {
      drawn.images++;
      const box = boundsOf(pdfium, object, matrix);
      drawn.area += shownArea(box, frame);
      graphics.image({ object, matrix, box });
    } else if (type === SHADING) {
      graphics.shading({ object, matrix, box: boundsOf(pdfium, object, matrix) });
    } else if (type === PATH && drawn.rulings.length < MOST_RULINGS) {
      const segments = call.countSegments(object);
      left = { ...left, segments: left.segments - segments };
      const box = boundsOf(pdfium, object, matrix);
      graphics.path({ object, matrix, box }, segments);
      if (left.segments >= 0)
        drawn.rulings.push(...rulingsOf(pdfium, { object, segments, whole: rounded(box) }, matrix));
    } else if (type === FORM && forms.length < DEEPEST) {
      const inner = combine(matrix, matrixOf(pdfium, object));
      const within = [...forms, object];
      each(api.FPDFFormObj_CountObjects(object), (i) =>
        visit(api.FPDFFormObj_GetObject(object, i), inner, within),
      );
    }
  };
  const each = (count: number, handle: (index: number) => void): void => {
    for (let i = 0; i < count && left.objects-- > 0; i++) handle(i);
  };
  each(call.countObjects(page), (i) => visit(call.object(page, i), frame.matrix, []));
  const share = Math.min(1, drawn.area / Math.max(1, frame.width * frame.height));
  return { images: drawn.images, imageShare: Math.round(share * 1000) / 1000, rulings: drawn.rulings };
}

export function boundsOf({ call, heap }: Pdfium, object: number, matrix: Matrix): Box {
  const { out } = heap;
  if (call.objectBounds(object, out, out + 4, out + 8, out + 12) === 0) return { x0: 0, y0: 0, x1: 0, y1: 0 };
  return boxOf(matrix, heap.float(0), heap.float(1), heap.float(2), heap.float(3));
}

function matrixOf({ call, heap }: Pdfium, object: number): Matrix {
  if (call.objectMatrix(object, heap.out) === 0) return [1, 0, 0, 1, 0, 0];
  return [heap.float(0), heap.float(1), heap.float(2), heap.float(3), heap.float(4), heap.float(5)];
}

function shownArea({ x0, y0, x1, y1 }: Box, { width, height }: Frame): number {
  const across = Math.min(x1, width) - Math.max(x0, 0);
  const down = Math.min(y1, height) - Math.max(y0, 0);
  return Math.max(0, across) * Math.max(0, down);
}

/** The whole path if it is thin; otherwise, if it is stroked, its straight lines. */
function rulingsOf(
  pdfium: Pdfium,
  { object: path, segments, whole }: { object: number; segments: number; whole: Box },
  outer: Matrix,
): Box[] {
  const { call, heap } = pdfium;
  if (isRuling(whole)) return [whole];
  call.drawMode(path, heap.out, heap.out + 4);
  if (heap.int(1) === 0) return [];
  const matrix = combine(outer, matrixOf(pdfium, path));
  const found: Box[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const line = (toX: number, toY: number) => {
    const box = { x0: Math.min(x, toX), y0: Math.min(y, toY), x1: Math.max(x, toX), y1: Math.max(y, toY) };
    if (isRuling(box)) found.push(rounded(box));
  };
  for (let i = 0; i < segments; i++) {
    const segment = call.segment(path, i);
    call.segmentPoint(segment, heap.out, heap.out + 4);
    const [toX, toY] = apply(matrix, heap.float(0), heap.float(1));
    const type = call.segmentType(segment);
    if (type === LINE_TO) line(toX, toY);
    if (type === MOVE_TO) [startX, startY] = [toX, toY];
    [x, y] = [toX, toY];
    if (call.segmentCloses(segment) !== 0) line(startX, startY);
  }
  return found;
}

function isRuling({ x0, y0, x1, y1 }: Box): boolean {
  const [across, down] = [x1 - x0, y1 - y0];
  return Math.min(across, down) <= THIN && Math.max(across, down) >= SHORT;
}
