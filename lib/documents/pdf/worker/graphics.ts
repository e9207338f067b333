import { heightOf, overlapX, overlapY, union, widthOf } from '../../layout/boxes.ts';
import type { Box, Graphic } from '../page.ts';
import { clipOf } from './clip.ts';
import { type Frame, type Matrix, rounded } from './frame.ts';
import type { Pdfium } from './pdfium.ts';

/** Points between paths that belong together, and between the strips of one picture. */
const NEAR = 6;
const STRIPS = 1.5;
/** Pages that draw more kinds of things have no figures to be told apart. */
const MOST_GRAPHICS = 200;
/** Shares of the page: what is smaller is not looked at closely; a plain area that is larger may be behind text. */
const SOME = 0.005;
const PANEL = 0.08;
/** Of the page's width and height: longer rules part columns or sections; what is as large as this is its background. */
const LONG = 0.85;
const THIN = 2.5;
/** Of a rectangle or a line. */
const PLAIN_SEGMENTS = 6;

interface Seen {
  object: number;
  matrix: Matrix;
  box: Box;
}

/** Collects what a page draws besides text: paths that lie together are one drawing. */
export class Graphics {
  readonly #pdfium: Pdfium;
  readonly #frame: Frame;
  readonly #page: Box;
  readonly #altOf: (object: number) => string | undefined;
  readonly #rasters: Graphic[] = [];
  readonly #panels: Graphic[] = [];
  #drawings: Graphic[] = [];

  /** @param altOf alternative text of what an object is part of */
  constructor(pdfium: Pdfium, frame: Frame, altOf: (object: number) => string | undefined) {
    this.#pdfium = pdfium;
    this.#frame = frame;
    this.#altOf = altOf;
    this.#page = { x0: 0, y0: 0, x1: frame.width, y1: frame.height };
  }

  image(seen: Seen): void {
    const box = this.#shown(seen);
    if (!box || this.#shareOf(box) < SOME / 10 || this.#rasters.length >= MOST_GRAPHICS) return;
    const { api, heap } = this.#pdfium;
    const key = api.FPDFImageObj_GetImagePixelSize(seen.object, heap.out, heap.out + 4)
      ? `${heap.int(0)}x${heap.int(1)}.${api.FPDFImageObj_GetImageDataRaw(seen.object, 0, 0)}`
      : '';
    const strip = this.#rasters.find((other) => isStripOf(other.box, box));
    if (strip) add(strip, { box, parts: 1, complex: 0 });
    else {
      const alt = this.#altOf(seen.object);
      this.#rasters.push({ kind: 'raster', box, parts: 1, complex: 0, key, ...(alt && { alt }) });
    }
  }

  path({ object, matrix, box: whole }: Seen, segments: number): void {
    const [across, down] = [widthOf(whole), heightOf(whole)];
    const { width, height } = this.#frame;
    const isThin = Math.min(across, down) <= THIN;
    if (isThin && (across > LONG * width || down > height / 2)) return;
    const isComplex = segments > PLAIN_SEGMENTS || (segments === 2 && !isThin);
    const share = this.#shareOf(whole);
    const box = share > SOME ? this.#shown({ object, matrix, box: whole }) : whole;
    if (!box || !isOnPage(box, this.#page)) return;
    if (!isComplex && share > PANEL) this.#panel(box);
    else this.#draw(object, { box, parts: 1, complex: isComplex ? 1 : 0 });
  }

  shading(seen: Seen): void {
    const box = this.#shown(seen);
    if (box) this.#draw(seen.object, { box, parts: 1, complex: 1 });
  }

  /** Pictures, drawings and panels; none if there are too many to be told apart. */
  all(): Graphic[] {
    const drawings = joined(this.#drawings);
    for (const each of drawings) {
      const { parts, complex, box } = each;
      each.key = `${parts}.${complex}.${Math.round(widthOf(box))}x${Math.round(heightOf(box))}`;
    }
    return [...this.#rasters, ...drawings, ...this.#panels].map((each) => ({
      ...each,
      box: rounded(each.box),
    }));
  }

  #panel(box: Box): void {
    const isBackground = widthOf(box) > LONG * this.#frame.width && heightOf(box) > LONG * this.#frame.height;
    if (isBackground || this.#panels.length >= MOST_GRAPHICS) return;
    this.#panels.push({ kind: 'panel', box, parts: 1, complex: 0, key: '' });
  }

  #draw(object: number, piece: Pick<Graphic, 'box' | 'parts' | 'complex'>): void {
    const last = this.#drawings.at(-1);
    const own =
      last && touch(last.box, piece.box) ? last : this.#drawings.find(({ box }) => touch(box, piece.box));
    if (own) {
      add(own, piece);
      return;
    }
    if (this.#drawings.length >= MOST_GRAPHICS) this.#drawings = joined(this.#drawings);
    if (this.#drawings.length >= MOST_GRAPHICS) return;
    const alt = this.#altOf(object);
    this.#drawings.push({ kind: 'vector', ...piece, key: '', ...(alt && { alt }) });
  }

  #shareOf(box: Box): number {
    return (widthOf(box) * heightOf(box)) / Math.max(1, this.#frame.width * this.#frame.height);
  }

  /** What clipping and the page leave of it. */
  #shown({ object, matrix, box }: Seen): Box | undefined {
    const clip = clipOf(this.#pdfium, object, matrix);
    return intersection(clip ? intersection(box, clip) : box, this.#page);
  }
}

function intersection(a: Box | undefined, b: Box): Box | undefined {
  if (!a || overlapX(a, b) < 0 || overlapY(a, b) < 0) return undefined;
  return {
    x0: Math.max(a.x0, b.x0),
    y0: Math.max(a.y0, b.y0),
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
  };
}

const isOnPage = (box: Box, page: Box): boolean => overlapX(box, page) >= 0 && overlapY(box, page) >= 0;

const touch = (a: Box, b: Box): boolean => overlapX(a, b) > -NEAR && overlapY(a, b) > -NEAR;

/** Pictures cut into strips lie edge to edge, and are as wide or as high as each other. */
function isStripOf(a: Box, b: Box): boolean {
  const [dx, dy] = [overlapX(a, b), overlapY(a, b)];
  const isBelow = Math.abs(dy) <= STRIPS && dx >= 0.95 * Math.max(widthOf(a), widthOf(b));
  const isBeside = Math.abs(dx) <= STRIPS && dy >= 0.95 * Math.max(heightOf(a), heightOf(b));
  return isBelow || isBeside;
}

function add(graphic: Graphic, { box, parts, complex }: Pick<Graphic, 'box' | 'parts' | 'complex'>): void {
  graphic.box = union(graphic.box, box);
  graphic.parts += parts;
  graphic.complex += complex;
}

/** Joins drawings that have grown into each other. */
function joined(drawings: readonly Graphic[]): Graphic[] {
  let left = [...drawings];
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    const found: Graphic[] = [];
    for (const each of left) {
      const own = found.find(({ box }) => touch(box, each.box));
      if (own) add(own, each);
      else found.push({ ...each });
    }
    left = found;
  }
  return left;
}
