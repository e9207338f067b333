import type { Box } from '../page.ts';
import type { Pdfium } from './pdfium.ts';

/** a, b, c, d, e, f as in PDF: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Size of a page as shown, and the matrix from its own coordinates to those of `Box`. */
export interface Frame {
  width: number;
  height: number;
  rotation: number;
  matrix: Matrix;
}

/** PDFium maps to whole device units; this many a point. */
const UNITS = 64;
/** Points between the measured corners: far enough that rounding does not show. */
const SPAN = 1000;

export function frameOf({ call, heap }: Pdfium, page: number): Frame {
  const width = call.pageWidth(page);
  const height = call.pageHeight(page);
  const at = (x: number, y: number): [number, number] => {
    const [w, h] = [Math.round(width * UNITS), Math.round(height * UNITS)];
    call.toDevice(page, 0, 0, w, h, 0, x, y, heap.out, heap.out + 4);
    return [heap.int(0) / UNITS, heap.int(1) / UNITS];
  };
  const [e, f] = at(0, 0);
  const [ax, ay] = at(SPAN, 0);
  const [cx, cy] = at(0, SPAN);
  const matrix: Matrix = [(ax - e) / SPAN, (ay - f) / SPAN, (cx - e) / SPAN, (cy - f) / SPAN, e, f];
  return { width, height, rotation: (call.rotation(page) & 3) * 90, matrix };
}

export function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** First `inner`, then `outer`. */
export function combine(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const [x0, y0] = [outer[0] * a + outer[2] * b, outer[1] * a + outer[3] * b];
  const [x1, y1] = [outer[0] * c + outer[2] * d, outer[1] * c + outer[3] * d];
  return [x0, y0, x1, y1, ...apply(outer, e, f)];
}

/** The box that two opposite corners span once they are mapped. */
export function boxOf(matrix: Matrix, left: number, bottom: number, right: number, top: number): Box {
  const a = matrix[0] * (right - left);
  const b = matrix[1] * (right - left);
  const c = matrix[2] * (top - bottom);
  const d = matrix[3] * (top - bottom);
  const x = matrix[0] * left + matrix[2] * bottom + matrix[4];
  const y = matrix[1] * left + matrix[3] * bottom + matrix[5];
  return {
    x0: x + Math.min(0, a) + Math.min(0, c),
    y0: y + Math.min(0, b) + Math.min(0, d),
    x1: x + Math.max(0, a) + Math.max(0, c),
    y1: y + Math.max(0, b) + Math.max(0, d),
  };
}

/** Copies a box into another, without a new object. */
export function setBox(target: Box, box: Box): void {
  target.x0 = box.x0;
  target.y0 = box.y0;
  target.x1 = box.x1;
  target.y1 = box.y1;
}

export function rounded({ x0, y0, x1, y1 }: Box): Box {
  return { x0: hundredth(x0), y0: hundredth(y0), x1: hundredth(x1), y1: hundredth(y1) };
}

export function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
