import { describe, expect, test } from 'vitest';
import { REPORT } from '../../../lib/documents/http/examples.ts';
import { documentModelSchema, modelJsonSchema, modelOutput } from '../../../lib/documents/http/model-json.ts';
import { HTML } from '../../../lib/documents/output/html.ts';
import { ListJoiner } from '../../../lib/documents/output/list-joiner.ts';
import { htmlOutput } from '../../../lib/documents/records/output.ts';
import type { ReadPages, StoredPage } from '../../../lib/documents/records/queries.ts';
import type { Paragraph } from '../../../lib/documents/text/paragraphs.ts';
import { box, paragraph, plainLine, structure } from '../http/seed-document.ts';

const line = (at: number, page: number) => ({ at, page, box: box(100 + at) });
const cell = (text: string) => ({ text, box: box(400), colSpan: 1, rowSpan: 1 });
const note = { mark: '¹', label: '1', page: 1, box: box(700), text: 'Not <i>all</i> of it.' };
const ROWS = [
  [cell('a & b'), cell('c')],
  [cell('1 < 2'), cell('3')],
];

const PARAGRAPHS: Record<number, StoredPage['paragraphs']> = {
  1: [
    paragraph('On <heat>', 1, { kind: 'heading', level: 1 }),
    paragraph('• one', 1, { kind: 'list', lines: [line(0, 1)] }),
    paragraph('2. two', 1, { kind: 'list', lines: [line(0, 1)] }),
    paragraph('Steam¹ goes on', 1, {
      lines: [line(0, 1), line(7, 2)],
      references: [{ ...note, at: 5, length: 1 }],
    }),
    paragraph('¹ Not <i>all</i> of it.', 1, { note: { mark: '¹', label: '1', length: 2 } }),
    paragraph('Again¹', 1, { references: [{ ...note, at: 5, length: 1 }] }),
    paragraph('The pier', 1, { kind: 'aside', part: 'image' }),
    paragraph('if (a < b)\n\n  go();', 1, { kind: 'code' }),
  ],
  2: [],
  4: [paragraph('The end.', 4)],
};

const pages = Object.entries(PARAGRAPHS).map(
  ([page, paragraphs]): StoredPage => ({
    ...{ page: Number(page), kind: 'text', language: 'en', languageConfidence: 1, characters: 9, words: 2 },
    ...{ images: 0, tables: 0, ocrConfidence: null, leftOut: null, paragraphs },
    body: {
      ...{ width: 595, height: 842, rotation: 0, links: [], lines: [plainLine('On heat')] },
      tables: page === '2' ? [{ box: box(400), header: true, spanning: false, rows: ROWS }] : [],
    },
  }),
);
const read: ReadPages = async ({ after }) => pages.filter(({ page }) => page > after);
const labels = ['i', 'ii', '1', '"2"'];

async function html(): Promise<string> {
  const head = { title: 'Heat & steam', language: 'en' };
  return (await Array.fromAsync(htmlOutput(read, 4, { structure: structure(), labels }, head))).join('');
}

describe('a document as HTML', () => {
  test('escapes what the document says, joins its lists and keeps code as it is', async () => {
    const page = await html();
    expect(page).toContain('<title>Heat &amp; steam</title>');
    expect(page).toMatch(/<h1 id="p1-[\da-f]{8}">.*On &lt;heat&gt;<\/h1>/);
    expect(page).toMatch(
      /<ul class="list">\n<li id="[^"]+">• one<\/li>\n<li id="[^"]+">2. two<\/li>\n<\/ul>\n<p/,
    );
    expect(page).toMatch(/<pre id="[^"]+">\nif \(a &lt; b\)\n\n {2}go\(\);<\/pre>/);
    expect(page).toContain('<thead>\n<tr><th>a &amp; b</th><th>c</th></tr>\n</thead>\n');
    expect(page).toContain('<tr><td>1 &lt; 2</td><td>3</td></tr>');
    expect(page).not.toMatch(/<script|<i>/);
  });

  test('has lists within the items that they stand in, also where levels are left out', async () => {
    const item = (text: string, depth?: number) =>
      paragraph(text, 1, { kind: 'list', ...(depth ? { depth } : {}) });
    const list = (...items: Paragraph[]) => {
      const joiner = new ListJoiner();
      const pieces = items.map((own, at) =>
        HTML.paragraph({ id: `i${at}`, page: 1, place: at, paragraph: own }, () => null),
      );
      return (pieces.map(({ text }) => joiner.take(text)).join('') + joiner.end())
        .replaceAll('\n', '')
        .replaceAll(/ (?:id|class)="\w+"/g, '');
    };
    expect(list(item('a', 1), item('b', 2), item('c', 2), item('d', 1))).toBe(
      '<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>',
    );
    expect(list(item('a', 3), item('b', 2), paragraph('c', 1), item('d'))).toBe(
      '<ul><li><ul><li><ul><li>a</li></ul></li><li>b</li></ul></li></ul><p>c</p><ul><li>d</li></ul>',
    );
  });

  test('links notes, sets an anchor where a page begins, and names the pages that are missing', async () => {
    const page = await html();
    expect(page).toContain(
      'Steam<sup><a id="to-note-1" href="#note-1">¹</a></sup> <a id="page-2" title="ii"></a>goes on</p>',
    );
    expect(page).toContain('<a id="note-1" href="#to-note-1"></a>¹ Not &lt;i&gt;');
    expect(page).toContain('Again<sup><a href="#note-1">¹</a></sup></p>');
    expect(page.match(/ id="to-note-1"/g)).toHaveLength(1);
    expect(page).toMatch(/<aside id="[^"]+"><b>Image:<\/b> The pier<\/aside>/);
    expect(page).toContain('<aside>Page 3 (1) is missing: it could not be read.</aside>');
    expect(page).toContain('<a id="page-3" title="1"></a><a id="page-4" title="&quot;2&quot;"></a>The end.');
  });
});

describe('a document as one JSON value', () => {
  test('is valid by its schema, which allows nothing else', async () => {
    const text = (await Array.fromAsync(modelOutput(read, { labels, jobId: 'job_1' }, REPORT))).join('');
    const model: unknown = JSON.parse(text);
    expect(documentModelSchema.parse(model)).toEqual(model);
    expect(modelJsonSchema()).toMatchObject({
      required: ['schema', 'model_version', 'report', 'pages'],
      additionalProperties: false,
    });
  });
});
