import { rounded, union } from '../layout/boxes.ts';
import { type TextSegment, textColumns } from '../layout/text-columns.ts';
import type { PageContent } from '../pdf/page.ts';
import type { PageText, TextLine } from './page-text.ts';
import { markStarts } from './paragraph-starts.ts';
import { isRightToLeft } from './scripts.ts';

/** @param segments of one line, from left to right */
function lineOf(segments: readonly TextSegment[], angle: number): TextLine {
  const rightToLeft = isRightToLeft(segments.map(({ text }) => text.slice(0, 200)).join(''));
  const ordered = rightToLeft ? segments.toReversed() : segments;
  const widest = segments.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  const text = ordered.map((segment) => segment.text.trim()).join(' ');
  const box = rounded(segments.map((segment) => segment.box).reduce(union));
  const size = Math.round(widest.size * 10) / 10;
  return { text, box, size, bold: widest.boldShare > 0.5, angle, starts: false };
}

/** The lines of a page in reading order, each saying whether it begins a paragraph. Pure; linear but for sorting. */
export function readPage(page: PageContent): PageText {
  const lines = textColumns(page.runs).flatMap((column) =>
    markStarts(column.lines.map((segments) => lineOf(segments, column.angle))),
  );
  return { page: page.page, width: page.width, height: page.height, lines };
}
