import { upperMedian } from '../../core/statistics.ts';
import { heightOf, middleX, middleY } from '../layout/boxes.ts';
import { whiteSpace } from '../layout/table-gaps.ts';
import { type Line, tableLines } from '../layout/table-lines.ts';
import type { Box, TextRun } from '../pdf/page.ts';
import { isCaption } from './head-size.ts';
import { isNumber } from './header.ts';
import type { Rule } from './rulings.ts';

// A table beside another, or beside running text: no columns of one table, however level their lines are.

/** In font sizes: white between the two. */
const WIDTH = 1;
/** Lines of each. */
const FEWEST = 3;
/** White rectangles that are looked at, the highest first; what is parted is parted again to this depth. */
const MOST = { white: 6, depth: 3 } as const;
/** Parts of the lines: with several pieces, that begin with words, that end with a number, that stand level. */
const CELLS = { several: 0.6, named: 0.7, numbers: 0.6, level: 0.85 } as const;
/** In points: how far text may reach over its rules, and how far they are above and below it. */
const TOUCH = 3;
const NEAR = 12;
/** Characters of a line and part of the lines that begin with a small letter, of running text. */
const RUNNING = { length: 30, going: 0.4 } as const;

const isWord = (text: string): boolean => /\p{L}{2}/u.test(text) && !isNumber(text);

const part = (lines: readonly Line[], matches: (line: Line) => boolean): number =>
  lines.filter(matches).length / Math.max(1, lines.length);

/** Lines of names and figures, below a caption or above a note: a table for itself. */
function isTable(lines: readonly Line[]): boolean {
  const several = lines.filter(({ segments }) => segments.length > 1);
  const [first, last] = [several[0], several.at(-1)];
  const within = first && last ? lines.indexOf(last) - lines.indexOf(first) + 1 : 0;
  if (several.length < FEWEST || several.length < CELLS.several * within) return false;
  const named = part(several, ({ segments }) => isWord(segments[0]?.text ?? ''));
  const numbers = part(several, ({ segments }) => isNumber(segments.at(-1)?.text ?? ''));
  return named >= CELLS.named && numbers >= CELLS.numbers;
}

function isRunning(lines: readonly Line[]): boolean {
  const texts = lines.map(({ segments }) => segments.map(({ text }) => text).join(' '));
  const going = texts.filter((text) => /^\p{Ll}/u.test(text)).length;
  const single = part(lines, ({ segments }) => segments.length === 1);
  const length = upperMedian(texts.map((text) => text.length));
  return (
    lines.length > FEWEST &&
    single > CELLS.several &&
    length >= RUNNING.length &&
    going >= RUNNING.going * lines.length
  );
}

const rowsOf = (lines: readonly Line[]): Line[] => lines.filter(({ segments }) => segments.length > 1);

const standsIn = ({ box }: Line, lines: readonly Line[]): boolean =>
  lines.some((line) => Math.abs(middleY(line.box) - middleY(box)) < 0.2 * heightOf(box));

/** Whether rows of both stand at other heights, or one of them goes on by several rows below the other. */
function areUneven(left: readonly Line[], right: readonly Line[]): boolean {
  const [few = [], many = []] = [rowsOf(left), rowsOf(right)].toSorted((a, b) => a.length - b.length);
  const off = few.filter((line) => !standsIn(line, many)).length;
  if (off >= Math.max(2, (1 - CELLS.level) * few.length)) return true;
  const end = few.at(-1)?.box.y1 ?? 0;
  const [beside, below] = [many.filter(({ box }) => box.y0 < end), many.filter(({ box }) => box.y0 >= end)];
  return below.length >= 2 && beside.every((line) => standsIn(line, few));
}

const leftmost = (lines: readonly Line[]): number => Math.min(...lines.map(({ box }) => box.x0));
const rightmost = (lines: readonly Line[]): number => Math.max(...lines.map(({ box }) => box.x1));

/** Heights at which a rule goes across all of the lines and no farther than the white beside them. */
function ownRules(lines: readonly Line[], { x0, x1 }: Pick<Box, 'x0' | 'x1'>, rules: readonly Rule[]) {
  const [left, right] = [leftmost(lines), rightmost(lines)];
  const [top, bottom] = [lines[0]?.box.y0 ?? 0, lines.at(-1)?.box.y1 ?? 0];
  return rules
    .filter(({ at }) => at > top - NEAR && at < bottom + NEAR)
    .filter(({ from, to }) => from <= left + TOUCH && to >= right - TOUCH && (to <= x1 || from >= x0))
    .map(({ at }) => at);
}

/** Whether each of two neighbours is ruled for itself: rules at two heights end at the white between them. */
function areRuledApart(left: readonly Line[], right: readonly Line[], rules: readonly Rule[]): boolean {
  const white = { x0: rightmost(left), x1: leftmost(right) };
  const others = ownRules(right, white, rules);
  const level = ownRules(left, white, rules).filter((at) => others.some((y) => Math.abs(y - at) <= TOUCH));
  return level.length >= 2;
}

/** Whether two neighbours are tables of their own, or one is and the other is running text. */
function areApart(left: readonly Line[], right: readonly Line[], rules: readonly Rule[]): boolean {
  const [one, other] = [isTable(left), isTable(right)];
  if (one && other && areRuledApart(rowsOf(left), rowsOf(right), rules)) return true;
  if (one && other) return [left, right].every((lines) => lines.some(isCaption)) || areUneven(left, right);
  return (one && isRunning(right)) || (other && isRunning(left));
}

const isCrossed = (gutter: Box, horizontal: readonly Rule[]): boolean =>
  horizontal.some(
    ({ at, from, to }) => at > gutter.y0 && at < gutter.y1 && from < gutter.x0 && to > gutter.x1,
  );

interface Parts {
  above: TextRun[];
  left: TextRun[];
  right: TextRun[];
  below: TextRun[];
}

function partsAt(gutter: Box, runs: readonly TextRun[]): Parts {
  const parts: Parts = { above: [], left: [], right: [], below: [] };
  for (const run of runs) {
    const y = middleY(run.box);
    if (y < gutter.y0) parts.above.push(run);
    else if (y > gutter.y1) parts.below.push(run);
    else (middleX(run.box) < middleX(gutter) ? parts.left : parts.right).push(run);
  }
  return parts;
}

/** The column in parts that are no one table; itself where it has none. */
export function besideEachOther(
  runs: readonly TextRun[],
  horizontal: readonly Rule[],
  depth = 0,
): TextRun[][] {
  const whole = [[...runs]];
  const legible = runs.filter(({ text }) => text.trim() !== '');
  if (depth >= MOST.depth || legible.length < 4 * FEWEST) return whole;
  const size = upperMedian(legible.map(({ fontSize }) => fontSize));
  const white = whiteSpace(
    legible.map(({ box }) => box),
    WIDTH * size,
    size,
  );
  for (const gutter of white.toSorted((a, b) => heightOf(b) - heightOf(a)).slice(0, MOST.white)) {
    if (isCrossed(gutter, horizontal)) continue;
    const { above, left, right, below } = partsAt(gutter, runs);
    if (!areApart(tableLines(left), tableLines(right), horizontal)) continue;
    const parts = [above, left, right, below].filter((each) => each.length > 0);
    return parts.flatMap((each) => besideEachOther(each, horizontal, depth + 1));
  }
  return whole;
}
