import type { Setting } from './beside-gutter.ts';
import { goesOn, isFilled, isList, isWorded, partTogether, pitchOf, sideBySide, wordsOf } from './strips.ts';

// What of the white space on a page parts columns: the text beside it reads down, not across.

/** In font sizes. */
const WIDTH = { least: 0.6, sure: 1.2, wide: 2 } as const;
/** Lines on both sides. */
export const LINES = { few: 2, block: 3, many: 5 } as const;
/** Part of a column's lines that begin at one of two places, flush or indented; in font sizes, how far off they are. */
const FLUSH = { part: 0.6, off: 0.3 } as const;
/** Changes of side a line: fewer are columns, more are lines drawn across them. */
const CELLS = { least: 0.25, most: 1.5 } as const;
/** Part of the rows that stand at the same height, below which they are no rows of a table. */
const LEVEL = 0.5;
/**
 * Parts of the rows of a form that are level, and that end as a label does; in font sizes, how far they are apart: less
 * where they hold so few words.
 */
const FIELDS = { level: 0.9, labels: 0.5, apart: 1.7, close: 1.25, words: 8 } as const;

/** Whether most lines after the white begin at two places, as those of a column do and words after a space do not. */
function isFlush({ left, right, size, rightToLeft }: Setting): boolean {
  const { rows } = rightToLeft ? left : right;
  const starts = rows.map(({ box }) => (rightToLeft ? -box.x1 : box.x0)).sort((a, b) => a - b);
  const counts: number[] = [];
  let at = Number.NEGATIVE_INFINITY;
  for (const start of starts) {
    if (start - at > FLUSH.off * size) {
      at = start;
      counts.push(0);
    }
    counts.push((counts.pop() ?? 0) + 1);
  }
  const [most = 0, second = 0] = counts.toSorted((a, b) => b - a);
  return most + second >= FLUSH.part * rows.length;
}

/** Whether the file's content draws one side and then the other. */
export const drawnApart = ({ changes, left, right }: Setting): boolean =>
  changes <= Math.max(1, 0.1 * Math.min(left.rows.length, right.rows.length));

/** Whether the file's content draws the rows of a table, each of them cell by cell and several lines high. */
function drawnInCells(setting: Setting): boolean {
  const { changes, lines } = setting;
  return !drawnApart(setting) && changes > CELLS.least * lines && changes < CELLS.most * lines;
}

/** Rows of a form, drawn across and each a sentence of its own: labels with what was filled in, or fields. */
function areFields(setting: Setting): boolean {
  const { changes, left, right, size, lines } = setting;
  if (changes < CELLS.most * lines || sideBySide(left, right) < FIELDS.level) return false;
  if (left.rows.filter(({ text }) => text.endsWith(':')).length >= FIELDS.labels * left.rows.length)
    return true;
  const isShort = wordsOf(left) <= FIELDS.words && wordsOf(right) <= FIELDS.words;
  const apart = isShort ? FIELDS.close : FIELDS.apart;
  return !goesOn(left) && !goesOn(right) && pitchOf(left) >= apart * size;
}

/** What makes few lines columns: sentences that go on, or text drawn one side after the other. */
function partsFew(setting: Setting): boolean {
  const { left, right, width, lines } = setting;
  if (width < WIDTH.sure) return false;
  if (goesOn(left) && goesOn(right)) return true;
  const isBesideLong = Math.max(left.rows.length, right.rows.length) >= LINES.many;
  return drawnApart(setting) && (isBesideLong || (lines >= LINES.block && width >= WIDTH.wide));
}

/** Columns of running text. */
function partsProse(setting: Setting): boolean {
  const { left, right, width, lines } = setting;
  if (!isFilled(left) || !isFilled(right)) return false;
  const worded = isWorded(left) && isWorded(right);
  if (!worded && !(lines >= LINES.many && drawnApart(setting))) return false;
  if (drawnInCells(setting) || partTogether(left, right) || areFields(setting)) return false;
  if (width < WIDTH.wide && !isFlush(setting)) return false;
  return lines >= LINES.many || partsFew(setting);
}

/** Columns of short lines, as in an index: the file draws them one after the other, or their lines are not level. */
function partsLists(setting: Setting): boolean {
  const { left, right, width, lines } = setting;
  if (lines < LINES.many || width < WIDTH.least || !isList(left) || !isList(right)) return false;
  return isFlush(setting) && (drawnApart(setting) || sideBySide(left, right) < LEVEL);
}

/** Whether columns of text, or of a list, stand on both sides. */
export function parts(setting: Setting): boolean {
  return setting.lines >= LINES.few && (partsProse(setting) || partsLists(setting));
}
