import { countRightToLeft } from '../../../text/scripts.ts';
import { continuesRun, standsOn, type Turn, turnOf, wideSpaceBefore } from '../../layout/characters.ts';
import type { Style } from '../packed-page.ts';
import type { Box } from '../page.ts';
import type { RunWriter } from './run-writer.ts';

const emptyBox = (): Box => ({ x0: 0, y0: 0, x1: 0, y1: 0 });

/**
 * Joins characters to runs of one style. A space that follows a run on its line ends its text; a character drawn
 * twice, to look bold, counts once.
 */
export class Joiner {
  readonly #writer: RunWriter;
  /** Whether there is a run that is not written yet, and whether what follows may join it. */
  #isOpen = false;
  #mayJoin = false;
  /** Of the run. */
  #index = 0;
  #style: Style = { font: '', bold: false, italic: false, fontSize: 0, angle: 0 };
  #turn: Turn = 0;
  readonly #run = emptyBox();
  /** The last character, its box, and how many stand there: the letters of a ligature. */
  #code = 0;
  readonly #last = emptyBox();
  #letters = 1;

  constructor(writer: RunWriter) {
    this.#writer = writer;
  }

  endLine(): void {
    this.#mayJoin = false;
  }

  addSpace(): void {
    if (this.#mayJoin) this.#writer.addSpace();
  }

  /** @param box is read, not kept */
  add(code: number, box: Box, index: number, style: Style): void {
    if (this.#continues(box, style)) {
      if (standsOn(this.#last, box, sizeOf(style))) this.#addOver(code);
      else {
        this.#markSpace(box, sizeOf(style));
        this.#write(code, box);
      }
      extend(this.#run, box);
      return;
    }
    this.finish();
    this.#turn = turnOf(style.angle);
    this.#isOpen = this.#mayJoin = true;
    this.#index = index;
    this.#style = style;
    set(this.#run, box);
    this.#write(code, box);
  }

  #markSpace(box: Box, size: number): void {
    const space = wideSpaceBefore(this.#run, box, this.#turn, size);
    if (space) this.#writer.addWideSpace(space.from, space.to);
  }

  #write(code: number, box: Box): void {
    this.#writer.add(code);
    this.#code = code;
    set(this.#last, box);
    this.#letters = 1;
  }

  /** PDFium turns the letters of a right-to-left ligature around with the line; they are written as they read. */
  #addOver(code: number): void {
    if (code === this.#code) return;
    if (isRightToLeft(code)) this.#writer.addBefore(code, this.#letters);
    else this.#writer.add(code);
    this.#letters += 1;
  }

  finish(): void {
    if (this.#isOpen) this.#writer.endRun(this.#index, this.#run);
    this.#isOpen = false;
  }

  #continues(box: Box, style: Style): boolean {
    if (!this.#mayJoin || !sameStyle(this.#style, style)) return false;
    return continuesRun(this.#run, box, this.#turn, sizeOf(style));
  }
}

function sameStyle(a: Style, b: Style): boolean {
  return a === b || (a.font === b.font && a.fontSize === b.fontSize && a.angle === b.angle);
}

const sizeOf = ({ fontSize }: Style): number => Math.max(fontSize, 1);

/** Letters before this one are not of a right-to-left script, which need no look. */
const FIRST_RIGHT_TO_LEFT = 0x590;
const isRightToLeft = (code: number): boolean =>
  code >= FIRST_RIGHT_TO_LEFT && countRightToLeft(String.fromCodePoint(code)) > 0;

function set(target: Box, box: Box): void {
  target.x0 = box.x0;
  target.y0 = box.y0;
  target.x1 = box.x1;
  target.y1 = box.y1;
}

function extend(grown: Box, box: Box): void {
  if (box.x0 < grown.x0) grown.x0 = box.x0;
  if (box.y0 < grown.y0) grown.y0 = box.y0;
  if (box.x1 > grown.x1) grown.x1 = box.x1;
  if (box.y1 > grown.y1) grown.y1 = box.y1;
}
