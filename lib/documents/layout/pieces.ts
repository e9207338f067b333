import { type PackedRuns, RUN_WIDTH } from '../pdf/packed-page.ts';
import type { Box } from '../pdf/page.ts';
import { isMostlyRightToLeft } from '../text/scripts.ts';
import { middleY } from './boxes.ts';
import { type Turn, turned, turnOf } from './direction.ts';
import { CHARACTER } from './gaps.ts';
import type { Stretch } from './gutters.ts';

// Pieces of the engine's text: runs of one line with no more than a word's distance between them.

export { type Turn, turnOf };

/** Where a piece begins: its first run. */
export interface PieceStart {
  run: number;
  turn: Turn;
}

/** `start` to `end` lie along the line, `base` across it, growing downwards. */
export interface Piece extends Stretch {
  turn: Turn;
  base: number;
  rightToLeft: boolean;
}

const isUpright = (turn: Turn): boolean => turn === 0 || turn === 180;

/** Distance of two boxes along the line; negative if they overlap. */
function gapTo(a: Box, b: Box, turn: Turn): number {
  return isUpright(turn) ? Math.max(b.x0 - a.x1, a.x0 - b.x1) : Math.max(b.y0 - a.y1, a.y0 - b.y1);
}

/** Whether a character continues a run of its own style. */
export function continuesRun(run: Box, character: Box, turn: Turn, size: number): boolean {
  return gapTo(run, character, turn) <= CHARACTER.run * size;
}

/** Whether a character is too far from a piece to belong to it, whatever the direction of the line. */
export function leavesPiece(piece: Box, character: Box, turn: Turn, size: number): boolean {
  const across = isUpright(turn)
    ? (piece.y0 + piece.y1 - character.y0 - character.y1) / 2
    : (piece.x0 + piece.x1 - character.x0 - character.x1) / 2;
  return gapTo(piece, character, turn) > CHARACTER.piece * size || Math.abs(across) > CHARACTER.step * size;
}

/** The pieces that begin at `starts`, each with the text and the box of all its runs. */
export function piecesOf(runs: PackedRuns, starts: readonly PieceStart[]): Piece[] {
  const all = runs.numbers.length / RUN_WIDTH;
  return starts.map(({ run, turn }, i) => pieceOf(runs, { run, turn }, starts[i + 1]?.run ?? all));
}

/** @param end the run after the last */
function pieceOf({ text, numbers, styles }: PackedRuns, { run, turn }: PieceStart, end: number): Piece {
  const at = (index: number, field: number) => numbers[index * RUN_WIDTH + field] ?? 0;
  const box = { x0: at(run, 2), y0: at(run, 3), x1: at(run, 4), y1: at(run, 5) };
  let size = 1;
  for (let index = run; index < end; index++) {
    box.x0 = Math.min(box.x0, at(index, 2));
    box.y0 = Math.min(box.y0, at(index, 3));
    box.x1 = Math.max(box.x1, at(index, 4));
    box.y1 = Math.max(box.y1, at(index, 5));
    size = Math.max(size, styles[at(index, 1)]?.fontSize ?? 0);
  }
  const own = text.slice(run === 0 ? 0 : at(run - 1, 0), at(end - 1, 0)).trim();
  const place = turned(box, turn);
  return {
    ...{ text: own, turn, size, rightToLeft: isMostlyRightToLeft(own) },
    ...{ start: place.x0, end: place.x1, base: middleY(place) },
  };
}
