import { overlapY, union, widthOf } from '../layout/boxes.ts';
import { type Line, type Segment, tableLines } from '../layout/table-lines.ts';
import type { TextRun } from '../pdf/page.ts';
import type { GridCell } from './grid.ts';
import { brokenOnPurpose } from './wrap.ts';

/** A ruled cell and the runs in it. */
export interface Filled {
  place: GridCell;
  runs: TextRun[];
}

/** Fewer lines could be cells that happen to be wrapped alike. */
const FEWEST = 4;

/** A line of a cell as one piece. */
function whole({ segments, box }: Line): Segment[] {
  const text = segments.map((segment) => segment.text).join(' ');
  return segments.slice(0, 1).map((segment) => ({ ...segment, text, box }));
}

/** Whether the next line's first word would still have fitted on most lines. */
function broken(lines: readonly Line[], width: number): boolean {
  const pieces = lines.flatMap(whole);
  const pairs = pieces.slice(1).map((next, at) => [pieces[at] ?? next, next] as const);
  return pairs.filter(([line, next]) => brokenOnPurpose(line, next, width)).length > 0.5 * pairs.length;
}

const sameHeight = (a: Line, b: Line | undefined): boolean => b !== undefined && overlapY(a.box, b.box) > 0;

/**
 * Rows within a ruled band that have no rules between them, if every cell holds as many lines at the same heights;
 * otherwise the band as one row.
 */
export function unruledRows(band: readonly Filled[]): Filled[][] {
  const cells = band.map((cell) => ({ ...cell, lines: tableLines(cell.runs) }));
  const [first] = cells;
  const count = first?.lines.length ?? 0;
  const even = cells.every(
    ({ lines, place }) =>
      place.colSpan === 1 &&
      lines.length === count &&
      lines.every((line, at) => sameHeight(line, first?.lines[at])),
  );
  const purpose = cells.every(({ lines, place }) => broken(lines, widthOf(place.box)));
  if (cells.length < 2 || !even || !(count >= FEWEST || (count > 1 && purpose))) return [[...band]];
  const heights = (first?.lines ?? []).map((_, at) =>
    cells.flatMap(({ lines }) => lines[at]?.box ?? []).reduce(union),
  );
  const nearest = (run: TextRun): number => {
    const over = heights.map((height) => overlapY(height, run.box));
    return over.indexOf(Math.max(...over));
  };
  return heights.map((height, at) =>
    cells.map(({ place, runs }) => ({
      place: { ...place, box: { ...place.box, y0: height.y0, y1: height.y1 } },
      runs: runs.filter((run) => nearest(run) === at),
    })),
  );
}
