import { type PackedRuns, RUN_WIDTH } from '../pdf/packed-page.ts';
import type { Box } from '../pdf/page.ts';
import type { PieceStart } from '../pdf/worker/run-writer.ts';
import { isRightToLeft, type Placed, type Turn } from './piece.ts';

/** The pieces that begin at `starts`, each with the text and the box of all its runs. */
export function placedPieces(runs: PackedRuns, starts: readonly PieceStart[]): Placed[] {
  const all = runs.numbers.length / RUN_WIDTH;
  return starts.map(({ run, turn }, i) => placed(runs, { run, turn }, starts[i + 1]?.run ?? all));
}

/** @param end the run after the last */
function placed({ text, numbers, styles }: PackedRuns, { run, turn }: PieceStart, end: number): Placed {
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
  return { text: own, turn, size, rightToLeft: isRightToLeft(own), ...alongLine(box, turn) };
}

function alongLine({ x0, y0, x1, y1 }: Box, turn: Turn): Pick<Placed, 'start' | 'end' | 'base'> {
  if (turn === 90) return { start: y0, end: y1, base: -(x0 + x1) / 2 };
  if (turn === 180) return { start: -x1, end: -x0, base: -(y0 + y1) / 2 };
  if (turn === 270) return { start: -y1, end: -y0, base: (x0 + x1) / 2 };
  return { start: x0, end: x1, base: (y0 + y1) / 2 };
}
