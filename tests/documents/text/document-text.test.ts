import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { readDocument } from '../../../lib/documents/text/document-text.ts';
import { readPage } from '../../../lib/documents/text/read-page.ts';
import { sectionsOf } from '../../../lib/documents/text/sections.ts';
import { block, pageOf } from '../pages.ts';

type Written = Parameters<typeof pageOf>[1];

const read = (...pages: Written[]) =>
  atOnce(readDocument(pages.map((written, at) => readPage(pageOf(at + 1, written)))));
const texts = (...pages: Written[]) => read(...pages).paragraphs.map(({ text }) => text);
const FULL = 'Every line of this paragraph is about as long as the column';
const head = (text: string) => ({ x: 50, y: 40, text });
const foot = (text: string) => ({ x: 290, y: 780, text });

describe('repeated lines', () => {
  test('headers, footers and page numbers go; the same words in the text stay', () => {
    const pages = [1, 2, 3, 4].map((page) => [
      head('Annual report'),
      ...block(50, 100, [`Page body ${page} speaks of the`, 'Annual report']),
      foot(String(page + 10)),
    ]);
    const { paragraphs, repeated } = read(...pages);
    expect(paragraphs.map(({ text }) => text)).toEqual(
      [1, 2, 3, 4].map((page) => `Page body ${page} speaks of the Annual report`),
    );
    expect(repeated.map(({ pattern }) => pattern).sort()).toEqual(['#', 'annual report']);
  });

  test('a number at the foot that does not move with the pages is text', () => {
    const pages = [5, 90, 13].map((number) => [...block(50, 100, [FULL]), foot(String(number))]);
    expect(texts(...pages)).toContain('90');
  });

  test('roman page numbers are page numbers', () => {
    const pages = ['ii', 'iii', 'iv'].map((number) => [...block(50, 100, [`${FULL}.`]), foot(number)]);
    expect(texts(...pages)).toEqual([`${FULL}.`, `${FULL}.`, `${FULL}.`]);
  });

  test('a roman number on the only page of the front matter goes, as it stands where page numbers do', () => {
    const pages = ['i', '1', '2', '3'].map((number) => [...block(50, 100, [`${FULL}.`]), foot(number)]);
    expect(texts(...pages)).toEqual([1, 2, 3, 4].map(() => `${FULL}.`));
  });

  test('a running head with the page number goes even where its words come once', () => {
    const pages = ['One', 'Two', 'Three'].map((title, at) => [
      head(`Chapter ${title} ${at + 1}`),
      ...block(50, 100, [`${FULL}.`]),
    ]);
    expect(texts(...pages)).toEqual([`${FULL}.`, `${FULL}.`, `${FULL}.`]);
  });

  test('two pages, or pages far apart, make no running head', () => {
    expect(texts([head('Summary'), foot('x')], [head('Summary'), foot('y')])).toContain('Summary');
    const far = Array.from({ length: 21 }, (_, at) => [
      ...(at % 10 === 0 ? [head('Summary')] : []),
      ...block(50, 300, [`Body ${'abcdefghijklmnopqrstu'.charAt(at)}.`]),
    ]);
    expect(texts(...far).filter((text) => text === 'Summary').length).toBe(3);
  });
});

describe('paragraphs', () => {
  test('a wide gap, an indent, a bullet and a short last line each begin a new one', () => {
    const lines = block(50, 100, [
      FULL,
      `${FULL} on`,
      'ends here.',
      `${FULL} two`,
      `${FULL} and`,
      FULL,
      FULL,
    ]);
    lines[5] = {
      ...lines[5],
      x: 70,
      y: lines[5]?.y ?? 0,
      text: 'Indented and new, as long as the others are here',
    };
    const all = [...lines, { x: 50, y: 230, text: 'After a gap' }, { x: 50, y: 242, text: '• An item' }];
    expect(texts(all)).toEqual([
      `${FULL} ${FULL} on ends here.`,
      `${FULL} two ${FULL} and`,
      `Indented and new, as long as the others are here ${FULL}`,
      'After a gap',
      '• An item',
    ]);
  });

  test('a paragraph goes on in the next column and on the next page, and knows both places', () => {
    const left = Array.from({ length: 5 }, () => 'the left column has lines of prose in it and');
    const right = Array.from({ length: 5 }, () => 'the right column has them just as well and');
    const { paragraphs } = read(
      [...block(50, 100, left), ...block(320, 100, right)],
      block(50, 100, ['ends on the second page.']),
    );
    expect(paragraphs.length).toBe(1);
    expect(paragraphs[0]?.text).toBe([...left, ...right, 'ends on the second page.'].join(' '));
    expect(paragraphs[0]?.lines.at(-1)).toMatchObject({ page: 2, box: { x0: 50, y0: 92 } });
    expect(paragraphs[0]?.lines.every(({ at }, place) => place === 0 || at > 0)).toBe(true);
  });

  test('what stands in a table is left out, and the paragraph around it goes on', () => {
    const lines = ['It begins above the table and', 'cell 12', 'ends below it.'];
    const page = { ...readPage(pageOf(1, block(50, 100, lines))), inTables: new Set([1]) };
    expect(atOnce(readDocument([page])).paragraphs.map(({ text }) => text)).toEqual([
      'It begins above the table and ends below it.',
    ]);
  });

  test('a row at the head of every page is a row, no running head', () => {
    const pages = ['one', 'two', 'three'].map((word, at) => ({
      ...readPage(pageOf(at + 1, block(50, 40, ['Item Price', `Page ${word} has a line.`]))),
      inTables: new Set([0]),
    }));
    expect(atOnce(readDocument(pages)).repeated).toEqual([]);
  });
});

