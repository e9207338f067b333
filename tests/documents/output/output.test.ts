import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { type Chunk, Chunker } from '../../../lib/documents/output/chunks.ts';
import { markdown } from '../../../lib/documents/output/markdown.ts';
import { passagesOf } from '../../../lib/documents/output/passages.ts';
import { plainText } from '../../../lib/documents/output/plain-text.ts';
import type { Paragraph } from '../../../lib/documents/text/paragraphs.ts';
import { type Section, sectionsOf } from '../../../lib/documents/text/sections.ts';
import { type Sentence, sentencesOf } from '../../../lib/documents/text/sentences.ts';

const cell = (text: string, colSpan = 1, rowSpan = 1) => ({ text, colSpan, rowSpan });
const box = (y0: number) => ({ x0: 50, y0, x1: 500, y1: y0 + 10 });

function paragraph(text: string, y: number, more: Partial<Paragraph> = {}): Paragraph {
  const page = more.page ?? 1;
  return { kind: 'text', level: 0, text, page, box: box(y), lines: [{ at: 0, page, box: box(y) }], ...more };
}

/** All chunks, from sentences that come in the portions given. */
function chunksOf(portions: readonly (readonly Sentence[])[], sections: readonly Section[]): Chunk[] {
  const chunker = new Chunker(sections);
  return [...portions.flatMap((sentences) => [...chunker.take(sentences)]), ...chunker.end()];
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
  test('keeps the columns of a table apart where cells span several', () => {
    const rows = [
      [cell('wide', 2), cell('tall', 1, 2)],
      [cell('a'), cell('b')],
    ];
    const table = { page: 1, box: box(10), header: true, rows };
    expect([...markdown([], [table])].join('')).toBe(
      '| wide |  | tall |\n| --- | --- | --- |\n| a | b |  |\n\n',
    );
  });

  test('has headings, lists and tables, and text that looks like markup stays text', () => {
    const table = {
      page: 1,
      box: box(85),
      header: true,
      rows: [[cell('a|b'), cell('n')], [cell('one\nline')]],
    };
    const written = markdown(
      [
        paragraph('Part *one*', 10, { kind: 'heading', level: 2 }),
        paragraph('# no heading', 30),
        paragraph('• item', 50, { kind: 'list' }),
        paragraph('2) second', 70, { kind: 'list' }),
        paragraph('1. 5 <b> [x](y)', 100),
      ],
      [table],
    );
    expect([...written].join('')).toBe(
      [
        '## Part \\*one\\*',
        '\\# no heading',
        '- item',
        '2. second',
        '| a\\|b | n |\n| --- | --- |\n| one line |  |',
        '1\\. 5 \\<b\\> \\[x\\](y)',
        '',
      ].join('\n\n'),
    );
  });

  test('a table after the last paragraph is not lost', () => {
    const table = { page: 9, box: box(0), header: false, rows: [[cell('x')]] };
    expect([...markdown([paragraph('text', 10)], [table])].at(-1)).toBe('|  |\n| --- |\n| x |\n\n');
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
  const sentences = atOnce(sentencesOf(paragraphs, 'en'));
  const chunks = chunksOf([sentences], atOnce(sectionsOf(paragraphs, [])));

  test('hold every sentence once, in order, and no more than about a thousand characters', () => {
    expect(chunks.map(({ text }) => text).join('\n\n')).toBe(sentences.map(({ text }) => text).join('\n\n'));
    expect(chunks.map(({ chunk }) => chunk)).toEqual([1, 2, 3]);
    expect(chunks.every(({ text }) => text.length <= 1_000)).toBe(true);
  });

  test('never cross a section, however short it is', () => {
    expect(chunks.at(-1)).toMatchObject({ text: 'A short section.', section: ['Two'], page: 3 });
  });

  test('name a box on each page that they touch', () => {
    expect(chunks.map(({ places }) => places.map(({ page }) => page))).toEqual([[1], [2], [3]]);
    expect(chunks[0]?.places).toEqual([{ page: 1, box: { x0: 50, y0: 100, x1: 500, y1: 170 } }]);
  });

  test('a short rest joins the chunk before it', () => {
    const own = [
      ...Array.from({ length: 4 }, (_, at) => paragraph(sentence(`S${at}`), at)),
      paragraph('Short rest.', 99),
    ];
    const found = chunksOf([atOnce(sentencesOf(own, 'en'))], atOnce(sectionsOf(own, [])));
    expect(found.at(-1)?.text.endsWith('Short rest.')).toBe(true);
    expect(found.every(({ text }) => text.length > 200)).toBe(true);
  });

  test('are the same however the sentences come in', () => {
    const singly = sentences.map((each) => [each]);
    expect(chunksOf(singly, atOnce(sectionsOf(paragraphs, [])))).toEqual(chunks);
  });

  test('are made without sections too', () => {
    const found = chunksOf([sentences], []);
    expect(found.map(({ text }) => text).join('\n\n')).toBe(sentences.map(({ text }) => text).join('\n\n'));
    expect(found.every(({ section }) => section.length === 0)).toBe(true);
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
    const passages = atOnce(passagesOf(all, 'en'));
    const chunks = chunksOf([passages], []);
    const code = chunks.map((chunk) => chunk.text).join('\n');
    expect(code.split('\n').filter((line) => line.includes('listing'))).toEqual(lines);
    expect(passages.map(({ paragraph: place }) => place)).toEqual([0, 0, 1, 1, 2]);
    expect(passages[3]?.page).toBe(2);
  });
});
