import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import type { Block } from '../../../lib/documents/output/blocks.ts';
import { type Chunk, Chunker } from '../../../lib/documents/output/chunks.ts';
import { MarkdownWriter } from '../../../lib/documents/output/markdown-writer.ts';
import { pieceReader } from '../../../lib/documents/output/pieces.ts';
import { plainText } from '../../../lib/documents/output/plain-text.ts';
import { Chains } from '../../../lib/documents/output/table-chains.ts';
import type { Table } from '../../../lib/documents/tables/table.ts';
import type { Paragraph } from '../../../lib/documents/text/paragraphs.ts';
import { type Section, sectionsOf } from '../../../lib/documents/text/sections.ts';

const cell = (text: string, colSpan = 1, rowSpan = 1) => ({ text, colSpan, rowSpan, box: box(85) });
const box = (y0: number) => ({ x0: 50, y0, x1: 500, y1: y0 + 10 });

function paragraph(text: string, y: number, more: Partial<Paragraph> = {}): Paragraph {
  const page = more.page ?? 1;
  return { kind: 'text', level: 0, text, page, box: box(y), lines: [{ at: 0, page, box: box(y) }], ...more };
}

const blocksOf = (paragraphs: readonly Paragraph[]): Block[] =>
  paragraphs.map((own, place) => ({ id: `p${place}`, page: own.page, place, paragraph: own }));

const tableBlock = (rows: Table['rows'], { header = true, place = -1 } = {}): Block => ({
  ...{ id: 't1', page: 1, place, number: 1 },
  table: { box: box(85), rows, header, spanning: false },
});

function markdown(blocks: readonly Block[]): string {
  const writer = new MarkdownWriter(new Chains([]));
  const pieces = [...blocks.flatMap((block) => [...writer.write(block)]), ...writer.end()];
  return pieces.map(({ text }) => text).join('');
}

/** All chunks, from blocks that come in the portions given. */
function chunksOf(portions: readonly (readonly Block[])[], sections: readonly Section[]): Chunk[] {
  const chunker = new Chunker(sections);
  const piecesOf = pieceReader('en', new Chains([]));
  return [...portions.flatMap((blocks) => [...chunker.take(piecesOf(blocks))]), ...chunker.end()];
}

describe('plain text', () => {
  async function textOf(pages: { page: number; text: string }[], total: number): Promise<string> {
    async function* given() {
      yield* pages;
    }
    return (await Array.fromAsync(plainText(given(), total))).join('');
  }

  test('is every page in order with one form feed between two, whatever the pages hold', async () => {
    const texts = ['one\ftwo', '', 'x\uD800'];
    const pages = texts.map((text, at) => ({ page: at + 1, text }));
    expect(await textOf(pages, 3)).toBe('one\ntwo\f\fx\uFFFD');
  });

  test('keeps the place of pages that are missing', async () => {
    const pages = [2, 5].map((page) => ({ page, text: `p${page}` }));
    expect((await textOf(pages, 6)).split('\f')).toEqual(['', 'p2', '', '', 'p5', '']);
    expect((await textOf([], 3)).split('\f')).toEqual(['', '', '']);
  });
});

describe('Markdown', () => {
  test('of a table whose cells span is HTML, with its columns and rows kept apart', () => {
    const rows = [
      [cell('wide', 2), cell('tall', 1, 2)],
      [cell('a'), cell('b')],
      [cell('1 < 2'), cell('2'), cell('3')],
    ];
    expect(markdown([tableBlock(rows)])).toBe(
      [
        '<table>',
        '<thead>',
        '<tr><th colspan="2">wide</th><th rowspan="2">tall</th></tr>',
        '<tr><th>a</th><th>b</th></tr>',
        '</thead>',
        '<tr><td>1 &lt; 2</td><td>2</td><td>3</td></tr>',
        '</table>\n\n',
      ].join('\n'),
    );
  });

  test('has headings, lists and tables, and text that looks like markup stays text', () => {
    const blocks = [
      ...blocksOf([
        paragraph('Part *one*', 10, { kind: 'heading', level: 2 }),
        paragraph('# no heading', 30),
        paragraph('• item', 50, { kind: 'list' }),
        paragraph('2) second', 70, { kind: 'list' }),
        paragraph('1. 5 <b> [x](y)', 100),
      ]),
      tableBlock([[cell('a|b'), cell('n')], [cell('one\nline')]]),
      tableBlock([[cell('x')]], { header: false }),
    ];
    expect(markdown(blocks)).toBe(
      [
        '## Part \\*one\\*',
        '\\# no heading',
        '- item',
        '2. second',
        '1\\. 5 \\<b\\> \\[x\\](y)',
        '| a\\|b | n |\n| --- | --- |\n| one line |  |',
        '|  |\n| --- |\n| x |',
        '',
      ].join('\n\n'),
    );
  });
});

