/**
 * Source of a pattern for a number as written, with the separators of any locale: `1,234.56`, `1.234,56`,
 * `1 234,56`, `1'234.56`, `12,34,567`. Takes all that belongs together, so that a number is never a part of another.
 */
export const NUMBER =
  "(?:\\d{1,3}(?: \\d{3}(?!\\d)){1,6}|\\d{1,3}(?:['’]\\d{3}){1,6}|\\d{1,15})(?:[.,]\\d{1,12}){0,7}(?![.,]?\\d)";

/** Groups of three, or as in India of two before the last three. */
const GROUPED = /^\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3})+)$|^\d{1,2}(?:,\d{2})+,\d{3}$/;

/** How a comma before three digits is read: `1,234` is a thousand among amounts, and may be 1.234 among others. */
export type LoneComma = 'thousands' | 'unknown';

/** One separator that stands once: a decimal one, unless three digits follow that may be a group. */
function withOneSeparator(whole: string, sign: string, rest: string, comma: LoneComma): number | null {
  const isGroup = rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (!isGroup) return Number(`${whole}.${rest}`);
  return sign === ',' && comma === 'thousands' ? Number(whole + rest) : null;
}

/**
 * The value of a number as `NUMBER` matches it. @returns null if it can be read in two ways (`1.234`), or in none
 * (`1,23.4`)
 */
export function readNumber(text: string, comma: LoneComma): number | null {
  const bare = text.replaceAll(/['’ ]/g, '');
  const spaced = bare.length < text.length;
  const separators = bare.match(/[.,]/g) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return Number(bare);
  const at = bare.lastIndexOf(last);
  const [whole, rest] = [bare.slice(0, at), bare.slice(at + 1)];
  if (separators.length === 1) {
    return spaced ? Number(`${whole}.${rest}`) : withOneSeparator(whole, last, rest, comma);
  }
  if (spaced) return null;
  const alike = separators.every((sign) => sign === separators[0]);
  const groups = alike ? bare : whole;
  const mixed = !alike && separators.slice(0, -1).some((sign) => sign === last);
  if (mixed || !GROUPED.test(groups)) return null;
  const digits = groups.replaceAll(/[.,]/g, '');
  return Number(alike ? digits : `${digits}.${rest}`);
}
