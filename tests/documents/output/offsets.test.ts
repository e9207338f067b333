import { describe, expect, test } from 'vitest';
import { offsetRows } from '../../../lib/documents/records/offsets.ts';
import { markdownOutput } from '../../../lib/documents/records/output.ts';
import { block, pageOf } from '../pages.ts';
import { formatsOf, type WholeDocument, wholeOf } from '../read-whole.ts';
import { pageWithTable } from '../tables/on-pages.ts';

const CUT = ['A first line of *prose* that goes on over the page', 'and is cut by it, as infor-'];
const REST = ['mation often is. The information ends here.', 'A [second] paragraph is short.'];

/** Prose over a page break, then a ruled table, then a page without text, then a last line. */
async function book(): Promise<WholeDocument> {
  const rows = [
    ['Rope', 'Feet'],
    ['wet|dry', '12 😀'],
    ['', '7'],
  ];
  const table = pageWithTable(3, { top: 300, rows, bold: 1, lines: [{ text: 'Before the table.', y: 100 }] });
  return wholeOf([
    pageOf(1, block(50, 600, CUT)),
    pageOf(2, [...block(50, 100, REST.slice(0, 1)), ...block(50, 300, REST.slice(1))]),
    table,
    pageOf(4, []),
    pageOf(5, block(50, 100, ['The last line.'])),
  ]);
}

interface Stretch {
  format: string;
  text: string;
  id: string;
  page: number;
  y0: number;
}

async function stretches(document: WholeDocument, pageMarks = false): Promise<Stretch[]> {
  const told = { structure: document.structure, labels: null, pageMarks };
  const text = (await formatsOf(document)).text;
  const markdown = (await Array.fromAsync(markdownOutput(document.read, document.total, told))).join('');
  const rows = await Array.fromAsync(offsetRows(document.read, document.total, told));
  expect(rows[0]).toEqual(['format', 'start', 'end', 'id', 'page', 'x0', 'y0', 'x1', 'y1']);
  return rows.slice(1).map(([format, start, end, id, page, , y0]) => ({
    format: String(format),
    text: (format === 'text' ? text : markdown).slice(Number(start), Number(end)),
    ...{ id: String(id), page: Number(page), y0: Number(y0) },
  }));
}

const CELLS = ['Rope', 'Feet', 'wet|dry', '12 😀', '7'];

describe('offsets', () => {
  test('cut every line and every cell out of the plain text', async () => {
    const found = (await stretches(await book())).filter(({ format }) => format === 'text');
    expect(found.map(({ text, page }) => [page, text])).toEqual([
      ...CUT.map((text) => [1, text]),
      ...REST.map((text) => [2, text]),
      [3, 'Before the table.'],
      ...CELLS.map((text) => [3, text]),
      [5, 'The last line.'],
    ]);
  });

  test.each([false, true])(
    'cut them out of Markdown, escaped and mended, with page marks: %s',
    async (marks) => {
      const found = (await stretches(await book(), marks)).filter(({ format }) => format === 'markdown');
      expect(
        found.map(({ text, page }) => [page, text.replaceAll(/<a id="page-\d"><\/a>/g, '').trim()]),
      ).toEqual([
        [1, 'A first line of \\*prose\\* that goes on over the page'],
        [1, 'and is cut by it, as infor'],
        [2, REST[0]],
        [2, 'A \\[second\\] paragraph is short.'],
        [3, 'Before the table.'],
        ...CELLS.map((text) => [3, text.replace('|', '\\|')]),
        [5, 'The last line.'],
      ]);
    },
  );

  test('name the same paragraph or table in both formats, also on its second page', async () => {
    const found = await stretches(await book());
    const [text, markdown] = ['text', 'markdown'].map((format) =>
      found.filter((each) => each.format === format).map(({ id, page, y0 }) => [id, page, y0]),
    );
    expect(text).toEqual(markdown);
    expect(new Set(found.map(({ id }) => id.split('-')[0]))).toEqual(new Set(['p1', 'p2', 'p3', 't3', 'p5']));
  });
});

describe('page marks', () => {
  const marked = async (labels: string[] | null) => {
    const document = await book();
    const told = { structure: document.structure, labels, pageMarks: true };
    return (await Array.fromAsync(markdownOutput(document.read, document.total, told))).join('');
  };

  test('stand where each page begins, within a paragraph too, once each and in order', async () => {
    const markdown = await marked(null);
    const pages = [...markdown.matchAll(/<a id="page-(\d)"><\/a>/g)].map(([, page]) => Number(page));
    expect(pages).toEqual([1, 2, 3, 4, 5]);
    expect(markdown).toContain('infor<a id="page-2"></a>mation often is');
    const plain = (await formatsOf(await book())).markdown;
    expect(markdown.replaceAll(/<a id="page-\d"><\/a>/g, '')).toBe(plain);
  });

  test('say the label, safe in an attribute', async () => {
    const markdown = await marked(['i', 'ii', '"<3', '4', '5']);
    expect(markdown).toContain('<a id="page-2" title="ii"></a>');
    expect(markdown).toContain('<a id="page-3" title="&quot;&lt;3"></a>');
  });
});
