import type { Box } from '../page.ts';
import type { BrokenFont, UnreadableReason } from '../unreadable-reasons.ts';
import type { Holes } from './glyph-holes.ts';
import { GlyphShapes } from './glyph-shape.ts';
import type { LastPage } from './last-page.ts';
import { compareShapes, isMisnamed, isSurelyMisnamed } from './letter-shapes.ts';
import type { Pdfium } from './pdfium.ts';

/** Part of a page's characters that must be broken, and how many, for the page to count as unreadable. */
const BROKEN = 0.15;
const FEWEST_BROKEN = 10;
/** Characters of a font on a page that can be read, and different ones without a name: fewer are bullets. */
const FEWEST_OF_FONT = 20;
const FEWEST_UNNAMED = 6;
/** Vowels among Latin letters: natural languages have a third and more. */
const FEW_VOWELS = 0.2;
const ENOUGH_LETTERS = 30;
const VOWELS = new Set([...'aeiouyAEIOUY'].map((letter) => letter.charCodeAt(0)));
const LATIN_1 = 0xff;
/** Letters below this have one shape wherever they stand: Latin, Greek and Cyrillic. */
const CASED = 0x530;
/** Characters of a font that are compared with those before, and the part of them that may have another glyph. */
const LOOK_AT = 300;
const MOST_UNLIKE = 0.3;
/** Part of a letter's size by which two drawings of it may differ. */
const UNLIKE = 0.2;
/** Part of the font size below which a glyph has no height: PDFium gives empty ones a trace of it. */
const BLANK = 0.01;

/** What is known of a font from its characters on a page. */
interface FontUse {
  name: string;
  characters: number;
  /** Codes that stand for no character. */
  unnamed: Set<number>;
  /** Without a character that the code could stand for. */
  unmapped: number;
  /** Whose code PDFium has taken for the character, as the font does not name any. */
  assumed: number;
  /** Latin letters among these, and vowels. */
  letters: number;
  vowels: number;
  shapes: Map<number, Box>;
  holes: Map<string, Holes>;
  /** Characters compared with the same one before, and those that are drawn by another glyph. */
  looked: number;
  unlike: number;
}

/** Tells from the characters of a page, one by one, whether its fonts name them rightly. */
export class LetterCheck {
  readonly #pdfium: Pdfium;
  readonly #text: number;
  readonly #glyphs: GlyphShapes;
  readonly #lastPage: LastPage;
  readonly #fonts = new Map<number, FontUse>();
  /** What drew the last character, and its font. */
  #object = 0;
  #handle = 0;
  #last: FontUse | undefined;

  constructor(pdfium: Pdfium, text: number, lastPage: LastPage) {
    this.#pdfium = pdfium;
    this.#text = text;
    this.#lastPage = lastPage;
    this.#glyphs = new GlyphShapes(pdfium, text);
  }

