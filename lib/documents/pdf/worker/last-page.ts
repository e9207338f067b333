import { type FontLook, fontLook } from './fonts.ts';
import { type Holes, holesOf } from './glyph-holes.ts';
import type { Pdfium } from './pdfium.ts';

/** By font, then by character. */
type Glyphs = Map<number, Map<number, Holes | undefined>>;
/** By font. */
type Looks = Map<number, FontLook>;

/**
 * What is known of the fonts of the page read last. That page stays open until the next one is, as a font that both
 * use keeps its handle then; any other handle may be given to another font.
 */
export class LastPage {
  readonly #pdfium: Pdfium;
  /** 0 for none. */
  #page = 0;
  #before: Glyphs = new Map();
  #now: Glyphs = new Map();
  #looksBefore: Looks = new Map();
  #looks: Looks = new Map();

  constructor(pdfium: Pdfium) {
    this.#pdfium = pdfium;
  }

  /** To be called when the next page is open: what is asked from then on is of that one. */
  begin(): void {
    this.#before = this.#now;
    this.#now = new Map();
    this.#looksBefore = this.#looks;
    this.#looks = new Map();
  }

  /** @param page read to its end, which is closed after the next one was */
  keep(page: number): void {
    if (this.#page !== 0) this.#pdfium.call.closePage(this.#page);
    this.#page = page;
  }

  /** Closes a page that is not to be kept, and the one kept before it. */
  forget(page: number): void {
    this.keep(0);
    this.#now = new Map();
    this.#looks = new Map();
    this.#pdfium.call.closePage(page);
  }

  /** Of a font of the page that is read. */
  holesOf(font: number, code: number): Holes | undefined {
    const glyphs = this.#now.get(font) ?? this.#before.get(font) ?? new Map<number, Holes | undefined>();
    this.#now.set(font, glyphs);
    const known = glyphs.get(code);
    if (known || glyphs.has(code)) return known;
    const found = holesOf(this.#pdfium, font, code);
    glyphs.set(code, found);
    return found;
  }

  /** Of the font of the character at `index`. @param font 0 if it is not known */
  lookOf(font: number, text: number, index: number): FontLook {
    const known = this.#looks.get(font) ?? (font === 0 ? undefined : this.#looksBefore.get(font));
    const look = known ?? fontLook(this.#pdfium, text, index);
    this.#looks.set(font, look);
    return look;
  }
}
