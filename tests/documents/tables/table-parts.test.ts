import { describe, expect, test } from 'vitest';
import type { PageContent } from '../../../lib/documents/pdf/page.ts';
import { tableRows } from '../../../lib/documents/records/output.ts';
import { formatsOf, wholeOf } from '../read-whole.ts';
import { pageWithTable } from './on-pages.ts';

const HEAD = ['Item', 'Site', 'Units'];
const body = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => [`Rope ${from + at}`, 'Cork', String(100 + from + at)]);

/** A table that fills its page from `top`. */
const full = (page: number, more: Partial<Parameters<typeof pageWithTable>[1]> = {}) =>
  pageWithTable(page, { top: 60, rows: [HEAD, ...body(1, 33)], bold: 1, ...more });
const second = (more: Partial<Parameters<typeof pageWithTable>[1]> = {}) =>
  pageWithTable(2, { top: 60, rows: [HEAD, ...body(34, 8)], bold: 1, ...more });
const bare = (more: Partial<Parameters<typeof pageWithTable>[1]> = {}) =>
  pageWithTable(2, { top: 60, rows: body(34, 8), ...more });

async function joinsOf(pages: readonly PageContent[]): Promise<string[]> {
  const { structure } = await wholeOf(pages);
  return structure.tables.flatMap(({ page, continues }) =>
    continues ? [`${continues.page} to ${page}, head ${continues.heads}, split ${continues.split}`] : [],
  );
}

const at = (text: string, y: number, size = 10) => ({ text, y, size });

describe('a table goes on', () => {
  const foot = (page: number) => at(`Page ${page} of 2`, 770);
  test.each<[string, PageContent[], number]>([
    ['with its head repeated', [full(1), second()], 1],
    ['with its head left out', [full(1), bare()], 0],
    [
      'under a running head and over page numbers',
      [
        full(1, { lines: [at('Harbour list', 20), foot(1)] }),
        second({ lines: [at('Harbour list', 20), foot(2)] }),
      ],
      1,
    ],
    [
      'under a caption that says so',
      [
        full(1, { lines: [at('Table 2. Ropes', 35)] }),
        bare({ top: 100, lines: [at('Table 2. Ropes (continued)', 70)] }),
      ],
      0,
    ],
    [
      'with the page’s notes between, if its head is repeated',
      [full(1, { rows: [HEAD, ...body(1, 30)], lines: [at('a. Wet ropes count twice.', 700, 7)] }), second()],
      1,
    ],
    ['on a page whose margins are moved', [full(1), second({ shift: 40 })], 1],
  ])('%s', async (_, pages, heads) => {
    expect(await joinsOf(pages)).toEqual([`1 to 2, head ${heads}, split false`]);
  });

  test('over three pages', async () => {
    const third = pageWithTable(3, { top: 60, rows: body(100, 4) });
    const pages = [full(1), bare({ rows: body(34, 34) }), third];
    expect((await joinsOf(pages)).map((join) => join.split(',')[0])).toEqual(['1 to 2', '2 to 3']);
  });
});

describe('two tables are not one', () => {
  test.each<[string, PageContent[]]>([
    [
      'with a caption of its own on the second',
      [full(1), second({ top: 100, lines: [at('Table 3. Lamps', 70)] })],
    ],
    ['with text between', [full(1), bare({ top: 100, lines: [at('These were the ropes.', 70)] })]],
    [
      'with a caption below the first',
      [full(1, { rows: [HEAD, ...body(1, 30)], lines: [at('Table 2. Ropes', 700, 8)] }), second()],
    ],
    ['with another head', [full(1), second({ rows: [['Item', 'Port', 'Sum'], ...body(34, 8)] })]],
    ['with other columns', [full(1), bare({ rows: body(34, 8).map((row) => row.slice(0, 2)) })]],
    ['if the first ends high on its page', [full(1, { rows: [HEAD, ...body(1, 5)] }), bare()]],
    ['if a page is between', [full(1), pageWithTable(3, { top: 60, rows: body(34, 8) })]],
  ])('%s', async (_, pages) => {
    expect(await joinsOf(pages)).toEqual([]);
  });
});

describe('a table over two pages', () => {
  const cut = [
    full(1, { rows: [HEAD, ...body(1, 32), ['Rope 33', 'Cork, in the shed behind', '133']] }),
    second({ rows: [HEAD, ['', 'the lighthouse', ''], ...body(34, 8)] }),
  ];

  test('is one in Markdown, with its head once and the row that the page break cuts whole', async () => {
    const { markdown } = await formatsOf(await wholeOf(cut));
    expect(markdown.match(/^\| --- /gm)).toHaveLength(1);
    expect(markdown.match(/Item/g)).toHaveLength(1);
    expect(markdown).toContain('| Rope 33 | Cork, in the shed behind the lighthouse | 133 |\n| Rope 34 |');
  });

  test('gives all rows by either part, each cell with its page and box', async () => {
    const { read, structure } = await wholeOf(cut);
    const rows = await tableRows(read, structure, { page: 1, table: 1 });
    expect(await tableRows(read, structure, { page: 2, table: 1 })).toEqual(rows);
    expect(rows?.map((row) => row[0]?.text)).toEqual([
      'Item',
      ...[...body(1, 33), ...body(34, 8)].map(([name]) => name),
    ]);
    const shed = rows?.[33]?.[1];
    expect(shed?.places.map(({ page }) => page)).toEqual([1, 2]);
    expect(rows?.at(-1)?.[2]?.places).toMatchObject([{ page: 2, box: { x0: 300 } }]);
    expect(await tableRows(read, structure, { page: 2, table: 2 })).toBeNull();
  });

  test('has its head in every chunk, also where the second page lacks it', async () => {
    const { chunks } = await formatsOf(
      await wholeOf([full(1), bare({ rows: body(34, 34) }), { ...bare({ rows: body(68, 34) }), page: 3 }]),
    );
    const holding = chunks.filter(({ text }) => text.includes('Rope'));
    expect(holding.length).toBeGreaterThan(1);
    for (const { text } of holding) expect(text).toContain('Item\tSite\tUnits\nRope');
  });

  test('comes before the notes at the foot of its first page', async () => {
    const noted = full(1, { rows: [HEAD, ...body(1, 30)], lines: [at('a. Wet ropes count twice.', 700, 7)] });
    const { markdown } = await formatsOf(await wholeOf([noted, second()]));
    expect(markdown.indexOf('Wet ropes')).toBeGreaterThan(markdown.indexOf('Rope 41'));
  });
});
