import type { Style } from '../packed-page.ts';
import type { FontLook } from './fonts.ts';
import type { Matrix } from './frame.ts';
import type { LastPage } from './last-page.ts';
import type { Pdfium } from './pdfium.ts';

/** Looks up the style of each character, once per text object. Characters that PDFium inserts keep the last style. */
export class StyleReader {
  readonly #pdfium: Pdfium;
  readonly #text: number;
  readonly #page: Matrix;
  readonly #styles: Style[];
  readonly #fonts: LastPage;
  readonly #known = new Map<FontLook, Map<number, number>>();
  #lastObject = -1;
  #drawnBy = 0;
  #lastLook: FontLook | undefined;
  #last = 0;

  /** @param styles grows */
  constructor(
    pdfium: Pdfium,
    { text, page, styles, fonts }: { text: number; page: Matrix; styles: Style[]; fonts: LastPage },
  ) {
    this.#pdfium = pdfium;
    this.#fonts = fonts;
    this.#text = text;
    this.#page = page;
    this.#styles = styles;
  }

  /** The piece of text that draws the last character. */
  get object(): number {
    return this.#lastObject;
  }

  /** What draws the character that was asked for last; 0 if PDFium has inserted it. */
  get drawnBy(): number {
    return this.#drawnBy;
  }

  at(index: number): number {
    const { call } = this.#pdfium;
    const object = call.textObject(this.#text, index);
    this.#drawnBy = object;
    if (object === this.#lastObject || (object === 0 && this.#lastObject !== -1)) return this.#last;
    this.#lastObject = object;
    const look = this.#fonts.lookOf(object === 0 ? 0 : call.fontOf(object), this.#text, index);
    const size = this.#sizeAndMatrix(index);
    const fontSize = Math.abs(size);
    const angle = (this.#angle() + (size < 0 ? 180 : 0)) % 360;
    const last = this.#styles[this.#last];
    if (look !== this.#lastLook || last?.fontSize !== fontSize || last.angle !== angle) {
      this.#lastLook = look;
      this.#last = this.#indexOf(look, fontSize, angle);
    }
    return this.#last;
  }

  #indexOf(look: FontLook, fontSize: number, angle: number): number {
    const known = this.#known.get(look) ?? new Map<number, number>();
    this.#known.set(look, known);
    // Sizes are hundredths of a point, angles whole degrees below 360.
    const key = fontSize * 100 * 512 + angle;
    const index = known.get(key) ?? this.#styles.push({ ...look, fontSize, angle }) - 1;
    known.set(key, index);
    return index;
  }

  /** The size as shown, negative for text that is set upside down; leaves the character's matrix at `heap.out`. */
  #sizeAndMatrix(index: number): number {
    const { call, heap } = this.#pdfium;
    const size = call.fontSize(this.#text, index);
    call.matrix(this.#text, index, heap.out);
    return Math.round(size * (Math.hypot(heap.float(2), heap.float(3)) || 1) * 100) / 100;
  }

  #angle(): number {
    const { heap } = this.#pdfium;
    const [a, b] = [heap.float(0), heap.float(1)];
    const dx = this.#page[0] * a + this.#page[2] * b;
    const dy = this.#page[1] * a + this.#page[3] * b;
    if (dy === 0 && dx > 0) return 0;
    const degrees = Math.round((Math.atan2(dy, dx) * 180) / Math.PI);
    return (degrees + 360) % 360;
  }
}