  /** @param object that draws it; 0 for what PDFium has inserted */
  see(index: number, code: number, object: number, name = ''): void {
    if (object === 0) return;
    const { call } = this.#pdfium;
    if (!this.#last || object !== this.#object) {
      this.#handle = call.fontOf(object);
      this.#last = this.#font(this.#handle, name);
    }
    const font = this.#last;
    this.#object = object;
    font.characters += 1;
    const isAssumed = call.mapError(this.#text, index) === 1;
    if (isUnmapped(code) || (isAssumed && code > LATIN_1)) {
      font.unmapped += 1;
      font.unnamed.add(code);
      return;
    }
    if (isAssumed) {
      font.assumed += 1;
      font.letters += Number(isLatin(code));
      font.vowels += Number(VOWELS.has(code));
    }
    this.#look(font, index, { code, object });
  }

  /** Takes down the shape of a new character, and of the first on the page whether those that return look alike. */
  #look(font: FontUse, index: number, { code, object }: { code: number; object: number }): void {
    const known = font.shapes.get(code);
    if (known && font.looked >= LOOK_AT) return;
    if (known && code >= CASED) return;
    if (this.#glyphs.isShared(index)) return;
    const shape = this.#glyphs.of(index, object);
    if (!shape) return;
    if (!known) {
      font.shapes.set(code, shape);
      const holes = code < CASED ? this.#lastPage.holesOf(this.#handle, code) : undefined;
      if (holes) font.holes.set(String.fromCodePoint(code), holes);
    } else {
      font.looked += 1;
      font.unlike += Number(isUnlike(known, shape));
    }
  }

  /** Why the page's text cannot be read; undefined if it can, or nothing tells that it cannot. */
  verdict(): UnreadableReason | undefined {
    let [all, unmapped, misnamed] = [0, 0, 0];
    for (const font of this.#fonts.values()) {
      all += font.characters;
      unmapped += font.unmapped;
      if (hasWrongNames(font)) misnamed += font.characters - font.unmapped;
      else if (isCode(font) || isBlank(font)) unmapped += font.assumed;
    }
    const broken = unmapped + misnamed;
    if (broken < FEWEST_BROKEN || broken < BROKEN * all) return undefined;
    return unmapped >= misnamed ? 'unmapped' : 'misnamed';
  }

  /** Fonts, by handle, that cannot be read though the page can. */
  brokenFonts(): Map<number, BrokenFont> {
    const found = new Map<number, BrokenFont>();
    for (const [handle, font] of this.#fonts) {
      const { name, characters } = font;
      if (characters >= FEWEST_OF_FONT && isBroken(font)) found.set(handle, { font: name, characters });
    }
    return found;
  }

  #font(handle: number, name: string): FontUse {
    const known = this.#fonts.get(handle);
    if (known) return known;
    const counts = { characters: 0, unmapped: 0, assumed: 0, letters: 0, vowels: 0, looked: 0, unlike: 0 };
    const font = {
      ...counts,
      name,
      unnamed: new Set<number>(),
      shapes: new Map<number, Box>(),
      holes: new Map<string, Holes>(),
    };
    this.#fonts.set(handle, font);
    return font;
  }
}

function hasWrongNames({ shapes, holes, looked, unlike }: FontUse): boolean {
  if (looked >= ENOUGH_LETTERS && unlike > MOST_UNLIKE * looked) return true;
  const byLetter = new Map([...shapes].map(([code, shape]) => [String.fromCodePoint(code), shape]));
  return isMisnamed(compareShapes(byLetter, holes)) === true;
}

/** Of less text more must be wrong: a page has fonts of signs, of formulas and for show beside that of its text. */
function isBroken({ characters, unmapped, unnamed, shapes, holes }: FontUse): boolean {
  if (unnamed.size >= FEWEST_UNNAMED && 2 * unmapped > characters) return true;
  const byLetter = new Map([...shapes].map(([code, shape]) => [String.fromCodePoint(code), shape]));
  return isSurelyMisnamed(compareShapes(byLetter, holes));
}

/** Whether codes that were taken for letters are no words: those of glyphs, in the order of the font. */
const isCode = ({ letters, vowels }: FontUse): boolean =>
  letters >= ENOUGH_LETTERS && vowels < FEW_VOWELS * letters;

/** Whether the font draws nothing for the codes that were taken for characters: it has other glyphs. */
const isBlank = ({ assumed, shapes }: FontUse): boolean =>
  assumed >= ENOUGH_LETTERS && [...shapes.values()].every(({ y0, y1 }) => y1 - y0 < BLANK);

/**
 * Controls, private use, replacement and noncharacters. A soft hyphen at the end of a line is U+0002; U+F8E5 to U+F8FE
 * are the parts of brackets in the Adobe Glyph List (https://github.com/adobe-type-tools/agl-aglfn).
 */
function isUnmapped(code: number): boolean {
  if (code < 0x20) return code !== 2;
  if (code < 0x7f) return false;
  const isPrivate = (code >= 0xe000 && code < 0xf8e5) || code >= 0xf0000;
  return code <= 0x9f || isPrivate || code === 0xfffd || code === 0xffff;
}

function isUnlike(a: Box, b: Box): boolean {
  const size = Math.max(a.x1, a.y1 - a.y0, 0.1);
  const apart = Math.max(Math.abs(a.x1 - b.x1), Math.abs(a.y0 - b.y0), Math.abs(a.y1 - b.y1));
  return apart > UNLIKE * size;
}

const isLatin = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
