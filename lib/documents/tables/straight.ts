import { upperMedian } from '../../core/statistics.ts';
import { middleX } from '../layout/boxes.ts';
import { placeOf } from '../layout/table-columns.ts';
import type { Line, Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { isNumber } from './header.ts';

/** Largest distance, in em, of an edge from the median. */
const OFF = 0.2;
/** Least share of a column's segments that share an edge, or are numbers, which may be aligned by their points. */
const MOST = 0.75;
/** Least share of all segments that are in such columns. */
const STRAIGHT = 0.6;

function shareAnEdge(segments: readonly Segment[]): boolean {
  const edges = [(box: Box) => box.x0, (box: Box) => box.x1, middleX];
  return edges.some((edge) => {
    const at = upperMedian(segments.map(({ box }) => edge(box)));
    const near = segments.filter(({ box, fontSize }) => Math.abs(edge(box) - at) <= OFF * fontSize);
    return near.length >= MOST * segments.length;
  });
}

const numbers = (segments: readonly Segment[]): boolean =>
  segments.filter(({ text }) => isNumber(text)).length >= MOST * segments.length;

/** Whether the segments of most columns share an edge or a middle, as those of a table do. */
export function isStraight(lines: readonly Line[], columns: readonly Box[]): boolean {
  const found: Segment[][] = columns.map(() => []);
  for (const { segments } of lines) {
    if (segments.length < 2) continue;
    for (const segment of segments) found[placeOf(segment.box, columns).first]?.push(segment);
  }
  const told = found.filter((segments) => segments.length > 1);
  const straight = told.filter((segments) => shareAnEdge(segments) || numbers(segments));
  return straight.flat().length >= STRAIGHT * told.flat().length;
}
