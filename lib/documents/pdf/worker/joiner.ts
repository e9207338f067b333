import { continuesRun, leavesPiece, type Turn, turnOf } from '../../layout/pieces.ts';
import type { Style } from '../packed-page.ts';
import type { Box } from '../page.ts';
import type { RunWriter } from './run-writer.ts';

const emptyBox = (): Box => ({ x0: 0, y0: 0, x1: 0, y1: 0 });

/** Joins characters to runs of one style and runs to pieces. A space that follows a run on its line ends its text. */
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
  /** Box of all adjacent characters of this style in the piece, including the run's. */
  readonly #stretch = emptyBox();

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
    const joins = this.#mayJoin && !this.#isParted(box, style);
    if (joins && sameStyle(this.#style, style)) {
      extend(this.#stretch, box);
      if (continuesRun(this.#run, box, this.#turn, sizeOf(this.#style, style))) {
        extend(this.#run, box);
        this.#writer.add(code);
        return;
      }
    } else set(this.#stretch, box);
    this.finish();
    if (!joins) {
      this.#turn = turnOf(style.angle);
      this.#writer.startPiece(this.#turn);
    }
    this.#isOpen = this.#mayJoin = true;
    this.#index = index;
    this.#style = style;
    set(this.#run, box);
    this.#writer.add(code);
  }

  finish(): void {
    if (this.#isOpen) this.#writer.endRun(this.#index, this.#run);
    this.#isOpen = false;
  }

  #isParted(box: Box, style: Style): boolean {
    if (turnOf(style.angle) !== this.#turn) return true;
    return leavesPiece(this.#stretch, box, this.#turn, sizeOf(this.#style, style));
  }
}

function sameStyle(a: Style, b: Style): boolean {
  return a === b || (a.font === b.font && a.fontSize === b.fontSize && a.angle === b.angle);
}

function sizeOf(a: Style, b: Style): number {
  return Math.max(a.fontSize, b.fontSize, 1);
}

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