describe('chunks', () => {
  const sentence = (name: string) => `${name} ${'word '.repeat(40)}ends.`;
  const paragraphs = [
    paragraph('One', 10, { kind: 'heading', level: 1 }),
    ...Array.from({ length: 8 }, (_, at) =>
      paragraph(sentence(`S${at}`), 100 + at * 20, { page: 1 + (at >> 2) }),
    ),
    paragraph('Two', 10, { kind: 'heading', level: 1, page: 3 }),
    paragraph('A short section.', 40, { page: 3 }),
  ];
  const blocks = blocksOf(paragraphs);
  const chunks = chunksOf([blocks], atOnce(sectionsOf(paragraphs, [])));

  test('hold everything once, in order, and no more than about a thousand characters', () => {
    expect(chunks.map(({ text }) => text).join('\n\n')).toBe(paragraphs.map(({ text }) => text).join('\n\n'));
    expect(chunks.map(({ chunk }) => chunk)).toEqual([1, 2, 3]);
    expect(chunks.every(({ text }) => text.length <= 1_000)).toBe(true);
    expect(chunks.flatMap((chunk) => chunk.paragraphs)).toEqual(blocks.map(({ id }) => id));
  });

  test('never cross a section, however short it is', () => {
    expect(chunks.at(-1)).toMatchObject({ text: 'Two\n\nA short section.', section: ['Two'], page: 3 });
  });

  test('name a box on each page that they touch', () => {
    expect(chunks.map(({ places }) => places.map(({ page }) => page))).toEqual([[1], [2], [3]]);
    expect(chunks[0]?.places).toEqual([{ page: 1, box: { x0: 50, y0: 10, x1: 500, y1: 170 } }]);
  });

  test('a short rest joins the chunk before it', () => {
    const own = [
      ...Array.from({ length: 4 }, (_, at) => paragraph(sentence(`S${at}`), at)),
      paragraph('Short rest.', 99),
    ];
    const found = chunksOf([blocksOf(own)], atOnce(sectionsOf(own, [])));
    expect(found.at(-1)?.text.endsWith('Short rest.')).toBe(true);
    expect(found.every(({ text }) => text.length > 200)).toBe(true);
  });

  test('are the same however the blocks come in', () => {
    const singly = blocks.map((each) => [each]);
    expect(chunksOf(singly, atOnce(sectionsOf(paragraphs, [])))).toEqual(chunks);
  });

  test('are made without sections too', () => {
    const found = chunksOf([blocks], []);
    expect(found.map(({ text }) => text).join('\n\n')).toBe(paragraphs.map(({ text }) => text).join('\n\n'));
    expect(found.every(({ section }) => section.length === 0)).toBe(true);
  });

  test('have a heading with the text below it, also one whose section has only subsections', () => {
    const own = [
      paragraph('Part', 10, { kind: 'heading', level: 1 }),
      paragraph('Chapter', 20, { kind: 'heading', level: 2 }),
      paragraph('A sentence.', 30),
      paragraph('Next part', 40, { kind: 'heading', level: 1 }),
    ];
    const found = chunksOf([blocksOf(own)], atOnce(sectionsOf(own, [])));
    expect(found.map(({ text, section }) => [text, section])).toEqual([
      ['Part\n\nChapter\n\nA sentence.', ['Part', 'Chapter']],
      ['Next part', ['Next part']],
    ]);
  });

  test('hold every row of a table, the rows that name its columns before the first of each chunk', () => {
    const rows = Array.from({ length: 80 }, (_, at) => [cell(`Part ${at}`), cell(`${at}.50 euros each`)]);
    const table = tableBlock([[cell('Name'), cell('Price')], ...rows]);
    const found = chunksOf([[table]], []);
    expect(found.length).toBeGreaterThan(1);
    for (const { text } of found) expect(text.startsWith('Name\tPrice\nPart ')).toBe(true);
    const told = found.flatMap(({ text }) => text.split('\n').slice(1));
    expect(told).toEqual(rows.map(([name, price]) => `${name?.text}\t${price?.text}`));
  });

  test('cut a row that is longer than a chunk, and lose none of it', () => {
    const long = 'A cell with many words in it. '.repeat(80).trim();
    const found = chunksOf([[tableBlock([[cell('k'), cell(long)]], { header: false })]], []);
    expect(found.every(({ text }) => text.length <= 1_400)).toBe(true);
    const letters = (text: string) => text.replaceAll(/\s/g, '');
    expect(letters(found.map(({ text }) => text).join(''))).toBe(letters(`k${long}`));
  });
});

describe('listings', () => {
  const lines = Array.from({ length: 60 }, (_, at) => `    line ${at} of a listing;`);
  const text = lines.join('\n');
  const starts = lines.map((_, at) => lines.slice(0, at).join('\n').length + (at > 0 ? 1 : 0));
  const listing = paragraph(text, 100, {
    kind: 'code',
    lines: starts.map((at, place) => ({ at, page: place < 30 ? 1 : 2, box: box(100 + place) })),
  });

  test('are in chunks, whole and in order, cut between lines, each with its place', () => {
    const all = [paragraph('Before it. And more.', 50), listing, paragraph('After it.', 300)];
    const found = chunksOf([blocksOf(all)], []);
    const code = found.map((chunk) => chunk.text).join('\n');
    expect(code.split('\n').filter((line) => line.includes('listing'))).toEqual(lines);
    expect(found.some(({ page, text: own }) => page === 2 && own.includes('line 59'))).toBe(true);
  });
});
