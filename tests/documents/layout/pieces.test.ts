import { expect, test } from 'vitest';
import { piecesOf } from '../../../lib/documents/layout/pieces.ts';
import { RunWriter } from '../../../lib/documents/pdf/worker/run-writer.ts';

const LOOK = { font: 'Test', bold: false, italic: true, angle: 0 };

function write(writer: RunWriter, text: string, { x0 = 0, style = 0 } = {}): void {
  for (const character of text) writer.add(character.codePointAt(0) ?? 0);
  writer.endRun(style, { x0, y0: 1.006, x1: x0 + 10, y1: 11 });
}

test('a piece has the text, the box and the largest size of all its runs', () => {
  const writer = new RunWriter();
  writer.styles.push({ ...LOOK, fontSize: 10 }, { ...LOOK, fontSize: 12 });
  writer.startPiece(0);
  write(writer, 'one ', { x0: 5 });
  write(writer, 'two ', { x0: 30, style: 1 });
  writer.startPiece(180);
  write(writer, 'שלום', { x0: 70 });
  const runs = writer.finish();
  const pieces = piecesOf(runs, writer.pieces);
  expect(pieces.map(({ text, turn, size, rightToLeft }) => ({ text, turn, size, rightToLeft }))).toEqual([
    { text: 'one two', turn: 0, size: 12, rightToLeft: false },
    { text: 'שלום', turn: 180, size: 10, rightToLeft: true },
  ]);
  expect(pieces.map(({ start, end }) => [start, end])).toEqual([
    [5, 40],
    [-80, -70],
  ]);
});
