import { above } from '../layout/table-columns.ts';
import { aligned, type Line, tableLines } from '../layout/table-lines.ts';
import type { TextRun } from '../pdf/page.ts';

/** Part of the pieces of two lines that stand one above the other, from which they have the same columns. */
const ALIKE = 0.7;

/** Whether most pieces of two lines stand one above one. */
export function alike(upper: Line, lower: Line): boolean {
  if (aligned(upper, lower)) return true;
  const one = lower.segments.filter(
    ({ box }) => upper.segments.filter((each) => above(each.box, box)).length === 1,
  );
  return one.length >= ALIKE * Math.max(upper.segments.length, lower.segments.length);
}

/** Whether what two columns of text end and begin with are rows of cells that stand one above one. */
export function haveSameColumns(last: readonly TextRun[], first: readonly TextRun[]): boolean {
  const [upper] = tableLines(last);
  const [lower] = tableLines(first);
  if (!upper || !lower || upper.segments.length < 2 || lower.segments.length < 2) return false;
  return alike(upper, lower);
}
