import { gapAfter, type Line, tableLines } from '../layout/table-lines.ts';
import type { TextRun } from '../pdf/page.ts';
import { edgeLines } from './edge-row.ts';
import type { Grid } from './grid.ts';
import { isNumber } from './header.ts';
import { dotted } from './leaders.ts';
import type { Filled } from './unruled-rows.ts';

/** In font sizes: pieces of a line that stand farther apart are cells of their own. */
const APART = 1;
/** Lines like that which may be chance: columns within a cell, a form. */
const FEW = 2;
/** Part of the cells with text that must be like that. */
const MANY = 0.15;

const hasGaps = (line: Line): boolean =>
  dotted(line) ||
  line.segments.some((segment, at) => {
    const left = line.segments[at - 1];
    return left !== undefined && gapAfter(left, segment) > APART * segment.fontSize;
  });

/** Characters of a sign or a word for yes and no. */
const SIGN = 3;

/** Several lines, each a number or a sign: rows that no rule parts. */
export function isStacked(lines: readonly Line[]): boolean {
  const numbers = lines.filter(
    ({ segments: [only, ...rest] }) =>
      only && rest.length === 0 && (isNumber(only.text) || only.text.length <= SIGN),
  );
  return numbers.length > 1;
}

/**
 * Whether the rules of a grid part all of its cells. They do not where only the head is boxed, where columns are ruled
 * and rows are not, or the other way round: alignment has to tell the rest.
 */
export function isFinished(grid: Grid, bands: readonly Filled[][], runs: readonly TextRun[]): boolean {
  const cells = bands.flat().map((cell) => tableLines(cell.runs));
  const filled = cells.filter((lines) => lines.length > 0);
  const wide = filled.filter((lines) => lines.filter(hasGaps).length > 0.5 * lines.length).flat();
  if (wide.length > FEW && wide.length >= MANY * filled.flat().length) return false;
  if (filled.filter(isStacked).length >= Math.max(1, MANY * filled.length)) return false;
  const below = edgeLines(grid, runs);
  return below < 2 || below < bands.length;
}
