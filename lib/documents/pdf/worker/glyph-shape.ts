import type { Box } from '../page.ts';
import type { Pdfium } from './pdfium.ts';

/** Characters whose boxes are kept: a power of two, the one before and the one after among them. */
const KEPT = 4;

/** How a piece of text is set. */
interface Setting {
  isUpright: boolean;
  sign: number;
  /** Points to a size. */
  scale: number;
}

/** The shapes of a page's characters. Asked in their order, each box is fetched once. */
export class GlyphShapes {
  readonly #pdfium: Pdfium;
  readonly #text: number;
  readonly #indices = new Int32Array(KEPT).fill(-1);
  /** Left, right, bottom and top of each; NaN without a box. */
  readonly #boxes = new Float64Array(KEPT * 4);
  /** Of the last piece: its characters share size and matrix. */
  #object = 0;
  #setting: Setting = { isUpright: true, sign: 1, scale: 1 };

  constructor(pdfium: Pdfium, text: number) {
    this.#pdfium = pdfium;
    this.#text = text;
  }

  /**
   * The tight box of a character from where it stands, turned upright, y growing upwards; undefined if it is empty.
   * @param object that draws it
   */
  of(index: number, object: number): Box | undefined {
    const at = this.#box(index);
    const left = this.#boxes[at] ?? 0;
    const right = this.#boxes[at + 1] ?? 0;
    const bottom = this.#boxes[at + 2] ?? 0;
    const top = this.#boxes[at + 3] ?? 0;
    if (!(right > left && top > bottom)) return undefined;
    const { call, heap } = this.#pdfium;
    call.origin(this.#text, index, heap.out, heap.out + 8);
    const [x, y] = [heap.double(0), heap.double(1)];
    const { isUpright, sign, scale } = this.#settingOf(index, object);
    const across = isUpright ? right - left : top - bottom;
    const a = ((isUpright ? bottom - y : left - x) * sign) / scale;
    const b = ((isUpright ? top - y : right - x) * sign) / scale;
    return { x0: 0, x1: across / scale, y0: Math.min(a, b), y1: Math.max(a, b) };
  }

  /** Whether a character is drawn by the glyph of the one before or after it, as those of a ligature are. */
  isShared(index: number): boolean {
    const own = this.#left(index);
    return Object.is(own, this.#left(index - 1)) || Object.is(own, this.#left(index + 1));
  }

  #left(index: number): number {
    return this.#boxes[this.#box(index)] ?? Number.NaN;
  }

  /** @returns where its box is kept */
  #box(index: number): number {
    const slot = index & (KEPT - 1);
    const at = slot * 4;
    if (this.#indices[slot] === index && index >= 0) return at;
    const { call, heap } = this.#pdfium;
    const { out } = heap;
    const isThere = call.charBox(this.#text, index, out, out + 8, out + 16, out + 24) !== 0;
    for (let side = 0; side < 4; side++) this.#boxes[at + side] = isThere ? heap.double(side) : Number.NaN;
    this.#indices[slot] = index;
    return at;
  }

  #settingOf(index: number, object: number): Setting {
    if (object === this.#object) return this.#setting;
    const { call, heap } = this.#pdfium;
    const size = call.fontSize(this.#text, index);
    call.matrix(this.#text, index, heap.out);
    // The direction of the line, as fonts may be drawn upside down within it.
    const [dx, dy] = [heap.float(0) * Math.sign(size), heap.float(1) * Math.sign(size)];
    const scale = Math.abs(size) * Math.hypot(heap.float(2), heap.float(3)) || 1;
    const isUpright = Math.abs(dx) >= Math.abs(dy);
    this.#object = object;
    this.#setting = { isUpright, sign: (isUpright ? dx : -dy) < 0 ? -1 : 1, scale };
    return this.#setting;
  }
}
