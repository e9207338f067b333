import { widthOf } from '../layout/boxes.ts';
import { placeOf } from '../layout/table-columns.ts';
import { CELL_LINES, emOf, type Line, type Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { anchoredRows } from './anchored-rows.ts';
import { LEADER } from './cells.ts';
import { isNumber } from './header.ts';
import { sentenceRows } from './sentence-rows.ts';
import { brokenOnPurpose } from './wrap.ts';

/** Least difference, in em, between the gaps within cells and those between rows. */
const JUMP = 0.3;
/** How the rest of a wrapped text begins. */
const STARTS_SMALL = /^[\p{Ll}(&]/u;
/** Shorter text is not worth wrapping. */
const LONG = 12;

/** Characters of a first line above its row: what is shorter may name what is below. */
const BEGUN = 20;

/** Part of a cell's width that a line and the next word would have taken, below which the break is none of one text. */
const ROOM = 0.65;

type Filled = Map<number, Segment>;

function filledOf(line: Line, columns: readonly Box[]): Filled {
  return new Map(line.segments.map((segment) => [placeOf(segment.box, columns).first, segment]));
}

/** Gap from each line to the lowest above it, in font sizes; infinite for the first. */
export function gapsOf(lines: readonly Line[]): number[] {
  let bottom = Number.NEGATIVE_INFINITY;
  return lines.map((line) => {
    const gap = (line.box.y0 - bottom) / Math.max(1, emOf(line));
    bottom = Math.max(bottom, line.box.y1);
    return gap;
  });
}

/** The gap that separates lines of one cell from rows, if the gaps fall into two kinds. */
export function thresholdOf(gaps: readonly number[]): number | null {
  const sorted = gaps.filter(Number.isFinite).toSorted((a, b) => a - b);
  let best: { jump: number; at: number } | null = null;
  for (const [index, gap] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined || gap > CELL_LINES.smallerKind) break;
    if (next - gap >= Math.max(JUMP, best?.jump ?? 0)) best = { jump: next - gap, at: (gap + next) / 2 };
  }
  return best?.at ?? null;
}

/** Whether this line can continue the line above it, in every column that both fill. */
function goesOn(upper: Filled, lower: Filled, columns: readonly Box[]): boolean {
  for (const [col, segment] of lower) {
    const over = upper.get(col);
    const width = widthOf(columns[col] ?? segment.box);
    const numbers = over !== undefined && isNumber(over.text) && isNumber(segment.text);
    const ends = over !== undefined && (numbers || LEADER.test(over.text));
    if (over && (ends || brokenOnPurpose(over, segment, width))) return false;
  }
  const figures = [...lower.values()].filter(({ text }) => isNumber(text)).length;
  if (lower.size < columns.length || (upper.size < columns.length && 2 * figures < lower.size)) return true;
  return [...upper.values()].every((segment) => segment.text.length >= LONG);
}

/** Whether some cell of the line begins with a capital though it would have had much room on the line above. */
function beginsAnew(upper: Filled, lower: Filled, columns: readonly Box[]): boolean {
  if (upper.size < 2 || lower.size < 2) return false;
  return [...lower].some(([col, segment]) => {
    const over = upper.get(col);
    const width = widthOf(columns[col] ?? segment.box);
    return over && /^\p{Lu}/u.test(segment.text) && brokenOnPurpose(over, segment, ROOM * width);
  });
}

/** If gaps tell nothing: less filled than the row, nothing new begun, and long text above to continue. */
function seemsToGoOn(upper: Filled, lower: Filled, columns: readonly Box[]): boolean {
  if (lower.size >= upper.size || (lower.has(0) && lower.size > 1)) return false;
  const [over, rest] = [upper.get(0), lower.get(0)];
  if (over && rest && !isRest(over, rest)) return false;
  const long = [...lower.keys()]
    .map((col) => upper.get(col))
    .every((segment) => segment !== undefined && segment.text.length >= LONG);
  return long && goesOn(upper, lower, columns);
}

/** A first cell too long to stand beside the others: alone on its line, above a line that goes on with it or has none. */
function hangs(upper: Filled, lower: Filled): boolean {
  if (upper.size !== 1 || !upper.has(0) || lower.size === 0) return false;
  return !lower.has(0) || (lower.size > 1 && STARTS_SMALL.test(lower.get(0)?.text ?? ''));
}

/** Cells wrapped above the foot of their row, where its figures stand: all of them go on on the next line. */
function standsOnFoot(upper: Filled, lower: Filled, columns: readonly Box[]): boolean {
  if (!upper.has(0) || upper.size < 2 || lower.size <= upper.size) return false;
  const figures = [...lower].filter(([col]) => !upper.has(col)).map(([, { text }]) => text);
  if (![...upper.keys()].every((col) => lower.has(col)) || !figures.some(isNumber)) return false;
  const shared = [...upper].flatMap(([col, over]) => {
    const rest = lower.get(col);
    return rest ? [{ over, rest, width: widthOf(columns[col] ?? over.box) }] : [];
  });
  const isText = shared.every(({ over, rest, width }) => {
    return !isNumber(over.text) && !brokenOnPurpose(over, rest, width);
  });
  return isText && shared.some(({ rest }) => STARTS_SMALL.test(rest.text));
}

/** A wrapped cell right of the first that cannot go on the row above it and fills its width: its row ends below. */
function beginsAbove(before: Filled, upper: Filled, lower: Filled, columns: readonly Box[]): boolean {
  if (upper.has(0) || upper.size === 0 || lower.size <= upper.size || !lower.has(0)) return false;
  return [...upper].every(([col, over]) => {
    const [earlier, rest] = [before.get(col), lower.get(col)];
    const width = widthOf(columns[col] ?? over.box);
    const apart = !earlier || brokenOnPurpose(earlier, over, width);
    return (
      apart &&
      rest &&
      over.text.length >= BEGUN &&
      !isNumber(over.text) &&
      !isNumber(rest.text) &&
      !brokenOnPurpose(over, rest, width)
    );
  });
}

/** Whether a first cell that is alone on its line goes on with the one above; otherwise it names the rows below. */
function isRest(upper: Segment, lower: Segment): boolean {
  if (upper.bold !== lower.bold) return false;
  return STARTS_SMALL.test(lower.text) || lower.box.x0 > upper.box.x0 + 0.5 * lower.fontSize;
}

/** A third line of a cell: like the second, in the same column and no other, and not the first column. */
function keepsOn(upper: Filled, lower: Filled): boolean {
  const [col = 0] = lower.keys();
  return lower.size === 1 && upper.size === 1 && col > 0 && upper.has(col);
}

/** Which lines continue the row above: by the gaps if these tell it, otherwise by what is filled. */
function continued(lines: readonly Line[], columns: readonly Box[]): boolean[] {
  const filled = lines.map((line) => filledOf(line, columns));
  const pairs = filled.map((lower, index) => ({ lower, upper: filled[index - 1] ?? new Map() }));
  const gaps = gapsOf(lines);
  const threshold = thresholdOf(gaps.slice(1));
  if (threshold !== null) {
    const near = gaps.map((gap, index) => {
      const { upper = new Map(), lower = new Map() } = pairs[index] ?? {};
      return index > 0 && gap < threshold && !beginsAnew(upper, lower, columns);
    });
    const likely = pairs.filter(({ upper, lower }, i) => near[i] && goesOn(upper, lower, columns)).length;
    if (likely >= 0.5 * near.filter(Boolean).length) return near;
  }
  const begun = sentenceRows(lines, columns);
  if (begun) return begun.map((begins) => !begins);
  const anchored = anchoredRows(filled, columns, gaps);
  if (anchored) return anchored;
  const found: boolean[] = [];
  for (const [index, { upper, lower }] of pairs.entries()) {
    const before = filled[index - 2] ?? new Map();
    const third = found[index - 1] === true && keepsOn(upper, lower) && goesOn(upper, lower, columns);
    found.push(
      index > 0 &&
        (third ||
          hangs(upper, lower) ||
          standsOnFoot(upper, lower, columns) ||
          beginsAbove(before, upper, lower, columns) ||
          seemsToGoOn(upper, lower, columns)),
    );
  }
  return found;
}

/** Lines grouped into rows: a row of a table with wrapped cells has several. */
export function rowsOf(lines: readonly Line[], columns: readonly Box[]): Line[][] {
  const goOn = continued(lines, columns);
  const rows: Line[][] = [];
  for (const [index, line] of lines.entries()) {
    const row = rows.at(-1);
    if (row && goOn[index]) row.push(line);
    else rows.push([line]);
  }
  return rows;
}
