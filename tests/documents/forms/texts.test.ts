import { describe, expect, test } from 'vitest';
import { readHtml } from '../../../lib/documents/forms/html/html-form.ts';
import { kindOf } from '../../../lib/documents/forms/kind-of.ts';
import { readMarkdown } from '../../../lib/documents/forms/markdown-form.ts';
import { readText } from '../../../lib/documents/forms/text-form.ts';
import { encoded } from './encoded.ts';
import { notesIn, told } from './told.ts';

const html = (text: string) => readHtml(Buffer.from(text));

const RUSSIAN = 'Гавань считает приливы марта, и смотритель пишет об этом каждую ночь.';

describe('plain text', () => {
  test.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${RUSSIAN}`)],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${RUSSIAN}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(RUSSIAN, 'utf16le')],
    ['UTF-16 with its great bytes first', Buffer.from(RUSSIAN, 'utf16le').swap16()],
    ['windows-1251', encoded(RUSSIAN, 'windows-1251')],
    ['KOI8-R', encoded(RUSSIAN, 'koi8-r')],
  ])('in %s is read', (_, bytes) => {
    expect(told(readText(bytes))).toEqual([`text: ${RUSSIAN}`]);
  });

  test.each([
    ['shift_jis', '93fa967b8cea82cc95b68fcd82c582b78142 8a5882cc92ac82f095e082ad8142', '日本語の文章です。'],
    ['gb18030', 'd6d0b9fac8cbc3f1b5c4b8dbbfdad4dabaa3b1dfa1a3b3b1cbaebadcb8dfa1a3', '中国人民的港口在海边。'],
  ])('in %s is read', (_, hex, begins) => {
    expect(told(readText(Buffer.from(hex.replaceAll(' ', ''), 'hex')))[0]).toContain(begins);
  });

  test('of Chinese in UTF-16 without a mark is text, and a stray zero makes none of ASCII', () => {
    const chinese = '港口记录每个月的潮汐。\n水慢慢上涨，然后很快退去。\n';
    const wide = Buffer.from(chinese, 'utf16le');
    expect(kindOf(wide).kind).toBe('text');
    expect(told(readText(wide))).toEqual(
      chinese
        .trim()
        .split('\n')
        .map((line) => `text: ${line}`),
    );
    expect(
      told(readText(Buffer.from(`The tides of March\0 are high. ${'They rise. '.repeat(50)}`)))[0],
    ).toMatch(/^text: The tides/);
  });

  test('in ISO-2022-JP is read', () => {
    const bytes = Buffer.from('\u001b$B4A;z\u001b(B and more', 'latin1');
    expect(told(readText(bytes))).toEqual(['text: 漢字 and more']);
  });

  test('has paragraphs between empty lines, or one a line', () => {
    expect(told(readText(Buffer.from('One\ngoes on.\n\n- item\n- item\n\nTwo.')))).toEqual([
      ...['text: One goes on.', 'list: - item', 'list: - item', 'text: Two.'],
    ]);
    expect(told(readText(Buffer.from('One.\r\nTwo.\r\n')))).toEqual(['text: One.', 'text: Two.']);
  });
});

test('authors that the fields of a Markdown file list are parted by semicolons, keywords by commas', () => {
  const fields = '---\nauthors:\n- 王小明\n- Ohm, Georg\ntags:\n- tide\n- log\n---\n\nText.';
  expect(readMarkdown(Buffer.from(fields)).metadata).toEqual({
    Author: '王小明; Ohm, Georg',
    Keywords: 'tide, log',
  });
});

describe('HTML', () => {
  test('has all its authors, each once', () => {
    const head = ['author', 'author', 'DC.creator', 'citation_author'].map(
      (name, at) => `<meta name="${name}" content="${['王小明', 'Ann Bell', '王小明', 'Ohm, Georg'][at]}">`,
    );
    expect(html(`<!doctype html>${head.join('')}<p>x`).metadata).toEqual({
      Author: '王小明; Ann Bell; Ohm, Georg',
    });
  });

  test('is its main content, without what it hides, and both are counted', () => {
    const file = html(`<!doctype html><title>T</title><style>.gone{display:none}</style>
      <nav><a href="/">Home</a></nav><h2>Springs</h2><p>Seen <b>text</b>.<span hidden>hush</span></p>
      <p class="gone">never</p><p style="display: none">never</p><script>no()</script><footer>Imprint</footer>`);
    expect(told(file)).toEqual(['heading 2: Springs', 'text: Seen text.']);
    expect(file.metadata).toEqual({ Title: 'T' });
    expect(file.remarks).toEqual([
      'Outside the main content, 11 characters (navigation, sidebars, footers) are left out.',
      '14 characters in elements that are hidden are left out.',
    ]);
  });

  test('has lists within lists, spans, code as set, ruby and images', () => {
    const file = html(`<html><ol start="3"><li><p>three</p><ul><li>low</ul><li>four</ol>
      <table><thead><tr><th rowspan="2">a<th colspan="2">b<tr><th>c<th>d</thead><tr><td>1<td>2<td>3</table>
      <pre>if x:\n    y()\n</pre><p><ruby>漢<rp>(</rp><rt>かん</rt></ruby> x<sup>2</sup><img alt="The pier">`);
    expect(told(file)).toEqual([
      ...['list 1: 3. three', 'list 2: • low', 'list 1: 4. four'],
      ...['table 2: a 1x2 | b 2x1 / c | d / 1 | 2 | 3', 'code: if x:\n    y()'],
      ...['text: 漢（かん） x²', 'image: The pier'],
    ]);
  });

  test('with 10⁶ open elements is refused', () => {
    expect(() => html(`<html>${'<div>'.repeat(1e6)}`)).toThrow('nested more than 1000 deep');
  });
});

test('Markdown has its front matter apart, and footnotes', () => {
  const file = readMarkdown(Buffer.from('---\ntitle: T\n---\n# One\n\nText[^n].\n\n[^n]: A note.\n'));
  expect(told(file)).toEqual(['heading 1: One', 'text: Text¹.']);
  expect(notesIn(file)).toEqual({ 1: ['1 A note.'] });
  expect(file.metadata).toEqual({ Title: 'T' });
});

test('every mark of a note in Markdown has the number of the note', () => {
  const file = readMarkdown(Buffer.from('A[^n] b[^n] c[^m].\n\n[^n]: One.\n\n[^m]: Two.'));
  expect(told(file)).toEqual(['text: A¹ b¹ c².']);
});
