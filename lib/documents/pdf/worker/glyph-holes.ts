import type { Box } from '../page.ts';
import type { Pdfium } from './pdfium.ts';

/** What a glyph encloses: `o` has one hole, `8` two, `c` none. */
export interface Holes {
  count: number;
  /** The largest, in parts of the glyph's box, y growing upwards. Undefined if there is none. */
  largest: Box | undefined;
}

interface Contour {
  /** Signed: an inner contour runs the other way round. */
  area: number;
  box: Box;
}

/** Size at which glyphs are asked for: any that keeps their proportions. */
const SIZE = 100;
const MOVE_TO = 2;
/** Glyphs with more are pictures. */
const MOST_SEGMENTS = 400;
/** Part of the glyph's box that a hole must have. */
const SMALLEST = 0.004;

/** The holes of the glyph that a font draws for a character; undefined if it has no outline or a complex one. */
export function holesOf({ call, heap }: Pdfium, font: number, code: number): Holes | undefined {
  const path = call.glyphPath(font, code, SIZE);
  const count = path === 0 ? 0 : call.countGlyphSegments(path);
  if (count <= 0 || count > MOST_SEGMENTS) return undefined;
  const contours: Contour[] = [];
  let points: [number, number][] = [];
  const close = (): void => {
    if (points.length > 2) contours.push(contourOf(points));
    points = [];
  };
  for (let i = 0; i < count; i++) {
    const segment = call.glyphSegment(path, i);
    if (call.segmentType(segment) === MOVE_TO) close();
    call.segmentPoint(segment, heap.out, heap.out + 4);
    points.push([heap.float(0), heap.float(1)]);
  }
  close();
  return holesAmong(contours);
}

function contourOf(points: readonly [number, number][]): Contour {
  let area = 0;
  let [px, py] = points.at(-1) ?? [0, 0];
  const box = { x0: px, y0: py, x1: px, y1: py };
  for (const [x, y] of points) {
    area += (px * y - x * py) / 2;
    box.x0 = Math.min(box.x0, x);
    box.y0 = Math.min(box.y0, y);
    box.x1 = Math.max(box.x1, x);
    box.y1 = Math.max(box.y1, y);
    [px, py] = [x, y];
  }
  return { area, box };
}

/** Contours that lie in a larger one and run the other way round. */
function holesAmong(contours: readonly Contour[]): Holes | undefined {
  const boxes = contours.map(({ box }) => box);
  const x0 = Math.min(...boxes.map((box) => box.x0));
  const y0 = Math.min(...boxes.map((box) => box.y0));
  const width = Math.max(...boxes.map((box) => box.x1)) - x0;
  const height = Math.max(...boxes.map((box) => box.y1)) - y0;
  if (!(width > 0 && height > 0)) return undefined;
  const isHole = ({ area, box }: Contour): boolean =>
    Math.abs(area) > SMALLEST * width * height &&
    contours.some((outer) => outer.area * area < 0 && isWithin(box, outer.box));
  const holes = contours.filter(isHole).toSorted((a, b) => Math.abs(b.area) - Math.abs(a.area));
  const box = holes[0]?.box;
  const largest = box && {
    ...{ x0: (box.x0 - x0) / width, x1: (box.x1 - x0) / width },
    ...{ y0: (box.y0 - y0) / height, y1: (box.y1 - y0) / height },
  };
  return { count: holes.length, largest };
}

const isWithin = (inner: Box, outer: Box): boolean =>
  inner.x0 > outer.x0 && inner.x1 < outer.x1 && inner.y0 > outer.y0 && inner.y1 < outer.y1;
