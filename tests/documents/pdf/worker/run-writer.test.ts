import { expect, test } from 'vitest';
import { type PackedRuns, unpackPage } from '../../../../lib/documents/pdf/packed-page.ts';
import { RunWriter } from '../../../../lib/documents/pdf/worker/run-writer.ts';

const LOOK = { font: 'Test', bold: false, italic: true, angle: 0 };

function write(writer: RunWriter, text: string, { x0 = 0, style = 0 } = {}): void {
  for (const character of text) writer.add(character.codePointAt(0) ?? 0);
  writer.endRun(style, { x0, y0: 1.006, x1: x0 + 10, y1: 11 });
}

function unpacked(runs: PackedRuns) {
  const page = { page: 1, width: 100, height: 100, rotation: 0, kind: 'text' } as const;
  const rest = { images: 0, imageShare: 0, links: [], rulings: [] };
  return unpackPage({ ...page, ...rest, runs }).runs;
}

test('runs come back as they were written: text of all planes, style and box to a hundredth', () => {
  const writer = new RunWriter();
  writer.styles.push({ ...LOOK, fontSize: 10 }, { ...LOOK, fontSize: 12 });
  const texts = ['plain', 'é', '漢字', '𝒳🙂', 'a'.repeat(10_000)];
  for (const [at, text] of texts.entries()) write(writer, text, { x0: at * 20, style: at % 2 });
  const runs = unpacked(writer.finish());
  expect(runs.map(({ text }) => text)).toEqual(texts);
  expect(runs.map(({ fontSize }) => fontSize)).toEqual([10, 12, 10, 12, 10]);
  expect(runs[1]).toEqual({
    ...LOOK,
    fontSize: 12,
    text: 'é',
    box: { x0: 20, y0: 1.01, x1: 30, y1: 11 },
  });
});

test('a page does not see what the page before it wrote, and leaves it as it was', () => {
  const writer = new RunWriter();
  writer.styles.push({ ...LOOK, fontSize: 10 });
  write(writer, '漢字 long');
  const before = writer.finish();
  writer.startPage();
  writer.styles.push({ ...LOOK, fontSize: 7 });
  write(writer, 'next');
  expect(unpacked(writer.finish()).map(({ text, fontSize }) => [text, fontSize])).toEqual([['next', 7]]);
  expect(unpacked(before).map(({ text, fontSize }) => [text, fontSize])).toEqual([['漢字 long', 10]]);
});
