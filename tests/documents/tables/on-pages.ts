import type { Box, PageContent, TextRun } from '../../../lib/documents/pdf/page.ts';
import { run } from './laid-out.ts';

const [LEFT, COLUMN, ROW, SIZE] = [60, 120, 20, 10] as const;

interface Given {
  /** Lines above the table and below it, each with its height from the top of the page. */
  lines?: readonly { text: string; y: number; size?: number }[];
  rows: readonly (readonly string[])[];
  /** Height at which the table begins. */
  top: number;
  /** Points by which the columns are moved. */
  shift?: number;
  /** Bold rows at its top. */
  bold?: number;
}

function cellRuns({ rows, top, shift = 0, bold = 0 }: Given): TextRun[] {
  return rows.flatMap((row, at) =>
    row.flatMap((text, col) =>
      text === ''
        ? []
        : [
            run(text, LEFT + shift + col * COLUMN + 4, top + at * ROW + 5, {
              fontSize: SIZE,
              bold: at < bold,
            }),
          ],
    ),
  );
}

function grid({ rows, top, shift = 0 }: Given): Box[] {
  const columns = rows[0]?.length ?? 0;
  const [left, right] = [LEFT + shift, LEFT + shift + columns * COLUMN];
  const bottom = top + rows.length * ROW;
  return [
    ...Array.from({ length: rows.length + 1 }, (_, at) => ({
      ...{ x0: left, x1: right, y0: top + at * ROW, y1: top + at * ROW },
    })),
    ...Array.from({ length: columns + 1 }, (_, at) => ({
      ...{ x0: left + at * COLUMN, x1: left + at * COLUMN, y0: top, y1: bottom },
    })),
  ];
}

/** A page of 600 by 800 points with a ruled table and lines around it. */
export function pageWithTable(page: number, given: Given): PageContent {
  const runs = [
    ...(given.lines ?? []).map(({ text, y, size = SIZE }) => run(text, LEFT, y, { fontSize: size })),
    ...cellRuns(given),
  ];
  return {
    ...{ page, width: 600, height: 800, rotation: 0, kind: 'text', images: 0, imageShare: 0, links: [] },
    runs,
    rulings: grid(given),
  };
}
