// How much of the structure of tables is found: the measure of the ICDAR 2013 table competition (Göbel, Hassan, Oro and
// Orsi, "A methodology for evaluating algorithms for table understanding in PDF documents", DocEng 2012).

export interface RelatedCell {
  text: string;
  colSpan: number;
  rowSpan: number;
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();

/** Cells by row and column; a spanning cell stands in all of its places. */
function gridOf(rows: readonly (readonly RelatedCell[])[]): (RelatedCell | undefined)[][] {
  const grid: (RelatedCell | undefined)[][] = rows.map(() => []);
  for (const [at, row] of rows.entries()) {
    let col = 0;
    for (const cell of row) {
      while (grid[at]?.[col] !== undefined) col += 1;
      for (const record of grid.slice(at, at + cell.rowSpan)) {
        for (let each = col; each < col + cell.colSpan; each++) record[each] = cell;
      }
      col += cell.colSpan;
    }
  }
  return grid;
}

/** Each cell with text and the nearest one right of it and below it, empty ones left out. */
function relationsOf(rows: readonly (readonly RelatedCell[])[]): string[] {
  const grid = gridOf(rows);
  const width = Math.max(0, ...grid.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, col) => grid.map((row) => row[col]));
  const pairs = new Map<RelatedCell, Set<RelatedCell>>();
  const found: string[] = [];
  for (const [way, lines] of [['right', grid] as const, ['below', columns] as const]) {
    for (const line of lines) {
      const filled = [...new Set(line)].filter((cell) => cell !== undefined && bare(cell.text) !== '');
      for (const [at, cell] of filled.entries()) {
        const next = filled[at + 1];
        if (!cell || !next || pairs.get(cell)?.has(next)) continue;
        pairs.set(cell, (pairs.get(cell) ?? new Set()).add(next));
        found.push(`${way}: ${bare(cell.text)} | ${bare(next.text)}`);
      }
    }
  }
  return found;
}

export interface Score {
  known: number;
  found: number;
  right: number;
}

/** @param known and found tables of one document */
export function scoreOf(
  known: readonly (readonly (readonly RelatedCell[])[])[],
  found: readonly (readonly (readonly RelatedCell[])[])[],
): Score {
  const left = new Map<string, number>();
  const expected = known.flatMap(relationsOf);
  for (const relation of expected) left.set(relation, (left.get(relation) ?? 0) + 1);
  const got = found.flatMap(relationsOf);
  let right = 0;
  for (const relation of got) {
    const count = left.get(relation) ?? 0;
    if (count === 0) continue;
    left.set(relation, count - 1);
    right += 1;
  }
  return { known: expected.length, found: got.length, right };
}

/** Harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found. */
export const measureF = ({ known, found, right }: Score): number =>
  known + found === 0 ? 1 : (2 * right) / (known + found);
