import { counted, number } from '../words/count.ts';

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });
const DAY_AND_TIME = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A share from 0 to 1: "7 %", "below 1 %". */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  return whole === 0 && share > 0 ? 'below 1 %' : `${whole} %`;
}

/** Bytes as people read them. */
export function bytes(value: number): string {
  if (value < 1_000) return counted(value, 'byte');
  const [size, unit] = value < 1_000_000 ? [value / 1_000, 'KB'] : [value / 1_000_000, 'MB'];
  return `${size < 10 ? size.toFixed(1) : number(Math.round(size))} ${unit}`;
}

/** The English name of a BCP 47 tag; the tag itself if it has none. */
export function languageName(tag: string): string {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}

/** An instant in the reader's time zone. @param iso ISO 8601 */
export const dayAndTime = (iso: string): string => DAY_AND_TIME.format(new Date(iso));

/** "a", "a and b", "a, b and c". */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
