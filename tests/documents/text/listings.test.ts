import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { paragraphMarkdown } from '../../../lib/documents/output/markdown.ts';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { readDocument } from '../../../lib/documents/text/document-text.ts';
import type { Paragraph } from '../../../lib/documents/text/paragraphs.ts';
import { readPage } from '../../../lib/documents/text/read-page.ts';
import { sentencesOf } from '../../../lib/documents/text/sentences.ts';
import { book } from '../../support/books.ts';
import { textOf } from '../pages.ts';
import { onePage } from '../pdf/raw-pdf.ts';
import { readWhole } from '../read-whole.ts';

const COURIER = '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>';
/** All letters as wide, under a name that says nothing. */
const UNNAMED = `<< /Type /Font /Subtype /Type1 /BaseFont /Plain /FirstChar 32 /LastChar 126 /Widths [${'600 '.repeat(95)}] >>`;

const CODE = [
  'int sum(int n) {',
  '    int total = 0;   /* so far */',
  '    for (;;) {',
  '        if (n == 0)  /* done */',
  '            return total;',
  '',
  '        total += n--;',
  '    }',
  '}',
];

type Line = readonly [font: 'prose' | 'code', text: string];
const prose = (text: string): Line => ['prose', text];
const code = (text: string): Line => ['code', text];

const INTRO = [
  'This is how the numbers up to a given one are added',
  'by a program that a student may have written.',
];
const OUTRO = [
  'It is slow for large numbers, which need a formula',
  'that every student of mathematics knows by heart.',
];
const LISTING = [...INTRO.map(prose), ...CODE.map(code), ...OUTRO.map(prose)];

/** Lines one below the other, with a gap where the font changes. */
async function pageOf(lines: readonly Line[], { mono = COURIER } = {}) {
  let y = 720;
  const shown = lines.map(([font, text], at) => {
    y -= font === lines[at - 1]?.[0] ? 12 : 20;
    const indent = text.length - text.trimStart().length;
    const x = 72 + (font === 'code' ? 18 + indent * 5.4 : 0);
    const escaped = text.trimStart().replaceAll(/[()\\]/g, '\\$&');
    return `/${font === 'code' ? 'F2 9' : 'F1 10'} Tf 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj`;
  });
  const content = { dictionary: '', stream: `BT ${shown.join(' ')} ET` };
  const bytes = onePage(content, { resources: '/Font << /F1 5 0 R /F2 6 0 R >>', more: [mono] });
  const session = await openPdf(bytes, PDF_LIMITS);
  const { pages } = await session.pages(1, 1).finally(() => session.close());
  const [page] = pages;
  if (!page) throw new Error('The page was not read.');
  return page;
}

const paragraphsOf = async (lines: readonly Line[], fonts = {}) =>
  atOnce(readDocument([readPage(await pageOf(lines, fonts))])).paragraphs;

test.each([
  ['named so', COURIER],
  ['measured', UNNAMED],
])('a listing in a monospaced font, %s, keeps its lines, its indentation and its gaps', async (_, mono) => {
  const paragraphs = await paragraphsOf(LISTING, { mono });
  expect(paragraphs.map(({ kind }) => kind)).toEqual(['text', 'code', 'text']);
  expect(paragraphs[1]?.text).toBe(CODE.join('\n'));
  expect(paragraphs.map(paragraphMarkdown)[1]).toBe(`\`\`\`\n${CODE.join('\n')}\n\`\`\``);
});

test('plain text has the lines of a listing with the spaces before them', async () => {
  const text = textOf(await pageOf(LISTING));
  expect(text).toContain(CODE.filter((line) => line !== '').join('\n'));
});

test('code is no prose: no sentence is cited from it', async () => {
  const sentences = atOnce(sentencesOf(await paragraphsOf(LISTING), 'en'));
  expect(sentences.map(({ text }) => text)).toEqual([INTRO.join(' '), OUTRO.join(' ')]);
});

test('a fence is longer than any in the code', () => {
  const place = { page: 1, box: { x0: 0, y0: 0, x1: 1, y1: 1 } };
  const code: Paragraph = { kind: 'code', level: 0, text: '```js\nx()\n```', lines: [], ...place };
  expect(paragraphMarkdown(code)).toBe('````\n```js\nx()\n```\n````');
});

test('a command alone on its line, indented and apart, is a listing', async () => {
  const before = [...INTRO, ...INTRO].map(prose);
  const paragraphs = await paragraphsOf([...before, code('npm test'), ...OUTRO.map(prose)]);
  expect(paragraphs.map(({ kind }) => kind)).toEqual(['text', 'code', 'text']);
});

test('a document that was written on a typewriter is prose', async () => {
  const letters = [...INTRO, ...OUTRO].map(code);
  const paragraphs = await paragraphsOf(letters);
  expect(paragraphs.map(({ kind }) => kind)).toEqual(['text']);
});

test('long lines of prose are no code, though the mean widths of their letters are nearly the same', async () => {
  const { pages } = await readWhole(await book(6));
  const kinds = pages.flatMap(({ paragraphs }) => paragraphs?.map(({ kind }) => kind) ?? []);
  expect(new Set(kinds)).toEqual(new Set(['heading', 'text']));
});
