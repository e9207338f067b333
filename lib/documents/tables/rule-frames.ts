import { middleX, middleY, widthOf } from '../layout/boxes.ts';
import type { Line } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { isCaption } from './head-size.ts';
import { levelsOf } from './row-bands.ts';
import type { Rule } from './rulings.ts';

/** Points: how far the ends of rules of one table may be apart. */
const ENDS = 3;
/** Part of the rules' width from which a line of one piece is running text. */
const WIDE = 0.6;
/** The same of a line of two pieces, parted by a wide space. */
const FULL = 0.9;
/** Points of white between two rules from which they belong to two tables. */
const APART = 40;
/** Height between two rules, in that of the row before, up to which a name alone is a row. */
const NAMED = 1.6;

/** Rules of the same ends, from top to bottom. */
export function sameEnds(horizontal: readonly Rule[]): Rule[][] {
  const groups: Rule[][] = [];
  for (const level of levelsOf(horizontal)) {
    const from = Math.min(...level.map((rule) => rule.from));
    const to = Math.max(...level.map((rule) => rule.to));
    const at = level[0]?.at ?? 0;
    const group = groups.findLast(
      ([first]) => first && Math.abs(first.from - from) < ENDS && Math.abs(first.to - to) < ENDS,
    );
    if (group) group.push({ at, from, to });
    else groups.push([{ at, from, to }]);
  }
  return groups;
}

const linesBetween = (upper: Rule, lower: Rule, lines: readonly Line[]): Line[] =>
  lines.filter(({ box }) => {
    const y = middleY(box);
    return y > upper.at && y < lower.at && middleX(box) > upper.from && middleX(box) < upper.to;
  });

/** Whether one line of one piece stands between two rules, and it is no caption. */
function holdsName(upper: Rule, lower: Rule, lines: readonly Line[]): boolean {
  const [only, ...more] = linesBetween(upper, lower, lines);
  return only !== undefined && more.length === 0 && only.segments.length === 1 && !isCaption(only);
}

/** Whether what stands between two rules can be rows of a table: cells, not a caption or running text. */
function holdsRows(upper: Rule, lower: Rule, lines: readonly Line[]): boolean {
  const within = linesBetween(upper, lower, lines);
  if (within.length === 0) return lower.at - upper.at < APART;
  const width = upper.to - upper.from;
  const running = within.some(({ segments }) => {
    const filled = segments.reduce((sum, { box }) => sum + widthOf(box), 0);
    return segments.length < 3 && filled > (segments.length === 1 ? WIDE : FULL) * width;
  });
  return !running && within.some(({ segments }) => segments.length > 1);
}

/** The areas between rules of one table, from top to bottom. */
function framesBetween(rules: readonly Rule[], lines: readonly Line[]): Box[] {
  const frames: Box[] = [];
  let open: Box | null = null;
  let high = 0;
  for (const [index, lower] of rules.slice(1).entries()) {
    const upper = rules[index] ?? lower;
    const own = lower.at - upper.at;
    if (!holdsRows(upper, lower, lines)) {
      // A row with a name alone is one of the table if rows go on below it.
      if (own > NAMED * high || !holdsName(upper, lower, lines)) open = null;
      continue;
    }
    high = own;
    if (open) open.y1 = lower.at;
    else {
      open = { x0: upper.from, x1: upper.to, y0: upper.at, y1: lower.at };
      frames.push(open);
    }
  }
  return frames;
}

/** Areas between rules of the same ends that hold rows and nothing else: each is part of one table. */
export const ruleFrames = (horizontal: readonly Rule[], lines: readonly Line[]): Box[] =>
  sameEnds(horizontal).flatMap((group) => framesBetween(group, lines));

function isWithin({ box }: Line, frame: Box): boolean {
  const [x, y] = [middleX(box), middleY(box)];
  return x > frame.x0 && x < frame.x1 && y > frame.y0 && y < frame.y1;
}

/** Whether two lines are within one of the areas. */
export const areFramed = (frames: readonly Box[], upper: Line, lower: Line): boolean =>
  frames.some((frame) => isWithin(upper, frame) && isWithin(lower, frame));

/** Whether a line is the first below one of the areas. */
export const leavesFrame = (frames: readonly Box[], last: Line, line: Line): boolean =>
  frames.some((frame) => isWithin(last, frame) && middleY(line.box) > frame.y1);
