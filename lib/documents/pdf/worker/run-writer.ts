import { type PackedRuns, RUN_WIDTH, type Style } from '../packed-page.ts';
import type { Box, TextRun } from '../page.ts';
import { hundredth } from './frame.ts';

const SPACE = 0x20;
const LATIN_1 = 0xff;
const BYTES = 2;

/** Writes the runs of a page into flat lists, without an object per character. */
export class RunWriter {
  styles: Style[] = [];
  #tags: TextRun['tag'][] = [];
  #numbers: number[] = [];
  #spaces: number[] = [];
  #runs = 0;
  /** Where the text of the run begins. */
  #start = 0;
  #units = new Uint16Array(4096);
  #length = 0;
  /** OR of all units: tells whether the text is Latin-1. */
  #bits = 0;

  /** Prepares for the next page, reusing what was not handed out. */
  startPage(): void {
    this.styles = [];
    this.#tags = [];
    this.#numbers = [];
    this.#spaces = [];
    this.#runs = 0;
    this.#start = 0;
    this.#length = 0;
    this.#bits = 0;
  }

  /** Units of the text so far. */
  get length(): number {
    return this.#length;
  }

  /** Another unit in place of one. */
  replace(at: number, unit: number): void {
    this.#units[at] = unit;
    this.#bits |= unit;
  }

  /** A unit within the text; the run that holds the one before it grows. */
  insert(at: number, unit: number): void {
    this.#addUnit(unit);
    this.#units.copyWithin(at + 1, at, this.#length - 1);
    this.#units[at] = unit;
    for (let end = this.#numbers.length - RUN_WIDTH; (this.#numbers[end] ?? 0) >= at; end -= RUN_WIDTH) {
      this.#numbers[end] = (this.#numbers[end] ?? 0) + 1;
    }
  }

  /** A code point at the end of the text. */
  add(code: number): void {
    if (code <= 0xffff) this.#addUnit(code);
    else for (const unit of [0xd800 + ((code - 0x10000) >> 10), 0xdc00 + (code & 0x3ff)]) this.#addUnit(unit);
  }

  /** A code point before the last `count` units of the text. */
  addBefore(code: number, count: number): void {
    const from = this.#length - count;
    this.add(code);
    const added = this.#length - from - count;
    const units = this.#units.slice(this.#length - added, this.#length);
    this.#units.copyWithin(from + added, from, from + count);
    this.#units.set(units, from);
  }

  addSpace(): void {
    if (this.#units[this.#length - 1] !== SPACE) this.#addUnit(SPACE);
  }

  /** A wide space before the character that comes next. @param from end of the text before it, along the line */
  addWideSpace(from: number, to: number): void {
    this.#spaces.push(this.#runs, this.#length - this.#start, hundredth(from), hundredth(to));
  }

  /** Ends a run that holds everything added since the last one. `baseline`: NaN if it is not known. */
  endRun(
    style: number,
    { x0, y0, x1, y1 }: Box,
    { baseline = Number.NaN, tag }: { baseline?: number; tag?: TextRun['tag'] } = {},
  ): void {
    if (tag) this.#tags[this.#runs] = tag;
    this.#numbers.push(this.#length, style, hundredth(x0), hundredth(y0), hundredth(x1), hundredth(y1));
    this.#numbers.push(hundredth(baseline));
    this.#runs += 1;
    this.#start = this.#length;
  }

  finish(): PackedRuns {
    return {
      text: this.#text(),
      numbers: Float64Array.from(this.#numbers),
      spaces: Float64Array.from(this.#spaces),
      styles: this.styles,
      tags: this.#tags,
    };
  }

  #addUnit(unit: number): void {
    if (this.#length === this.#units.length) {
      const grown = new Uint16Array(this.#length * 2);
      grown.set(this.#units);
      this.#units = grown;
    }
    this.#units[this.#length++] = unit;
    this.#bits |= unit;
  }

  #text(): string {
    const units = this.#units.subarray(0, this.#length);
    if (this.#bits <= LATIN_1) return Buffer.from(units).toString('latin1');
    return Buffer.from(units.buffer, 0, this.#length * BYTES).toString('utf16le');
  }
}
