import { nameOf } from './names.ts';

/** `posts_per_week` as "Posts a week", or as its words where it has no other name. */
export function labelOf(name: string): string {
  const known = nameOf(name);
  if (known !== null) return known;
  const words = name.replaceAll('_', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const withCommas = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, ',');

/** Formats fractions with three significant digits, and whole numbers with commas from 1,000. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const near = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return Number.isSafeInteger(near) && Math.abs(near) >= 1_000 ? withCommas(String(near)) : String(near);
}

/** Whether a value from 0 to 1 is a share, judging by its name. */
export const isShare = (name: string, value: unknown): value is number =>
  /(^|_)share(_|$)/.test(name) && typeof value === 'number' && value >= 0 && value <= 1;

/** With a narrow space that no line breaks at. */
export const percent = (share: number): string => `${figure(share * 100)}\u202f%`;

/** With a minus sign instead of a hyphen. */
export const signed = (value: number): string => figure(value).replace('-', '−');

/** Where the middle half lies: "between 2 and 5", or "2" if both ends are one. */
export const middleHalf = (low: string, high: string): string =>
  low === high ? low : `between ${low} and ${high}`;

/** "1 post", "2 posts". */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${figure(number)} ${number === 1 ? one : many}`;

/** Formats ISO 8601 as "2024-06-03 02:00:00 UTC"; leaves other text unchanged. */
export const instant = (iso: string): string =>
  iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/, '$1 $2 UTC');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** "2024-06-03…" as "3 June 2024", "2024-06" as "June 2024"; leaves other text unchanged. */
export function day(iso: string): string {
  const match = /^(\d{4})-(\d\d)(?:-(\d\d))?(?:T[\d:.]+Z)?$/.exec(iso);
  if (match === null) return iso;
  const [, year = '', month = '', date] = match;
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return iso;
  return date === undefined ? `${name} ${year}` : `${Number(date)} ${name} ${year}`;
}

/** Hours as people count them: "40 minutes", "7 hours", "3.5 days". */
export function duration(hours: number): string {
  if (hours < 1) return count(Math.round(hours * 60), 'minute');
  if (hours < 48) return count(Number(hours.toFixed(1)), 'hour');
  return count(Number((hours / 24).toFixed(1)), 'day');
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** The English name of a BCP 47 tag; the tag itself if it has none. */
export function language(tag: string): string {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}
