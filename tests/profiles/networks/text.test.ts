import { describe, expect, test } from 'vitest';
import { loadHtmlReader } from '../../../lib/profiles/networks/html.ts';
import { markdownText } from '../../../lib/profiles/networks/markdown.ts';
import { plainLine, plainText } from '../../../lib/profiles/networks/text.ts';

const FAMILY = '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}';
const RAINBOW = '\u{1F3F3}\uFE0F\u200D\u{1F308}';
const DOCTOR = '\u{1F9D1}\u{1F3FD}\u200D\u2695\uFE0F';
const SCOTLAND = '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}';

describe('plain text', () => {
  test.each([
    [
      'bidi overrides, embeddings, isolates and marks',
      'a\u202Eb\u202Dc\u2066d\u2069e\u200Ff\u061Cg',
      'abcdefg',
    ],
    ['zero-width characters', 'a\u200Bb\u200Cc\u200Dd\uFEFFe\u2060f\u00ADg\u180Eh\u3164i', 'abcdefghi'],
    ['control characters', 'a\0b\x07c\x1B[31md\x7Fe\u009Bf', 'abc[31mdef'],
    ['noncharacters', 'a\uFFFEb\uFFFFc\u{1FFFE}d', 'abcd'],
    ['tags that hide text', 'a\u{E0001}\u{E0068}\u{E0069}\u{E007F}b', 'ab'],
    [
      'variation selectors that carry bytes',
      `a${'\uFE01'.repeat(3)}${'\u{E0100}\u{E01EF}'.repeat(3)}b`,
      'a\uFE01b',
    ],
    ['joiners without a picture', '\u{1F469}\u200D\u200D a\u200D\u{1F467}', '\u{1F469} a\u{1F467}'],
  ])('loses %s', (_, raw, expected) => {
    expect(plainText(raw)).toEqual({ text: expected, truncated: false });
  });

  test.each([
    ['joined emoji', `${FAMILY} ${RAINBOW} ${DOCTOR}`],
    ['flags made of tags', SCOTLAND],
    ['the joiners of Persian', 'می\u200Cخواهم'],
    ['the joiners of Indic scripts', 'ක්\u200Dර क्\u200Dष'],
    ['an ideograph’s variant', '葛\u{E0100}'],
    ['tabs and lines', 'a\tb\nc'],
    ['accents on accents', 'Z̃͗ͨalgo'],
  ])('keeps %s', (_, raw) => {
    expect(plainText(raw).text).toBe(raw);
  });

  test('lone surrogates are replaced, pairs stay', () => {
    expect(plainText('a\uD800b\uDC00c\u{1F600}').text).toBe('a\uFFFDb\uFFFDc\u{1F600}');
  });

  test('every kind of line end is one', () => {
    expect(plainText('a\r\nb\rc\u2028d\u2029e\u0085f\vg').text).toBe('a\nb\nc\nd\ne\nf\ng');
  });

  test('100,000 characters are kept, and no half of a pair', () => {
    const exact = 'x'.repeat(100_000);
    expect(plainText(exact)).toEqual({ text: exact, truncated: false });
    expect(plainText(`${exact}y`)).toEqual({ text: exact, truncated: true });
    const { text } = plainText(`${'x'.repeat(99_999)}\u{1F600}`);
    expect([text.length, text.isWellFormed()]).toEqual([99_999, true]);
  });

  test('what is invisible does not count, but is not read for ever', () => {
    expect(plainText(`${'\u200B'.repeat(500_000)}seen`)).toEqual({ text: 'seen', truncated: false });
    expect(plainText(`${'\u200B'.repeat(1_000_000)}unseen`)).toEqual({ text: '', truncated: true });
  });

  test('a formula stays the text that it is', () => {
    expect(plainText('=HYPERLINK("http://x","y")').text).toBe('=HYPERLINK("http://x","y")');
  });

  test('a name is one line, and null where nothing of it can be seen', () => {
    expect(plainLine('  A\nB\u202E\t C  ')).toBe('A B C');
    expect([plainLine('\u200B\u202E '), plainLine(null)]).toEqual([null, null]);
    expect(plainLine('x'.repeat(300))).toHaveLength(200);
  });
});

describe('HTML', () => {
  const read = async (html: string) => (await loadHtmlReader())(html);

  test.each([
    ['paragraphs and breaks', '<p>a<br>b</p><p>c</p>', 'a\nb\n\nc'],
    ['entities, once', '&amp;lt; &lt;b&gt; &#x27;&#39; &eacute; &nope;', "&lt; <b> '' é &nope;"],
    ['scripts and styles', 'a<script>alert(1)</script><style>b{}</style><img src=x onerror=alert(1)>c', 'ac'],
    [
      'lists and headings without marks, quotes and code with Markdown’s',
      '<h1>a</h1><ul><li>b</li></ul><blockquote><p>c</p><p>d</p></blockquote><pre><code>e\n  f</code></pre><p><code>g</code></p>',
      'a\n\nb\n\n> c\n> \n> d\n\n```\ne\n  f\n```\n\n`g`',
    ],
    ['a tag that never closes', '<p>a<b>b<i', 'ab'],
    ['no HTML at all', '1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
    [
      'Mastodon’s copy of a quoted address',
      '<p class="quote-inline">RE: <a href="https://q/1">q</a></p><p>a</p>',
      'a',
    ],
  ])('gives %s', async (_, html, expected) => {
    expect((await read(html)).text.replace(/\n{3,}/g, '\n\n').trim()).toBe(expected);
  });

  test('links are as written, without those of mentions and hashtags', async () => {
    const html =
      '<a href="https://a/1">x</a><a class="u-url mention" href="https://m">@m</a><a class="mention hashtag" href="https://h">#h</a><a href="javascript:alert(1)">j</a><a>none</a>';
    expect((await read(html)).links).toEqual(['https://a/1', 'javascript:alert(1)']);
  });

  test('endless nesting and endless text end', async () => {
    expect((await read(`${'<div>'.repeat(20_000)}deep`)).text).toBe('');
    const long = await read('x'.repeat(500_000));
    expect([long.text.length, long.truncated]).toEqual([400_000, true]);
  });
});

describe('Markdown', () => {
  test.each([
    ['loses comments of a template', 'a <!-- fill\nin --> b <!-- open', 'a  b'],
    ['keeps quotes and fences', 'a\r\n> b\r\n```js\r\nc\r\n```', 'a\n> b\n```js\nc\n```'],
    ['has indented code in fences', 'a\n\n    b()\n\n    c()\nd', 'a\n\n```\nb()\n\nc()\n```\nd'],
    ['leaves paragraphs of a list', '- a\n\n    b\n\n      c', '- a\n\n    b\n\n      c'],
    ['leaves lines that only continue one', 'a\n    b', 'a\n    b'],
  ])('%s', (_, markdown, expected) => {
    expect(markdownText(markdown)).toBe(expected);
  });

  test('hostile Markdown of 100,000 characters comes to an end', () => {
    expect(markdownText('`'.repeat(100_000))).toHaveLength(100_000);
    expect(markdownText('<!--'.repeat(25_000))).toBe('');
    expect(markdownText('\n    a'.repeat(20_000))).toContain('```');
  });
});