describe('broken words', () => {
  const broken = (first: string, second: string, ...others: string[]) =>
    texts(
      block(50, 100, [`${FULL} ${first}`, `${second} ${FULL}`]),
      block(50, 100, [`${others.join(' ')} End.`]),
    )[0];

  test('are joined where the document has the whole word', () => {
    expect(broken('infor-', 'mation', 'information')).toContain(' information ');
  });

  test('keep their hyphen where the whole word is found nowhere', () => {
    expect(broken('well-', 'known')).toContain(' well-known ');
    expect(broken('well-', 'known', 'well-known', 'infor-')).toContain(' well-known ');
  });

  test('keep it where both halves are words, even in a document that hyphenates', () => {
    const lines = [
      `${FULL} infor-`,
      `mation ${FULL} right-`,
      `hand ${FULL} extraor-`,
      `dinary ${FULL} Clenshaw-`,
      `Curtis ${FULL} exam-`,
      `ple ${FULL}`,
    ];
    const [first] = texts(
      block(50, 100, lines),
      block(50, 100, ['The information is right at hand, for example.']),
    );
    expect(first).toContain(' information ');
    expect(first).toContain(' right-hand ');
    expect(first).toContain(' extraordinary ');
    expect(first).toContain(' Clenshaw-Curtis ');
  });

  test('with a soft hyphen are always joined, and the engine’s mark for one is one', () => {
    for (const mark of ['\u00AD', '\u0002', '\uFFFE'])
      expect(broken(`ex${mark}`, 'ample')).toContain(' example ');
  });

  test('a name keeps its hyphen; an address goes on without a space', () => {
    expect(broken('Clenshaw-', 'Curtis')).toContain(' Clenshaw-Curtis ');
    expect(broken('https://example.org/', 'manual.pdf')).toContain(' https://example.org/manual.pdf ');
  });
});

describe('headings and sections', () => {
  const page: Written = [
    { x: 50, y: 60, text: 'The title', size: 20 },
    ...block(50, 100, [`${FULL}.`, `${FULL}.`]),
    { x: 50, y: 160, text: '1 First part', size: 14, bold: true },
    ...block(50, 190, [`${FULL}.`, `${FULL}.`]),
    { x: 50, y: 240, text: 'Bold and small', bold: true },
    ...block(50, 270, [`${FULL}.`]),
  ];

  test('are found by size and weight, larger ones above', () => {
    const headings = read(page).paragraphs.filter(({ kind }) => kind === 'heading');
    expect(headings.map(({ text, level }) => [text, level])).toEqual([
      ['The title', 1],
      ['1 First part', 2],
      ['Bold and small', 3],
    ]);
  });

  test('a bold sentence, a line of a table of contents and a line of figures are none', () => {
    const others: Written = [
      { x: 50, y: 60, text: 'This is important.', bold: true },
      { x: 50, y: 90, text: 'Introduction . . . . . . . . . . 7', size: 14 },
      { x: 50, y: 120, text: '12.5', size: 20 },
      ...block(50, 200, [`${FULL}.`, `${FULL}.`, `${FULL}.`]),
    ];
    const kinds = read(others).paragraphs.map(({ kind }) => kind);
    expect(kinds).toEqual(['text', 'contents', 'text', 'text']);
  });

  test('sections follow one another without gaps and know what stands above them', () => {
    const sections = atOnce(sectionsOf(read(page).paragraphs, []));
    expect(sections.map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [2, 4],
      [4, 6],
    ]);
    expect(sections[2]?.path).toEqual(['The title', '1 First part', 'Bold and small']);
  });

  test('the outline decides where the file has one, and what comes before it is a section too', () => {
    const { paragraphs } = read(page, block(50, 100, [`Another page. ${FULL}.`]));
    const sections = atOnce(
      sectionsOf(paragraphs, [
        { title: 'First part', level: 1, page: 1 },
        { title: 'No such words', level: 2, page: 2 },
        { title: 'Nowhere', level: 1, page: undefined },
        { title: 'Beyond', level: 1, page: 99 },
      ]),
    );
    expect(sections.map(({ title, start, end }) => [title, start, end])).toEqual([
      ['', 0, 2],
      ['First part', 2, 6],
      ['No such words', 6, 7],
    ]);
    expect(sections[2]?.path).toEqual(['First part', 'No such words']);
  });

  test('a document without text has neither', () => {
    expect(read([], [])).toEqual({ paragraphs: [], repeated: [], repeatedOn: new Map() });
    expect(atOnce(sectionsOf([], [{ title: 'x', level: 1, page: 1 }]))).toEqual([]);
  });
});
