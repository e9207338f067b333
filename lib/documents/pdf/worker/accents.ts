import type { Box } from '../page.ts';
import { setBox } from './frame.ts';
import type { RunWriter } from './run-writer.ts';

// Older TeX fonts have no letters with accents: the accent is a glyph of its own, drawn over its letter, before it or
// after the whole word.

/** Accents as glyphs, and the marks that they are on a letter. */
const MARKS = new Map([
  [0x5e, 0x302],
  [0x60, 0x300],
  [0x7e, 0x303],
  [0xa8, 0x308],
  [0xaf, 0x304],
  [0xb4, 0x301],
  [0xb8, 0x327],
  [0x2c6, 0x302],
  [0x2c7, 0x30c],
  [0x2d8, 0x306],
  [0x2d9, 0x307],
  [0x2da, 0x30a],
  [0x2db, 0x328],
  [0x2dc, 0x303],
  [0x2dd, 0x30b],
]);
const FIRST = 0x5e;
const LAST = 0x2dd;
const DOTLESS = new Map([
  [0x131, 0x69],
  [0x237, 0x6a],
]);
/** Letters that are kept: an accent may come after the line on which its letter stands. */
const KEPT = 256;
/** Of the wider one, between the middles; and of the height, between the two. */
const OFF = { across: 0.3, down: 0.6 } as const;
const LETTER = /^\p{L}$/u;
const ONE_UNIT = 0xffff;

export const isAccent = (code: number): boolean => code >= FIRST && code <= LAST && MARKS.has(code);

interface Letter {
  /** Its place among the units of the page's text. */
  at: number;
  code: number;
  box: Box;
}

function isOver(letter: Box, accent: Box): boolean {
  const wide = Math.max(letter.x1 - letter.x0, accent.x1 - accent.x0);
  const high = Math.max(letter.y1 - letter.y0, accent.y1 - accent.y0);
  const across = Math.abs(letter.x0 + letter.x1 - accent.x0 - accent.x1) / 2;
  const down = Math.abs(letter.y0 + letter.y1 - accent.y0 - accent.y1) / 2;
  return across <= OFF.across * wide && down <= OFF.down * high;
}

/** Sets accents on the letters over which they are drawn. Text that runs upwards or downwards keeps its accents apart. */
export class Accents {
  readonly #writer: RunWriter;
  readonly #letters: Letter[] = [];
  #next = 0;
  /** The last character, if it was an accent over no letter so far. */
  #waiting: Letter | undefined;

  constructor(writer: RunWriter) {
    this.#writer = writer;
  }

  /** Of a character that was written as the last one. */
  wrote(code: number, box: Box): void {
    const at = this.#writer.length - 1;
    this.#waiting = isAccent(code) ? { at, code, box: { ...box } } : undefined;
    if (this.#waiting || code > ONE_UNIT) return;
    const slot = this.#letters[this.#next];
    if (slot) {
      // Without a new object per character.
      slot.at = at;
      slot.code = code;
      setBox(slot.box, box);
    } else this.#letters.push({ at, code, box: { ...box } });
    this.#next = (this.#next + 1) % KEPT;
  }

  /** Sets an accent on a letter that was written before it. @returns whether there is one */
  over(accent: number, box: Box): boolean {
    for (let back = 1; back <= this.#letters.length; back += 1) {
      const letter = this.#letters[(this.#next - back + KEPT) % KEPT];
      if (letter && isOver(letter.box, box) && this.#set(letter, accent)) return true;
    }
    return false;
  }

  /** Sets the accent that was written last on this letter, in its place. @returns whether there is one */
  under(code: number, box: Box): boolean {
    const waiting = this.#waiting;
    if (!waiting || !isOver(box, waiting.box)) return false;
    const letter = { at: waiting.at, code, box: { ...box } };
    if (!this.#set(letter, waiting.code)) return false;
    this.#waiting = undefined;
    return true;
  }

  #set(letter: Letter, accent: number): boolean {
    const base = String.fromCodePoint(DOTLESS.get(letter.code) ?? letter.code);
    if (!LETTER.test(base)) return false;
    const mark = MARKS.get(accent) ?? 0;
    const composed = `${base}${String.fromCodePoint(mark)}`.normalize('NFC');
    this.#writer.replace(letter.at, composed.charCodeAt(0));
    if (composed.length > 1) {
      this.#writer.insert(letter.at + 1, mark);
      for (const other of this.#letters) if (other.at > letter.at) other.at += 1;
    }
    letter.code = composed.charCodeAt(0);
    return true;
  }
}
