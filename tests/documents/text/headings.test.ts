import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import type { OutlineEntry } from '../../../lib/documents/pdf/document-info.ts';
import { readDocument } from '../../../lib/documents/text/document-text.ts';
import { numberedDepth } from '../../../lib/documents/text/numbering.ts';
import { readPage } from '../../../lib/documents/text/read-page.ts';
import { block, pageOf } from '../pages.ts';

type Written = Parameters<typeof pageOf>[1];

const FULL = 'These are the words of a line that is as wide as the others';
const prose = (y: number, lines = 4): Written =>
  block(50, y, [...Array.from({ length: lines - 1 }, () => FULL), 'and ends here.']);

const paragraphsOf = (pages: readonly Written[], outline: readonly OutlineEntry[] = []) =>
  atOnce(
    readDocument(
      pages.map((written, at) => readPage(pageOf(at + 1, written))),
      outline,
    ),
  ).paragraphs;

const headings = (pages: readonly Written[], outline: readonly OutlineEntry[] = []) =>
  paragraphsOf(pages, outline).flatMap(({ kind, level, text }) =>
    kind === 'heading' ? [[level, text]] : [],
  );

const bold = (y: number, text: string, size = 10) => ({ x: 50, y, text, size, bold: true });

describe('the level of a heading', () => {
  test('comes from its number where all are set alike', () => {
    const page: Written = [
      { x: 50, y: 60, text: 'Of many things', size: 20 },
      ...['1 First', '1.1 Under it', '1.1.1 Further down', '1.2 Beside it', '2 Second'].flatMap(
        (text, at) => [bold(110 + at * 90, text, 12), ...prose(130 + at * 90)],
      ),
    ];
    expect(headings([page])).toEqual([
      [1, 'Of many things'],
      [2, '1 First'],
      [3, '1.1 Under it'],
      [4, '1.1.1 Further down'],
      [3, '1.2 Beside it'],
      [2, '2 Second'],
    ]);
  });

  test('is that of its style where it has no number, whatever the page', () => {
    const pages = [
      [bold(60, '1 First', 16), ...prose(90), bold(160, '1.1 Under it', 13), ...prose(190)],
      [bold(60, 'References', 16), ...prose(90), bold(160, 'Of the web', 13), ...prose(190)],
    ];
    expect(headings(pages).map(([level]) => level)).toEqual([1, 2, 1, 2]);
  });

  test('is that of the outline where the file names it, below a title that it does not name', () => {
    const page: Written = [
      { x: 50, y: 60, text: 'Of many things', size: 20 },
      bold(110, 'Large part', 16),
      ...prose(130),
      bold(220, 'Small part', 13),
      ...prose(240),
      { x: 50, y: 330, text: 'Plain part', size: 10 },
      ...prose(360),
    ];
    const outline = [
      { title: 'Large part', page: 1, level: 1 },
      { title: 'Small Part', page: 1, level: 1 },
      { title: 'Plain part', page: 1, level: 2 },
    ];
    expect(headings([page], outline)).toEqual([
      [1, 'Of many things'],
      [2, 'Large part'],
      [2, 'Small part'],
      [3, 'Plain part'],
    ]);
  });

  test.each([
    ['1 Introduction', 1],
    ['1.2 Scope', 2],
    ['3.4.5. More', 3],
    ['A.1 Proofs', 2],
    ['IV. Results', 1],
    ['Chapter 7: The end', 1],
    ['Appendix B', 1],
    ['§ 12 Costs', 1],
    ['A study of sand', 0],
    ['I was there', 0],
    ['i.e. nothing', 0],
    ['2024 in review', 0],
    ['Introduction', 0],
  ])('%s is numbered to a depth of %i', (text, depth) => {
    expect(numberedDepth(text)).toBe(depth);
  });
});

describe('a heading', () => {
  test('of several lines is one', () => {
    const page: Written = [
      { x: 150, y: 60, text: 'A title that is too long', size: 20 },
      { x: 170, y: 84, text: 'for one line of it', size: 20 },
      { x: 190, y: 108, text: 'or for two', size: 20 },
      ...prose(160),
    ];
    expect(headings([page])).toEqual([[1, 'A title that is too long for one line of it or for two']]);
  });

  test('stands below the label of its chapter', () => {
    const page: Written = [bold(60, 'Chapter 3', 16), bold(110, 'Of sand', 22), ...prose(150)];
    expect(headings([page])).toEqual([[1, 'Chapter 3 Of sand']]);
  });

  test.each([
    ['a bold item of a list', '• Bold and first'],
    ['a bold item with a letter', 'b) Bold and second'],
    ['a caption', 'Table 3: What was measured'],
    ['a caption of a figure', 'Figure 2. What was seen'],
    ['a run-in word', 'Note:'],
  ])('%s is none', (_, text) => {
    expect(headings([[...prose(60), bold(130, text), ...prose(160)]])).toEqual([]);
  });

  test('a line of bold words within a sentence is none, and parts no paragraph', () => {
    const lines = block(50, 60, [FULL, FULL, `which is set bold ${FULL.slice(18)}`, FULL, 'and ends here.']);
    lines[2] = { ...lines[2], x: 50, y: 84, text: `which is set bold ${FULL.slice(18)}`, bold: true };
    const paragraphs = paragraphsOf([
      [...lines.slice(0, 3), ...block(50, 96, [FULL.toLowerCase(), 'and ends here.'])],
    ]);
    expect(paragraphs.map(({ kind }) => kind)).toEqual(['text']);
  });

  test('the names of authors below a title are none', () => {
    const page: Written = [
      { x: 50, y: 60, text: 'Of many things', size: 20 },
      { x: 50, y: 90, text: 'Ann Lee, Bob Roe', size: 12 },
      { x: 50, y: 120, text: 'March 2024', size: 12 },
      ...prose(160),
      bold(250, '1 First', 14),
      ...prose(280),
    ];
    expect(headings([page])).toEqual([
      [1, 'Of many things'],
      [2, '1 First'],
    ]);
  });

  test('entries of a table of contents are none, though no dots lead to their pages', () => {
    const contents = ['1 First 1', '2 Second 4', '3 Third 9'].map((text, at) => bold(100 + at * 24, text));
    const page: Written = [...contents, ...prose(200), bold(290, '1 First', 14), ...prose(320)];
    expect(headings([page])).toEqual([[1, '1 First']]);
    const steps = ['Step 1', 'Step 2', 'Step 3'].flatMap((text, at) => [
      bold(60 + at * 80, text),
      ...prose(80 + at * 80),
    ]);
    expect(headings([steps]).length).toBe(3);
  });
});
