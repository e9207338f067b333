import { countRightToLeft } from '../../../text/scripts.ts';
import {
  continuesRun,
  isShifted,
  isSpaceBetween,
  standsOn,
  type Turn,
  turnOf,
  wideSpaceBefore,
} from '../../layout/characters.ts';
import type { Style } from '../packed-page.ts';
import type { Box, TextRun } from '../page.ts';
import { Accents, isAccent } from './accents.ts';
import { setBox } from './frame.ts';
import type { RunWriter } from './run-writer.ts';

const emptyBox = (): Box => ({ x0: 0, y0: 0, x1: 0, y1: 0 });

/** A character as PDFium has it. */
export interface Character {
  code: number;
  /** Is read, not kept. */
  box: Box;
  /** The piece of text that draws it. */
  object: number;
  tag: TextRun['tag'];
}

/**
 * Joins characters to runs of one style. A space that follows a run on its line ends its text; a character drawn
 * twice, to look bold, counts once.
 */
export class Joiner {
  readonly #writer: RunWriter;
  readonly #accents: Accents;
  /** Whether there is a run that is not written yet, and whether what follows may join it. */
  #isOpen = false;
  #mayJoin = false;
  /** Of the run. */
  #index = 0;
  #style: Style = { font: '', bold: false, italic: false, fontSize: 0, angle: 0 };
  #turn: Turn = 0;
  #baseline = Number.NaN;
  readonly #run = emptyBox();
  #tag: TextRun['tag'];
  /** The last character, what drew it, its box, and how many stand there: the letters of a ligature. */
  #code = 0;
  #object = 0;
  readonly #last = emptyBox();
  #letters = 1;
  /** Whether a space comes next, and whether PDFium may only see one because a mark or an accent comes before it. */
  #space = false;
  #isLoose = false;

  constructor(writer: RunWriter) {
    this.#writer = writer;
    this.#accents = new Accents(writer);
  }

  /** What is added from now on is drawn by this text object. */
  startObject(object: number): void {
    this.#object = object;
  }

  endLine(): void {
    this.#mayJoin = false;
  }

  addSpace(): void {
    if (this.#mayJoin) this.#space = true;
  }

  /** @returns whether the character begins a run, whose baseline is then wanted */
  add(character: Character, index: number, style: Style): boolean {
    const { code, box } = character;
    if (isAccent(code) && this.#accents.over(code, box)) {
      this.#isLoose = true;
      return false;
    }
    if (this.#continues(box, style) && placeOf(character.tag) === placeOf(this.#tag)) {
      this.#endWord(character);
      this.#join(character);
      extend(this.#run, box);
      return false;
    }
    this.finish();
    this.#turn = turnOf(style.angle);
    this.#isOpen = this.#mayJoin = true;
    this.#index = index;
    this.#tag = character.tag;
    this.#style = style;
    this.#baseline = Number.NaN;
    setBox(this.#run, box);
    this.#write(character);
    return true;
  }

  /** Of the run that the last character began. */
  setBaseline(baseline: number): void {
    this.#baseline = baseline;
  }

  #join(character: Character): void {
    const { code, box } = character;
    const size = sizeOf(this.#style);
    if (this.#accents.under(code, box)) this.#remember(character);
    else if (standsOn(this.#last, box, size)) this.#addOver(character);
    else {
      const space = wideSpaceBefore(this.#run, box, this.#turn, size);
      if (space) this.#writer.addWideSpace(space.from, space.to);
      this.#write(character);
    }
  }

  #write(character: Character): void {
    const { code, box } = character;
    this.#writer.add(code);
    this.#accents.wrote(code, box);
    this.#remember(character);
  }

  #remember({ code, box, object }: Character): void {
    this.#isLoose = isMark(code);
    this.#code = code;
    this.#object = object;
    setBox(this.#last, box);
    this.#letters = 1;
  }

  /** No word begins with a mark. */
  #endWord({ code, box }: Character): void {
    const isSeen = !this.#isLoose || isSpaceBetween(this.#run, box, this.#turn, sizeOf(this.#style));
    if (this.#space && isSeen && !isMark(code)) this.#writer.addSpace();
    this.#space = false;
  }

  /** PDFium turns the letters of a right-to-left ligature around with the line; they are written as they read. */
  #addOver(character: Character): void {
    const { code, box, object } = character;
    const isOnePlace = isSame(this.#last, box);
    if (code === this.#code && !(isOnePlace && object === this.#object)) return;
    if (!isOnePlace) {
      this.#write(character);
      return;
    }
    if (isRightToLeft(code) && !isMark(code)) this.#writer.addBefore(code, this.#letters);
    else this.#writer.add(code);
    this.#letters += 1;
    this.#isLoose ||= isMark(code);
  }

  finish(): void {
    if (this.#isOpen) {
      if (this.#space && !this.#isLoose) this.#writer.addSpace();
      this.#writer.endRun(this.#index, this.#run, { baseline: this.#baseline, tag: this.#tag });
    }
    this.#isOpen = this.#space = this.#isLoose = false;
  }

  #continues(box: Box, style: Style): boolean {
    if (!this.#mayJoin || !sameStyle(this.#style, style)) return false;
    if (isShifted(this.#last, box, this.#turn, sizeOf(style))) return false;
    return continuesRun(this.#run, box, this.#turn, sizeOf(style));
  }
}

const placeOf = (tag: TextRun['tag']): number => (typeof tag === 'object' ? tag.place : 0);

function sameStyle(a: Style, b: Style): boolean {
  return a === b || (a.font === b.font && a.fontSize === b.fontSize && a.angle === b.angle);
}

const sizeOf = ({ fontSize }: Style): number => Math.max(fontSize, 1);

/** Letters before this one are not of a right-to-left script, which need no look. */
const FIRST_RIGHT_TO_LEFT = 0x590;
const isRightToLeft = (code: number): boolean =>
  code >= FIRST_RIGHT_TO_LEFT && countRightToLeft(String.fromCodePoint(code)) > 0;

/** Of the scripts in which PDFium sees spaces beside marks. */
const isMark = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) ||
  (code >= FIRST_RIGHT_TO_LEFT && code <= 0x8ff && /\p{M}/u.test(String.fromCodePoint(code)));

const isSame = (a: Box, b: Box): boolean => a.x0 === b.x0 && a.x1 === b.x1 && a.y0 === b.y0 && a.y1 === b.y1;

function extend(grown: Box, box: Box): void {
  if (box.x0 < grown.x0) grown.x0 = box.x0;
  if (box.y0 < grown.y0) grown.y0 = box.y0;
  if (box.x1 > grown.x1) grown.x1 = box.x1;
  if (box.y1 > grown.y1) grown.y1 = box.y1;
}
