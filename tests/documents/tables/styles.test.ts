import { describe, expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import type { Table } from '../../../lib/documents/tables/table.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { drawStyled } from './draw-styled.ts';
import { STYLES, type Style, type StyledTable, styledTable } from './styled-tables.ts';

const VARIANTS = 16;
/** Least share of the cells that are found in their place with exactly their text. */
const LEAST = 0.95;

/** Text by place; what a head's cell over two levels holds may be at either. */
function placesOf({ rows }: Pick<Table, 'rows'>): Map<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const [row, cells] of rows.entries()) {
    let col = 0;
    for (const cell of cells) {
      while (taken.has(`${row} ${col}`)) col += 1;
      for (let r = row; r < row + cell.rowSpan; r++) {
        for (let c = col; c < col + cell.colSpan; c++) taken.add(`${r} ${c}`);
      }
      found.set(`${row} ${col}`, cell.text);
      col += cell.colSpan;
    }
  }
  return found;
}

function exactCells(known: StyledTable, table: Table | undefined): { all: number; exact: number } {
  const places = placesOf(table ?? { rows: [] });
  const filled = known.cells.filter(({ text }) => text !== '');
  const exact = filled.filter(({ row, col, rowSpan, text }) => {
    const rows = Array.from({ length: row < known.head ? rowSpan : 1 }, (_, at) => row + at);
    return rows.some((each) => places.get(`${each} ${col}`) === text);
  });
  return { all: filled.length, exact: exact.length };
}

async function scoreOf(style: Style): Promise<number> {
  let [all, exact] = [0, 0];
  for (let number = 0; number < VARIANTS; number++) {
    const drawn = await drawStyled(styledTable(style, number), style, number);
    const session = await openPdf(drawn.bytes, PDF_LIMITS);
    const { pages } = await session.pages(1, drawn.pages.length);
    await session.close();
    for (const [index, known] of drawn.pages.entries()) {
      const page = pages[index];
      const found = page ? tablesOf(page) : [];
      const scores = [undefined, ...found].map((table) => exactCells(known, table));
      const best = scores.reduce((a, b) => (b.exact > a.exact ? b : a));
      all += best.all;
      exact += best.exact;
    }
  }
  return exact / all;
}

describe('cells are found in their places with their exact text', () => {
  test.each(STYLES)('%s', async (style) => {
    expect(await scoreOf(style)).toBeGreaterThanOrEqual(LEAST);
  });
});
