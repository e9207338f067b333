import { type Reader, refused, taken } from './reading.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds of each unit, with its plural. */
const UNITS: Readonly<Record<string, number>> = {
  ...{ ms: 1, msec: 1, millisecond: 1, milliseconds: 1 },
  ...{ s: SECOND, sec: SECOND, secs: SECOND, second: SECOND, seconds: SECOND },
  ...{ m: MINUTE, min: MINUTE, mins: MINUTE, minute: MINUTE, minutes: MINUTE },
  ...{ h: HOUR, hour: HOUR, hours: HOUR, d: DAY, day: DAY, days: DAY },
};

/** `120000`, `120,000`, `120_000`, `120 000`; with a unit `120s`, `30 days`. */
const NUMBER = /^\+?(\d{1,3}(?:[,_ ']\d{3})+|\d+)(?:\.0+)?\s*([a-z]*)$/i;

interface Kind {
  /** Milliseconds of what the variable counts; null if it counts things. */
  unitMs: number | null;
  what: string;
  most: number;
}

function amountOf(text: string, { unitMs }: Kind): number | null {
  const [, digits, unit = ''] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return null;
  const number = Number(digits.replaceAll(/\D/g, ''));
  if (unit === '') return number;
  const given = Object.hasOwn(UNITS, unit.toLowerCase()) ? UNITS[unit.toLowerCase()] : undefined;
  return given === undefined || unitMs === null ? null : (number * given) / unitMs;
}

function whole(kind: Kind, least: number): Reader<number> {
  const remedy = `Set it to a whole number of ${kind.what} from ${least} to ${kind.most}.`;
  return (text) => {
    const value = amountOf(text, kind);
    if (value === null || !Number.isSafeInteger(value))
      return refused(`is not a whole number of ${kind.what}`, remedy);
    if (value < least || value > kind.most)
      return refused(`is not between ${least} and ${kind.most}`, remedy);
    return taken(value, text === String(value) ? [] : [`was read as ${value} ${kind.what}`]);
  };
}

/** A timer cannot wait longer. */
const LONGEST_MS = 2 ** 31 - 1;

export const milliseconds = (least = 1): Reader<number> =>
  whole({ unitMs: 1, what: 'milliseconds', most: LONGEST_MS }, least);

export const days: Reader<number> = whole({ unitMs: DAY, what: 'days', most: 36_500 }, 1);

/** @param what in the plural, e.g. `attempts`. */
export const count = (what: string): Reader<number> => whole({ unitMs: null, what, most: 10_000 }, 1);
