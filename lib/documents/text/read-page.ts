import { rounded, union } from '../layout/boxes.ts';
import { logicalOrder } from '../layout/logical-order.ts';
import { withShifts } from '../layout/shifted.ts';
import { type TextColumn, type TextSegment, textColumns } from '../layout/text-columns.ts';
import type { PageContent } from '../pdf/page.ts';
import type { PageText, TextLine } from './page-text.ts';
import { markStarts } from './paragraph-starts.ts';

/** @param segments of one line, from left to right */
function lineOf(segments: readonly TextSegment[], angle: number): TextLine {
  const widest = segments.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  const text = logicalOrder(segments)
    .map((segment) => segment.text.trim())
    .join(' ');
  const box = rounded(segments.map((segment) => segment.box).reduce(union));
  const size = Math.round(widest.size * 10) / 10;
  return { text, box, size, bold: widest.boldShare > 0.5, angle, starts: false };
}

/** The lines of a page in reading order, each saying whether it begins a paragraph. Pure; linear but for sorting. */
export const readPage = (page: PageContent): PageText =>
  readColumns(page, textColumns(withShifts(page).runs));

/** The same from the page's columns. */
export function readColumns(
  page: Pick<PageContent, 'page' | 'width' | 'height'>,
  columns: readonly TextColumn[],
): PageText {
  const lines = columns.flatMap((column) =>
    markStarts(column.lines.map((segments) => lineOf(segments, column.angle))),
  );
  return { page: page.page, width: page.width, height: page.height, lines };
}
