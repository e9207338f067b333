import { describe, expect, test } from 'vitest';
import { PAGE } from '../../../../lib/documents/http/examples.ts';
import type { PageJson } from '../../../../lib/documents/http/page-json.ts';
import {
  blocksOf,
  continuedOn,
  headingRanks,
  type ParagraphJson,
  type TableJson,
} from '../../../../web/pages/document/blocks.ts';
import { drawnBlocks } from '../../../../web/pages/document/drawn.ts';

const box = (y0: number, y1: number) => ({ x0: 60, y0, x1: 500, y1 });
const paragraph = (id: string, y0: number, y1: number): ParagraphJson => ({
  ...{ id, kind: 'text', level: 0, text: id, box: box(y0, y1), continued: [] },
});
const table = (id: string, place: number): TableJson => ({
  ...{ id, table: 1, box: box(100, 200), header: false, header_rows: 0, spanning: false },
  rows: [],
  place,
});
const line = (text: string, y0: number) => ({ text, box: box(y0, y0 + 10), size: 10, bold: false, angle: 0 });

describe('blocks of a page', () => {
  test('have tables where the service read them, first and last too', () => {
    const paragraphs = [paragraph('p1', 0, 50), paragraph('p2', 210, 300)];
    const ids = (place: number) => blocksOf({ paragraphs, tables: [table('t', place)] }).map(({ id }) => id);
    expect(ids(0)).toEqual(['t', 'p1', 'p2']);
    expect(ids(1)).toEqual(['p1', 't', 'p2']);
    expect(ids(2)).toEqual(['p1', 'p2', 't']);
    expect(blocksOf({ paragraphs: null, tables: [table('t', 0)] })).toHaveLength(1);
  });

  test('have headings that never skip a rank, wherever the page begins', () => {
    const heading = (id: string, level: number) => ({
      ...paragraph(id, 0, 10),
      kind: 'heading' as const,
      level,
    });
    const paragraphs = [
      heading('a', 3),
      heading('b', 3),
      heading('c', 1),
      heading('d', 6),
      paragraph('e', 0, 9),
    ];
    expect([...headingRanks(blocksOf({ paragraphs, tables: [] })).values()]).toEqual([1, 2, 1, 2]);
  });

  test('begin with what goes on from the page before', () => {
    const before: PageJson = {
      ...PAGE,
      paragraphs: [
        { ...paragraph('p1-a', 0, 50), continued: [{ page: 2, box: box(60, 80) }] },
        { ...paragraph('p1-b', 60, 90), continued: [{ page: 3, box: box(60, 80) }] },
      ],
    };
    const [only, ...more] = continuedOn(2, [before]);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ id: 'p1-a', continued: true, box: box(60, 80) });
  });

  test('hold the lines within them, the inner block before the outer', () => {
    const blocks = blocksOf({
      paragraphs: [paragraph('outer', 0, 300), paragraph('inner', 100, 150)],
      tables: [],
    });
    const { drawn, others } = drawnBlocks(blocks, [line('a', 10), line('b', 110), line('foot', 800)]);
    expect(drawn.map(({ block, lines }) => [block.id, lines.map(({ text }) => text)])).toEqual([
      ['outer', ['a']],
      ['inner', ['b']],
    ]);
    expect(others.map(({ text }) => text)).toEqual(['foot']);
  });
});
