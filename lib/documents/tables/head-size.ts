import { around, heightOf, middleY, widthOf } from '../layout/boxes.ts';
import { placeOf, tableColumns } from '../layout/table-columns.ts';
import type { Line } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { isNumber, isYear } from './header.ts';
import { levelsOf } from './row-bands.ts';
import { gapsOf, thresholdOf } from './rows.ts';
import type { Rule } from './rulings.ts';
import { brokenOnPurpose } from './wrap.ts';

/** Lines that a heading takes at most: two levels of three or four lines each. */
const MOST = 9;
/** Part of its height by which a line reaches into the one above where headings are set half-way down. */
const INTERLEAVED = 0.3;
/** Part of the table's width that rules at one height must cover to go across it. */
const ACROSS = 0.6;
/** Part of the width by which they may be short of each side; a rule under some headings leaves a column out. */
const EDGE = 0.05;
/** Part of a column's filled places that are numbers, to call it one of numbers. */
const NUMBERS = 0.6;
/** What stands for a number that there is none of. */
const NONE = /^[-–—.:*xX…]{1,3}$|^\(?(n\.?a\.?|[a-z])\)?$/i;

/** What rates are given for, or values counted in. */
const BASE = /^\(?[$€£¥]?\s?1(0|[,.\s]?000)+\s?[$€£¥]?\)?$/;

const isValue = (text: string): boolean => isNumber(text) && !isYear(text);

/** Heights of rules across most of the table that lie between its lines, as the number of lines above each. */
function rulesAcross(lines: readonly Line[], horizontal: readonly Rule[]): number[] {
  const box = around(lines.map((line) => line.box));
  return levelsOf(horizontal).flatMap((level) => {
    const covered = level.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(to, box.x1) - Math.max(from, box.x0)),
      0,
    );
    const at = level[0]?.at ?? 0;
    const over = lines.filter((line) => middleY(line.box) < at).length;
    const near = at > box.y0 - 20 && at < box.y1 + 20;
    const [from, to] = [
      Math.min(...level.map((rule) => rule.from)),
      Math.max(...level.map((rule) => rule.to)),
    ];
    const ends = from < box.x0 + EDGE * widthOf(box) && to > box.x1 - EDGE * widthOf(box);
    return near && ends && covered >= ACROSS * widthOf(box) ? [over] : [];
  });
}

/** Lines up to the most that a head takes; those that interleave with the line above count as one with it. */
function mostLines(lines: readonly Line[]): number {
  let taken = 0;
  const end = lines.findIndex(({ box }, at) => {
    const above = lines[at - 1]?.box;
    if (!above || above.y1 - box.y0 < INTERLEAVED * heightOf(box)) taken += 1;
    return taken > MOST;
  });
  return end < 0 ? lines.length : end;
}

function numericColumns(lines: readonly Line[], columns: readonly Box[]): Set<number> {
  const all = columns.map(() => ({ filled: 0, numbers: 0 }));
  for (const { box, text } of lines.flatMap((line) => line.segments)) {
    const count = all[placeOf(box, columns).first];
    if (!count || NONE.test(text)) continue;
    count.filled += 1;
    if (isNumber(text)) count.numbers += 1;
  }
  return new Set(
    all.flatMap(({ filled, numbers }, at) => (numbers > 1 && numbers >= NUMBERS * filled ? [at] : [])),
  );
}

/** Whether a line holds values in columns of values: one among words is part of a name, such as `per 100,000`. */
function holdsValues(line: Line, columns: readonly Box[], numeric: ReadonlySet<number>): boolean {
  const within = line.segments.filter(
    ({ box, text }) => numeric.has(placeOf(box, columns).first) && !NONE.test(text),
  );
  const isWorded = line.segments.some(
    ({ box, text }) => placeOf(box, columns).first > 0 && !isNumber(text) && !NONE.test(text),
  );
  const values = within.filter(({ text }) => isValue(text) && !(isWorded && BASE.test(text))).length;
  return values > 0 && 2 * values >= within.length;
}

const isBold = (line: Line): boolean => line.segments.every(({ bold }) => bold);

function boldLines(lines: readonly Line[]): number {
  const found = lines.findIndex((line) => !isBold(line));
  const rest = lines.slice(found);
  return found > 0 && rest.filter(isBold).length < 0.3 * rest.length ? found : 0;
}

