import { describe, expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import type { PageContent } from '../../../lib/documents/pdf/page.ts';
import type { Table } from '../../../lib/documents/tables/table.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { byAutotable } from './by-autotable.ts';
import { byPdfLib } from './by-pdf-lib.ts';
import { KINDS, type Kind, type KnownTable, knownTable } from './known-tables.ts';
import { pageWithoutTable, WITHOUT_TABLES } from './pages-without-tables.ts';

const GENERATORS = { 'jspdf-autotable': byAutotable, 'pdf-lib': byPdfLib };
const PAGES = 15;
/** Least part of the cells, in percent, that must be found with exactly their text, at their place. */
const LEAST: Record<Kind, number> = { grid: 95, striped: 95, plain: 90, wrapped: 80 };

/** The first page, as the engine reads it. */
async function read(bytes: Uint8Array): Promise<PageContent> {
  const session = await openPdf(bytes, PDF_LIMITS);
  const { pages, failed } = await session.pages(1, 1).finally(() => session.close());
  const [page] = pages;
  if (!page) throw new Error(`The page was not read: ${failed[0]?.message}`);
  return page;
}

const exact = (known: KnownTable, found: Table): number =>
  known.rows.flatMap((row, r) => row.map((text, c) => found.rows[r]?.[c]?.text === text)).filter(Boolean)
    .length;

async function measure(generator: keyof typeof GENERATORS, kind: Kind) {
  const sum = { cells: 0, exact: 0, tables: 0, headers: 0 };
  for (let number = 1; number <= PAGES; number++) {
    const known = knownTable(generator, kind, number);
    const tables = tablesOf(await read(await GENERATORS[generator](known, kind, number)));
    sum.cells += known.rows.flat().length;
    sum.exact += Math.max(0, ...tables.map((table) => exact(known, table)));
    sum.tables += tables.length;
    sum.headers += tables.filter((table) => table.header).length;
  }
  return sum;
}

describe.each(['jspdf-autotable', 'pdf-lib'] as const)('tables by %s', (generator) => {
  test.each(KINDS)('%s: cells are found with exactly their text', async (kind) => {
    const { cells, exact, tables, headers } = await measure(generator, kind);
    const percent = (100 * exact) / cells;
    console.info(
      `tables: ${generator} ${kind}: ${exact} of ${cells} cells exact (${percent.toFixed(1)} %), ` +
        `${tables} tables and ${headers} headings on ${PAGES} pages`,
    );
    expect(percent).toBeGreaterThanOrEqual(LEAST[kind]);
    expect(tables).toBe(PAGES);
    expect(headers).toBe(PAGES);
  });
});

describe('a page without a table gives none', () => {
  test.each(WITHOUT_TABLES)('%s', async (name) => {
    const found: string[] = [];
    for (let number = 1; number <= 10; number++) {
      const page = await read(await pageWithoutTable(name, number));
      found.push(
        ...tablesOf(page).map((table) =>
          table.rows
            .flat()
            .map((cell) => cell.text)
            .join(' | '),
        ),
      );
    }
    expect(found).toEqual([]);
  });
});
