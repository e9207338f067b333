import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { readDocument } from '../../../lib/documents/text/document-text.ts';
import { readPage } from '../../../lib/documents/text/read-page.ts';
import { sentencesOf } from '../../../lib/documents/text/sentences.ts';
import { wordsOf } from '../../../lib/documents/text/words.ts';
import { block, pageOf } from '../pages.ts';

const of = (language: string, ...pages: string[][]) =>
  atOnce(
    sentencesOf(
      atOnce(readDocument(pages.map((lines, at) => readPage(pageOf(at + 1, block(50, 100, lines))))))
        .paragraphs,
      language,
    ),
  );
const texts = (language: string, ...lines: string[]) => of(language, lines).map(({ text }) => text);

describe('sentences', () => {
  test('each has the page it begins on, its box there, and its parts on later pages', () => {
    const found = of(
      'en',
      ['One sentence stands here. Another one goes on', 'to a second line and then'],
      ['to a page. Last.'],
    );
    expect(found.map(({ text, page }) => [text, page])).toEqual([
      ['One sentence stands here.', 1],
      ['Another one goes on to a second line and then to a page.', 1],
      ['Last.', 2],
    ]);
    expect(found[0]?.box).toMatchObject({ y0: 92, y1: 102 });
    expect(found[1]?.box).toMatchObject({ y0: 92, y1: 114 });
    expect(found[1]?.continued).toMatchObject([{ page: 2, box: { y0: 92, y1: 102 } }]);
    expect(found[2]?.continued).toEqual([]);
  });

  test('abbreviations, initials and figures end none', () => {
    expect(texts('en', 'Dr. Smith met J. R. Jones, e.g. in Fig. 3.2 of vol. 7. They spoke.')).toEqual([
      'Dr. Smith met J. R. Jones, e.g. in Fig. 3.2 of vol. 7.',
      'They spoke.',
    ]);
    expect(texts('de', 'Das gilt z.B. heute. Vgl. Abb. 3 dort.')[0]).toBe('Das gilt z.B. heute.');
  });

  test('Chinese and Japanese end with their own full stop', () => {
    expect(texts('zh', '机器学习很有用。我们喜欢它！')).toEqual(['机器学习很有用。', '我们喜欢它！']);
  });

  test('a megabyte without a full stop comes out in pieces, with nothing lost', () => {
    const long = 'word '.repeat(200_000).trim();
    const found = of('en', [long]);
    expect(found.map(({ text }) => text).join(' ')).toBe(long);
    expect(Math.max(...found.map(({ text }) => text.length))).toBeLessThanOrEqual(2_000);
    const solid = of('en', ['x'.repeat(1_000_000)]);
    expect(solid.reduce((sum, { text }) => sum + text.length, 0)).toBe(1_000_000);
  });

  test('headings and tables of contents are no sentences', () => {
    expect(texts('en', 'Introduction . . . . . . . . 7', 'Methods . . . . . . . . 9')).toEqual([]);
  });
});

describe('words', () => {
  test('keep their apostrophes and hyphens; numbers are none', () => {
    expect(wordsOf("It's a well-known l’été of 2024 x2", 'en')).toEqual([
      "It's",
      'a',
      'well-known',
      'l’été',
      'of',
      'x',
    ]);
  });

  test('are found where no spaces are', () => {
    expect(wordsOf('我们喜欢机器学习', 'zh')).toEqual(['我们', '喜欢', '机器', '学习']);
  });
});
