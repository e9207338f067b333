import { instantOf, readInstant } from '../read-instant.ts';

/** Minutes east of UTC. RFC 822, section 5, and what else feeds name; any other name is read as UTC (RFC 5322, 4.3). */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...([
    ['EST', -300],
    ['EDT', -240],
    ['CST', -360],
    ['CDT', -300],
  ] as const),
  ...([
    ['MST', -420],
    ['MDT', -360],
    ['PST', -480],
    ['PDT', -420],
  ] as const),
  ...([
    ['WEST', 60],
    ['BST', 60],
    ['CET', 60],
    ['MEZ', 60],
    ['CEST', 120],
    ['MESZ', 120],
  ] as const),
  ...([
    ['EET', 120],
    ['EEST', 180],
    ['MSK', 180],
    ['JST', 540],
    ['AEST', 600],
    ['AEDT', 660],
  ] as const),
]);

/** Month by how its name begins without accents: English, and what some systems write in their own language. */
const MONTHS: readonly [RegExp, number][] = [
  [/^(jan|ene)/, 0],
  [/^fe[bv]/, 1],
  [/^(mar|mae|mrz)/, 2],
  [/^a[pbv]r/, 3],
  [/^ma[yi]/, 4],
  [/^(jun|juin|giu)/, 5],
  [/^(jul|juil|lug)/, 6],
  [/^(aug|ago|aou)/, 7],
  [/^(sep|set)/, 8],
  [/^o[ck]t/, 9],
  [/^nov/, 10],
  [/^(de[cz]|dic)/, 11],
];

const TIME = '(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:\\.\\d+)?)?';
const ZONE = '(?<zone>[+-]\\d{1,2}:?\\d\\d|[a-z]{1,5}(?:[+-]\\d{1,2}:?\\d\\d)?)?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const MONTH = '(?<month>\\p{L}{3,12})\\.?';
const YEAR = '(?<year>\\d{4}|\\d\\d)';
const FORMS = [
  // RFC 822: `Tue, 3 Jun 2003 09:39:21 GMT`, its weekday in any language.
  `^(?:[^\\d,]{1,20},?\\s*)?${DAY}[\\s-]+${MONTH}[\\s-]+${YEAR}(?:,?\\s+${TIME}\\s*${ZONE})?(?:\\s*\\(.*\\))?$`,
  // C, and how people write: `Thu Jun 3 09:39:21 UTC 2003`, `June 3, 2003 09:39:21`.
  `^(?:[^\\d,]{1,20},?\\s+)?${MONTH}\\s+${DAY},?\\s+${TIME}\\s*${ZONE}\\s+${YEAR}$`,
  `^(?:\\p{L}{3,12},?\\s+)?${MONTH}\\s+${DAY},?\\s+${YEAR}(?:,?\\s+${TIME}\\s*${ZONE})?$`,
  // W3C's note on ISO 8601, and its basic form.
  `^(?<year>\\d{4})-?(?<number>\\d\\d)-?(?<day>\\d\\d)(?:[t\\s]+(?<hour>\\d\\d):?(?<minute>\\d\\d)(?::?(?<second>\\d\\d)(?:\\.\\d+)?)?\\s*${ZONE})?$`,
  '^(?<year>\\d{4})-(?<number>\\d\\d)$',
].map((form) => new RegExp(form, 'iu'));

/** A moment of a feed, ISO 8601 in UTC. */
export interface FeedDate {
  at: string;
  /** False for a day alone, which begins at midnight UTC. */
  hasTime: boolean;
}

type Parts = Readonly<Record<string, string | undefined>>;

function yearOf(written: string): number {
  const year = Number(written);
  if (written.length > 2) return year;
  return year < 70 ? 2_000 + year : 1_900 + year;
}

function monthNamed(written: string): number {
  const bare = written.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return MONTHS.find(([beginning]) => beginning.test(bare))?.[1] ?? -1;
}

function minutesEast(zone = ''): number {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{1,2}):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return ZONES.get(zone.toUpperCase()) ?? 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function fromParts({ year = '', month = '', number, day = '1', hour, minute, second, zone }: Parts) {
  const inYear = number === undefined ? monthNamed(month) : Number(number) - 1;
  const [h, m, s] = [hour, minute, second].map((each) => Number(each ?? 0));
  if (inYear < 0 || inYear > 11 || h === undefined || h > 24 || m === undefined || m > 59) return null;
  const midnight = Date.UTC(yearOf(year), inYear, Number(day));
  if (new Date(midnight).getUTCDate() !== Number(day)) return null;
  const at = instantOf(midnight + ((h * 60 + m - minutesEast(zone)) * 60 + Math.min(s ?? 0, 59)) * 1_000);
  return at === null ? null : { at, hasTime: hour !== undefined };
}

/**
 * Reads a date in any form that feeds have: RFC 822 with all its liberties, ISO 8601 whole or in part, `ctime`.
 * @returns null where it is none, or no day of the calendar
 */
export function readFeedDate(written: string | null): FeedDate | null {
  const text = written?.replace(/\s+/g, ' ').trim() ?? '';
  if (text === '' || text.length > 64) return null;
  const exact = readInstant(text);
  if (exact !== null) return { at: exact, hasTime: true };
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts) return fromParts(parts);
  }
  return null;
}
