import { cleanText, SOFT_HYPHEN } from '../text/clean.ts';
import { type Shift, shiftedText } from '../text/raised-letters.ts';
import type { NoteMark } from './block.ts';
import { checkHeap } from './bounded-heap.ts';

const MOST_LINKS = 200;
/** Longer text that is raised or lowered is read as any other. */
const LONGEST_SHIFT = 500;
const PIECE = 4_096;
const LONGEST_URL = 2_000;
/** Pieces that are put together before all are: each takes memory beside its signs, and a reference may be one of them. */
const MOST_PIECES = 1_000;
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

/** Text in pieces that regular expressions walk without running out of stack, cut between characters. */
function* pieces(text: string): Generator<string> {
  let from = 0;
  while (text.length - from > PIECE) {
    const last = text.charCodeAt(from + PIECE - 1);
    const to = from + PIECE + (last >= 0xd800 && last < 0xdc00 ? 1 : 0);
    yield text.slice(from, to);
    from = to;
  }
  yield from === 0 ? text : text.slice(from);
}

/** Puts the text of one paragraph together, white space as single spaces unless it is code. */
export class TextMaker {
  #pieces: string[] = [];
  #joined: string[] = [];
  #length = 0;
  #endsInSpace = true;
  #shift: { shift: Shift; text: string } | null = null;
  readonly marks: NoteMark[] = [];
  readonly links: string[] = [];

  get length(): number {
    return this.#length + (this.#shift?.text.length ?? 0);
  }

  get isEmpty(): boolean {
    return this.#length === 0 && (this.#shift?.text ?? '').trim() === '';
  }

  add(text: string): void {
    if (this.#shift) this.#shift.text += text;
    else for (const piece of pieces(text)) this.#put(cleanText(piece).replaceAll(SOFT_HYPHEN, ''));
  }

  /** As it is set. */
  addCode(text: string): void {
    const own = text.toWellFormed().replaceAll('\r\n', '\n').replaceAll(CONTROLS, '');
    this.#push(own);
  }

  #put(clean: string): void {
    const own = this.#endsInSpace && clean.startsWith(' ') ? clean.slice(1) : clean;
    if (own === '') return;
    this.#push(own);
    this.#endsInSpace = own.endsWith(' ');
  }

  #push(own: string): void {
    checkHeap();
    this.#length += own.length;
    if (this.#pieces.push(own) < MOST_PIECES) return;
    this.#joined.push(this.#pieces.join(''));
    this.#pieces = [];
  }

  /** What comes is set raised or lowered, until `endShift`. */
  beginShift(shift: Shift): void {
    this.endShift();
    this.#shift = { shift, text: '' };
  }

  endShift(): void {
    const held = this.#shift;
    this.#shift = null;
    if (!held || held.text === '') return;
    if (held.text.length > LONGEST_SHIFT) this.add(held.text);
    else this.#put(cleanText(shiftedText(cleanText(held.text), held.shift)));
  }

  /** A mark that points to the note named `key`, raised. */
  mark(key: string, mark: string): void {
    const plain = cleanText(mark).trim();
    const shown = shiftedText(plain, 'raised');
    if (shown === '') return;
    this.#shift = null;
    this.marks.push({ at: this.#length, length: shown.length, mark: plain, key });
    this.#push(shown);
    this.#endsInSpace = false;
  }

  link(url: string): void {
    const known = this.links.length < MOST_LINKS && url.length <= LONGEST_URL && URL.canParse(url);
    if (known && /^(https?|mailto):/i.test(url) && !this.links.includes(url)) this.links.push(url);
  }

  text(): string {
    this.endShift();
    return [...this.#joined, ...this.#pieces].join('').trimEnd();
  }
}
