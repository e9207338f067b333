import { middleY, overlapX, widthOf } from '../layout/boxes.ts';
import { placeOf } from '../layout/table-columns.ts';
import { type Line, lineOf } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { isNumber } from './header.ts';
import type { Rule } from './rulings.ts';

/** Lines between two rules that go across the table. */
export interface Band {
  lines: Line[];
  /** Whether each column is closed by the rule below; the last row's are. */
  closed: boolean[];
}

/** Part of a column's width that a rule must cover to close its cells, and of all columns to part rows. */
const CLOSES = 0.5;
/** Part of the body's lines below which the rules part groups of rows, not rows. */
const FEWEST = 0.25;
/** Part of the bands whose columns have unlike many lines, from which they are rows of wrapped cells all the same. */
const UNLIKE = 0.6;
/** Points: rules at one height. */
const LEVEL = 2.5;

/** Which of the columns the rules at one height cover. */
const closedBy = (rules: readonly Rule[], columns: readonly Box[]): boolean[] =>
  columns.map((column) => {
    const covered = rules.reduce(
      (sum, { from, to }) => sum + Math.max(0, overlapX({ ...column, x0: from, x1: to }, column)),
      0,
    );
    return covered >= CLOSES * widthOf(column);
  });

/** Rules by height, from top to bottom. */
export function levelsOf(rules: readonly Rule[]): Rule[][] {
  const levels: Rule[][] = [];
  for (const rule of rules.toSorted((a, b) => a.at - b.at)) {
    const level = levels.at(-1);
    if (level?.[0] && rule.at - level[0].at <= LEVEL) level.push(rule);
    else levels.push([rule]);
  }
  return levels;
}

/** Two numbers one below the other in a column of one band: the band holds several rows. */
function isStacked(lines: readonly Line[], columns: readonly Box[]): boolean {
  const seen = new Set<number>();
  for (const segment of lines.flatMap((line) => line.segments)) {
    if (!isNumber(segment.text)) continue;
    const { first } = placeOf(segment.box, columns);
    if (seen.has(first)) return true;
    seen.add(first);
  }
  return false;
}

/** Whether some column has at most half as many lines as another: its cell ends, where a row would go on. */
function areUnlike(lines: readonly Line[], columns: readonly Box[]): boolean {
  const counts = columns.map(() => 0);
  for (const { box } of lines.flatMap(({ segments }) => segments)) {
    const { first } = placeOf(box, columns);
    counts[first] = (counts[first] ?? 0) + 1;
  }
  return 2 * Math.min(...counts) <= Math.max(...counts);
}

function linesWithin(lines: readonly Line[], from: number, to: number): Line[] {
  return lines.flatMap((line) => {
    const within = line.segments.filter(({ box }) => middleY(box) > from && middleY(box) <= to);
    return within.length > 0 ? [lineOf(within)] : [];
  });
}

/**
 * The rows of a table whose rows are parted by rules, so that the lines of a cell that is wrapped stay together and a
 * cell that no rule closes goes on below. Null if the rules do not part rows.
 */
export function rowBands(
  lines: readonly Line[],
  columns: readonly Box[],
  horizontal: readonly Rule[],
): Band[] | null {
  const [first, last] = [lines.at(0), lines.at(-1)];
  if (!first || !last) return null;
  const [top, bottom] = [middleY(first.box), middleY(last.box)];
  const cuts = levelsOf(horizontal.filter(({ at }) => at > top && at < bottom))
    .map((rules) => ({ at: rules[0]?.at ?? 0, closed: closedBy(rules, columns) }))
    .filter(({ closed }) => closed.filter(Boolean).length >= CLOSES * columns.length);
  if (cuts.length === 0) return null;
  const edges = [Number.NEGATIVE_INFINITY, ...cuts.map(({ at }) => at), Number.POSITIVE_INFINITY];
  const bands = edges.slice(1).map((to, at) => ({
    lines: linesWithin(lines, edges[at] ?? to, to),
    closed: cuts[at]?.closed ?? columns.map(() => true),
  }));
  const full = bands.filter((band) => band.lines.length > 0);
  const unlike = full.filter((band) => areUnlike(band.lines, columns)).length;
  if (cuts.length + 1 < FEWEST * lines.length && unlike < UNLIKE * full.length) return null;
  return full.some((band) => isStacked(band.lines, columns)) ? null : full;
}
