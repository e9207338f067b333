import { withoutNoteMark } from '../text/raised-letters.ts';
import type { Cell } from './table.ts';

const NUMBER = /^[([]?[-+−–]?\s?[$€£¥₹]?\s?[-+−–]?\d[\d.,'’\s]*(%|‰|[a-zµ°€$£]{1,3})?[)\]]?$/i;

/** A number with its sign, currency, percent or short unit; dates and versions too. */
export const isNumber = (text: string): boolean => NUMBER.test(withoutNoteMark(text.trim()));

const YEAR = /^(19|20)\d\d([-–/]\d\d(\d\d)?)?\*?$/;
/** A year, or two: it names columns and rows more often than it is a value. */
export const isYear = (text: string): boolean => YEAR.test(text);

const texts = (row: readonly Cell[]): Cell[] => row.filter((cell) => cell.text !== '');

/** Mostly numbers below the first row, and none in it. */
function overNumbers(rows: readonly Cell[][]): boolean {
  const [first = [], ...rest] = rows;
  if (texts(first).some((cell) => isNumber(cell.text))) return false;
  const width = Math.max(...rows.map((row) => row.length));
  for (let col = 0; col < width; col++) {
    const below = rest.map((row) => row[col]?.text ?? '').filter((text) => text !== '');
    if (below.length >= 2 && below.filter(isNumber).length >= 0.7 * below.length) return true;
  }
  return false;
}

/** Whether the first row names the columns: bold when the others are not, or words over columns of numbers. */
export function hasHeader(rows: readonly Cell[][], bold: readonly boolean[]): boolean {
  const [first] = rows;
  if (!first || rows.length < 2 || texts(first).length < 2) return false;
  const boldBelow = bold.slice(1).filter(Boolean).length;
  if (bold[0] && boldBelow < 0.5 * (rows.length - 1)) return true;
  return overNumbers(rows);
}

/** What a table tells of its header: whether it has one, and of how many rows. A cell that spans rows takes all. */
export function headerOf(
  rows: readonly Cell[][],
  bold: readonly boolean[],
): { header: boolean; headerRows: number } {
  const [first = []] = rows;
  const deep = Math.max(1, ...first.map((cell) => cell.rowSpan));
  const spanned = first.some((cell) => cell.colSpan > 1);
  const body = spanned ? rows.slice(deep - 1) : rows;
  const header = hasHeader(rows, bold) || (body.length > 1 && hasHeader(body, bold.slice(deep - 1)));
  return { header, headerRows: header ? (spanned ? deep : 1) : 0 };
}
