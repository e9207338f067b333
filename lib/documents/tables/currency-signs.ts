import { gapAfter, joinedWhere, type Line, lineOf } from '../layout/table-lines.ts';
import { isNumber } from './header.ts';

// Statements of accounts set the currency at the left of a column and the amount at its right: one cell.

const SIGN = /^(?:\p{Sc}|(?:US|A|C|NZ|HK)\$)$/u;
/** What stands for an amount that there is none of. */
const NONE = /^[-–—]{1,3}$/;
/** In font sizes: width of a column of amounts. */
const WIDEST = 14;

/** The line, each currency sign that stands alone joined with the amount right of it. */
export function withSigns(line: Line): Line {
  if (!line.segments.some(({ text }) => SIGN.test(text))) return line;
  return lineOf(
    joinedWhere(
      line.segments,
      (left, right) =>
        SIGN.test(left.text) &&
        (isNumber(right.text) || NONE.test(right.text)) &&
        gapAfter(left, right) <= WIDEST * right.fontSize,
    ),
  );
}
