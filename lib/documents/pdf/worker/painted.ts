import { heightOf, overlapX, overlapY, widthOf } from '../../layout/boxes.ts';
import type { HiddenReason } from '../hidden-reasons.ts';
import type { Box } from '../page.ts';
import { clipOf, holds } from './clip.ts';
import type { Frame, Matrix } from './frame.ts';
import { boundsOf, IMAGE, PATH, SHADING, TEXT } from './objects.ts';
import type { Pdfium } from './pdfium.ts';

/** Text that may not be visible: `why` it would not be, if it is not. */
export interface Suspect {
  object: number;
  why: HiddenReason;
  box: Box;
  order: number;
}

/** An area that is painted over what came before it. */
export interface Cover {
  isPicture: boolean;
  box: Box;
  order: number;
  /** Red, green and blue; undefined for pictures and gradients. */
  colour: Colour | undefined;
}

type Colour = readonly [number, number, number];
interface Paint {
  colour: Colour;
  /** 0 to 255. */
  alpha: number;
}

interface Written extends Omit<Suspect, 'why'> {
  why: HiddenReason | undefined;
  /** PDFium does not tell whether a form is in a layer. */
  unknown: 'layer' | undefined;
  colour: Colour;
}

/** Text rendering modes: ISO 32000-1, table 106. */
const STROKED = new Set([1, 5]);
const UNPAINTED = new Set([3, 7]);
/** Of 255. Text is a suspect if it is paler, nearer to what lies beneath it, or lets more shine through. */
const PALE = 200;
const NEAR = 32;
const CLEAR = 40;
/** Points; what is smaller covers no text: underlines, table rules. */
const SMALLEST = 3;
/** Pages with more are drawings. */
const MOST_COVERS = 2_000;

/** Collects what is painted on a page, in order, and tells which text may be hidden. */
export class Painted {
  readonly covers: Cover[] = [];
  readonly #pdfium: Pdfium;
  readonly #frame: Frame;
  readonly #hasLayers: boolean;
  readonly #written: Written[] = [];
  #order = 0;

  constructor(pdfium: Pdfium, frame: Frame, { hasLayers }: { hasLayers: boolean }) {
    this.#pdfium = pdfium;
    this.#frame = frame;
    this.#hasLayers = hasLayers;
  }

  /** To be called for each object in the order of painting. */
  readonly see = (
    object: number,
    type: number,
    { matrix, forms }: { matrix: Matrix; forms: readonly number[] },
  ): void => {
    this.#order++;
    if (type === TEXT) this.#addText(object, matrix, forms);
    else if (type === PATH || type === IMAGE || type === SHADING) this.#addCover(object, type, matrix);
  };

  suspects(): Suspect[] {
    return this.#written.flatMap(({ object, why, unknown, box, order, colour }) => {
      const reason = why ?? this.#hiddenBy(box, order) ?? this.#sameAsBelow(box, order, colour) ?? unknown;
      return reason ? [{ object, box, order, why: reason }] : [];
    });
  }

  #addText(object: number, matrix: Matrix, forms: readonly number[]): void {
    const box = boundsOf(this.#pdfium, object, matrix);
    const mode = this.#pdfium.call.renderMode(object);
    const { colour, alpha } = this.#paint(object, STROKED.has(mode));
    const marked = [object, ...forms].some((each) => hasLayerMark(this.#pdfium, each));
    const why = marked ? 'layer' : this.#ownReason(object, { mode, alpha, colour, matrix, box });
    const unknown = this.#hasLayers && forms.length > 0 ? 'layer' : undefined;
    this.#written.push({ object, box, order: this.#order, colour, why, unknown });
  }

  #ownReason(
    object: number,
    { mode, alpha, colour, matrix, box }: Paint & { mode: number; matrix: Matrix; box: Box },
  ): HiddenReason | undefined {
    if (UNPAINTED.has(mode) || alpha <= CLEAR) return 'invisible';
    const clip = clipOf(this.#pdfium, object, matrix);
    if (clip && !holds(clip, box)) return 'clipped';
    return Math.min(...colour) >= PALE ? 'colour' : undefined;
  }

  #addCover(object: number, type: number, matrix: Matrix): void {
    if (this.covers.length >= MOST_COVERS) return;
    const box = boundsOf(this.#pdfium, object, matrix);
    if (Math.min(widthOf(box), heightOf(box)) < SMALLEST) return;
    const paint = type === PATH ? this.#fill(object) : undefined;
    if (type === PATH && !paint) return;
    const { covers } = this;
    covers.push({ isPicture: type === IMAGE, box, order: this.#order, colour: paint?.colour });
  }

  /** Undefined for a path that is not filled or lets what lies beneath shine through. */
  #fill(path: number): Paint | undefined {
    const { call, heap } = this.#pdfium;
    call.drawMode(path, heap.out, heap.out + 4);
    if (heap.int(0) === 0) return undefined;
    const paint = this.#paint(path, false);
    return paint.alpha > CLEAR ? paint : undefined;
  }

  #paint(object: number, stroked: boolean): Paint {
    const { call, heap } = this.#pdfium;
    const { out } = heap;
    const read = stroked ? call.strokeColour : call.fillColour;
    if (read(object, out, out + 4, out + 8, out + 12) === 0) return { colour: [0, 0, 0], alpha: 255 };
    return { colour: [heap.int(0), heap.int(1), heap.int(2)], alpha: heap.int(3) };
  }

  #hiddenBy(box: Box, order: number): 'covered' | undefined {
    return this.covers.some((cover) => cover.order > order && coversPart(cover.box, box))
      ? 'covered'
      : undefined;
  }

  #sameAsBelow(box: Box, order: number, colour: Colour): 'colour' | undefined {
    const near = this.covers.some(
      (cover) =>
        cover.order < order && cover.colour && isNear(cover.colour, colour) && coversPart(cover.box, box),
    );
    return near ? 'colour' : undefined;
  }

  /** Part of the page that a box covers, 0 to 1. */
  shareOf(box: Box): number {
    const { width, height } = this.#frame;
    const page = { x0: 0, y0: 0, x1: width, y1: height };
    const shown = Math.max(0, overlapX(box, page)) * Math.max(0, overlapY(box, page));
    return shown / Math.max(1, width * height);
  }
}

const isNear = (a: Colour, b: Colour): boolean =>
  a.every((value, channel) => Math.abs(value - (b[channel] ?? 0)) <= NEAR);

/** Whether a line of text would be unreadable where they overlap. */
const coversPart = (cover: Box, text: Box): boolean =>
  overlapY(cover, text) >= heightOf(text) / 2 && overlapX(cover, text) >= Math.min(SMALLEST, widthOf(text));

function hasLayerMark({ call, heap }: Pdfium, object: number): boolean {
  const count = call.countMarks(object);
  for (let i = 0; i < count; i++) {
    // Room for two letters and the end, in UTF-16: no longer name is of interest.
    const { out } = heap;
    if (call.markName(call.mark(object, i), out + 8, 6, out) === 0 || heap.int(0) !== 6) continue;
    if (heap.int(2) === OC) return true;
  }
  return false;
}

/** `OC` in UTF-16, as one number. */
const OC = 0x4f | (0x43 << 16);
