import { rounded, union } from '../layout/boxes.ts';
import { logicalOrder } from '../layout/logical-order.ts';
import { pageColumns } from '../layout/page-columns.ts';
import { type TextColumn, type TextSegment, withShifts } from '../layout/text-columns.ts';
import type { PageContent } from '../pdf/page.ts';
import { type MeasuredLine, withEquations } from './equations.ts';
import type { PageText } from './page-text.ts';
import { markStarts } from './paragraph-starts.ts';

const joined = (segments: readonly TextSegment[]): string =>
  logicalOrder(segments)
    .map((segment) => segment.text.trim())
    .join(' ');

/** Most spaces that are kept between two pieces of a line. */
const MOST_SPACES = 80;

/** The pieces of a monospaced line with the spaces between them that are as wide as their gaps. */
function spaced(segments: readonly TextSegment[], advance: number): string {
  let [text, end] = ['', Number.NaN];
  for (const segment of segments) {
    const spaces = Math.round((segment.box.x0 - end) / advance);
    text += `${text === '' ? '' : ' '.repeat(Math.min(MOST_SPACES, Math.max(1, spaces)))}${segment.text.trim()}`;
    end = segment.box.x1;
  }
  return text;
}

/** The number of an equation counts little: each piece as much as it has characters. */
function shareOfFormula(segments: readonly TextSegment[]): number {
  const all = segments.reduce((sum, { text }) => sum + text.length, 0);
  return segments.reduce((sum, { math, text }) => sum + math * text.length, 0) / Math.max(1, all);
}

/** @param segments of one line, from left to right */
function lineOf(segments: readonly TextSegment[], angle: number): MeasuredLine {
  const widest = segments.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  const advance = segments.every((segment) => segment.advance !== undefined) ? widest.advance : undefined;
  const text = advance === undefined ? joined(segments) : spaced(segments, advance);
  const box = rounded(segments.map((segment) => segment.box).reduce(union));
  const size = Math.round(widest.size * 10) / 10;
  const math = shareOfFormula(segments);
  const line = { text, box, size, bold: widest.boldShare > 0.5, angle, starts: false, math };
  return advance === undefined ? line : { ...line, advance: Math.round(advance * 1000) / 1000 };
}

/** The lines of a page in reading order, each saying whether it begins a paragraph. Pure; linear but for sorting. */
export function readPage(page: PageContent): PageText {
  const content = withShifts(page);
  return readColumns(content, pageColumns(content));
}

/** The same from the page's columns. */
export function readColumns(
  page: Pick<PageContent, 'page' | 'width' | 'height'>,
  columns: readonly TextColumn[],
): PageText {
  const lines = columns.flatMap((column) =>
    withEquations(markStarts(column.lines.map((segments) => lineOf(segments, column.angle)))),
  );
  return { page: page.page, width: page.width, height: page.height, lines };
}