/** Whether a line is one piece that stands left of what the line above has in other columns. */
const isName = (line: Line | undefined, before: Line | undefined): boolean =>
  line?.segments.length === 1 &&
  line.box.x0 < (before?.segments[1]?.box.x0 ?? 0) &&
  line.box.x1 < (before?.segments[1]?.box.x1 ?? 0);

/**
 * Without what stands above the first values but begins the rows: a line of one piece that names those below, or a name
 * that goes on down to its values, each line of it too long for the next word.
 */
function withoutNames(lines: readonly Line[], size: number, columns: readonly Box[]): number {
  const heads = lines.slice(0, size).findLastIndex(({ segments }) => segments.length > 1);
  const names = lines.slice(heads + 1, size);
  if (heads < 0 || names.length === 0 || !names.every((line) => isName(line, lines[heads]))) return size;
  const width = widthOf(columns[0] ?? around(names.map(({ box }) => box)));
  const goesOn = names.every((line, at) => {
    const [over, below] = [line.segments[0], (names[at + 1] ?? lines[size])?.segments[0]];
    return over && below && !brokenOnPurpose(over, below, width);
  });
  return names.length === 1 || goesOn ? heads + 1 : size;
}

const CAPTION =
  /^(?:\p{L}+\s)?(table|figure|chart|tab\.|fig\.|tabelle|tableau|abbildung|cuadro|box|graph)\s*[\dIVX]+[\d.]*(?![\p{L}\d])/iu;

/** A line in brackets above the head, as `(In millions of dollars)`. */
const UNIT = /^\([^()]*\)$/;

/** Whether a line begins with the number of a table or figure. */
export const isCaption = ({ segments: [first] }: Line): boolean => CAPTION.test(first?.text ?? '');

/** Number of the first lines that belong to a caption or to text above the head, not to it. */
export function linesBeforeHead(head: readonly Line[], columns: readonly Box[]): number {
  const named = head.findIndex(
    ({ segments }) => segments.length > 1 && segments.length >= columns.length - 1,
  );
  return (
    1 +
    head.findLastIndex(({ segments: [first] }, at) => {
      if (!first) return false;
      const place = placeOf(first.box, columns);
      // Below the names of the columns stands a unit, or the name of the rows that follow.
      const above = named < 0 || at <= named;
      const isUnit = at < named && UNIT.test(first.text) && place.last > place.first;
      return CAPTION.test(first.text) || isUnit || (above && place.first === 0 && place.last > 0);
    })
  );
}

/** Lines that are rows for sure: those with several numbers, otherwise the lower half. */
function rowsBelow(lines: readonly Line[]): readonly Line[] {
  const several = lines.filter((line) => line.segments.length > 1);
  const numbers = several.filter(({ segments }) => segments.filter(({ text }) => isValue(text)).length > 1);
  return numbers.length > 1 ? numbers : several.slice(Math.floor(several.length / 2));
}

/** The first line of the row that holds the first values, which may stand at its foot, where gaps tell rows. */
function beforeRow(lines: readonly Line[], first: number): number {
  const gaps = gapsOf(lines);
  const threshold = thresholdOf(gaps.slice(1));
  if (threshold === null) return first;
  const start = gaps.findLastIndex((gap, at) => at <= first && gap >= threshold);
  return start > 0 ? start : first;
}

/**
 * The number of lines that name the columns: those above the first rule across the table if they hold no values,
 * otherwise those above the first line with values, otherwise bold ones.
 */
export function headLines(lines: readonly Line[], horizontal: readonly Rule[]): number {
  const columns = tableColumns(rowsBelow(lines));
  const numeric = numericColumns(lines, columns);
  const first = lines.findIndex((line) => holdsValues(line, columns, numeric));
  const longest = mostLines(lines);
  const most = Math.min(longest, first < 0 ? lines.length - 1 : first);
  const cuts = rulesAcross(lines, horizontal).filter((over) => over > 0 && over <= most);
  const cut = first < 0 ? cuts.at(0) : cuts.at(-1);
  if (cut !== undefined) return cut;
  // A row of totals right below the head may be bold as well.
  const bold = first > 0 ? Math.min(first, boldLines(lines)) : boldLines(lines);
  if (bold > 0 && bold <= longest) return bold;
  const size = beforeRow(lines, first);
  return first > 0 && size <= longest && numeric.size > 0 ? withoutNames(lines, size, columns) : 0;
}
