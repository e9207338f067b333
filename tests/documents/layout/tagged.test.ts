import { expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import type { PageContent } from '../../../lib/documents/pdf/page.ts';
import { textOf } from '../pages.ts';
import { onePage } from '../pdf/raw-pdf.ts';

interface Drawn {
  x: number;
  y: number;
  lines: string[];
}

/** Blocks of lines, each marked content with its place as id, drawn line by line across; further content as given. */
function content(blocks: readonly Drawn[], more: string): string {
  const shown = (id: number, x: number, y: number, text: string) =>
    `/P << /MCID ${id} >> BDC BT /F1 10 Tf ${x} ${y} Td (${text}) Tj ET EMC`;
  const lines = blocks.flatMap(({ x, y, lines: own }, id) =>
    own.map((text, at) => ({ y: y - at * 12, drawn: shown(id, x, y - at * 12, text) })),
  );
  return [...lines.toSorted((a, b) => b.y - a.y).map(({ drawn }) => drawn), more].join('\n');
}

/** A tagged page. @param tree the ids in each element, in the order of the tree */
async function tagged(blocks: readonly Drawn[], tree: readonly number[][], more = ''): Promise<PageContent> {
  const elements = tree.map(
    (ids) => `<< /Type /StructElem /S /P /P 7 0 R /Pg 3 0 R /K [${ids.join(' ')}] >>`,
  );
  const kids = tree.map((_, at) => `${9 + at} 0 R`).join(' ');
  const parents = blocks.map((_, id) => {
    const at = tree.findIndex((ids) => ids.includes(id));
    return at < 0 ? 'null' : `${9 + at} 0 R`;
  });
  const bytes = onePage(
    { dictionary: '', stream: content(blocks, more) },
    {
      catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R',
      page: '/StructParents 0',
      more: [
        '<< /Type /StructTreeRoot /K [7 0 R] /ParentTree 8 0 R >>',
        `<< /Type /StructElem /S /Document /P 6 0 R /K [${kids}] >>`,
        `<< /Nums [0 [${parents.join(' ')}]] >>`,
        ...elements,
      ],
    },
  );
  const session = await openPdf(bytes, PDF_LIMITS);
  const { pages } = await session.pages(1, 1).finally(() => session.close());
  const [page] = pages;
  if (!page) throw new Error('The page could not be read.');
  return page;
}

/** Too short to be told to be columns by their looks. */
const SHORT: Drawn[] = [
  { x: 60, y: 700, lines: ['Opening hours', 'Monday to Friday'] },
  { x: 220, y: 700, lines: ['Where we are', 'Harbour Street 4'] },
  { x: 60, y: 660, lines: ['Everything else stands below and goes across the page.'] },
];
const ACROSS = [
  'Opening hours Where we are',
  'Monday to Friday Harbour Street 4',
  'Everything else stands below and goes across the page.',
].join('\n');

test('blocks side by side are read as the structure tree has them', async () => {
  const page = await tagged(SHORT, [[0], [1], [2]]);
  expect(textOf(page)).toBe(SHORT.flatMap(({ lines }) => lines).join('\n'));
  expect(page.runs.map(({ tag }) => tag)).toContainEqual({ place: 2, role: 'P' });
});

test.each([
  ['that leads from the foot of the page to its head', [[2], [1], [0]]],
  ['that leaves out a block', [[0], [2]]],
  ['of one paragraph for all', [[0, 1, 2]]],
])('a tree %s is not followed', async (_, tree) => {
  expect(textOf(await tagged(SHORT, tree))).toBe(ACROSS);
});

test('a tree that goes across two columns, line by line, is not followed', async () => {
  const lines = (name: string) =>
    Array.from({ length: 8 }, (_, at) => `${name}${at} goes on from line to line`);
  const [left, right] = [lines('a'), lines('b')];
  const blocks = left.flatMap((text, at) => [
    { x: 60, y: 700 - at * 12, lines: [text] },
    { x: 320, y: 700 - at * 12, lines: [right[at] ?? ''] },
  ]);
  const page = await tagged(
    blocks,
    blocks.map((_, id) => [id]),
  );
  expect(textOf(page)).toBe([...left, ...right].join('\n'));
});

test('what the file says to be no content is told apart', async () => {
  const head = '/Artifact << /Type /Pagination >> BDC BT /F1 10 Tf 60 760 Td (Running head) Tj ET EMC';
  const page = await tagged(SHORT, [[0], [1], [2]], head);
  expect(page.runs.find(({ text }) => text.startsWith('Running'))?.tag).toBe('artifact');
  expect(page.runs.filter(({ tag }) => tag === 'artifact')).toHaveLength(1);
});
