import { PermanentError } from '../../core/errors.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** An instant in a time zone. */
export interface LocalTime {
  /** Local days since 1970-01-01. */
  day: number;
  /** YYYY-MM-DD */
  date: string;
  /** YYYY-MM */
  month: string;
  /** 0 is Monday. */
  weekday: number;
  /** 0 to 23. */
  hour: number;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    throw new PermanentError('time_zone_unknown', 'The time zone is not an IANA name.');
  }
}

/** `GMT`, `GMT+05:30`, `GMT-04:56:02` */
function offsetMs(name: string): number {
  const match = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name);
  if (match === null) return 0;
  const [, sign, hours, minutes, seconds] = match;
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -ms : ms;
}

export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Looks up each value once. */
function remembered<T>(of: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>();
  return (key) => {
    const found = known.get(key) ?? of(key);
    known.set(key, found);
    return found;
  };
}

/** The offset from UTC at an instant, in milliseconds. A day that begins and ends with one offset has no other. */
function offsetsOf(timeZone: string): (ms: number) => number {
  if (timeZone === 'UTC') return () => 0;
  const format = formatter(timeZone);
  const exact = (ms: number): number =>
    offsetMs(format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '');
  const atStart = remembered((day) => exact(day * DAY_MS));
  return (ms) => {
    const day = Math.floor(ms / DAY_MS);
    const offset = atStart(day);
    return offset === atStart(day + 1) ? offset : exact(ms);
  };
}

/** Converts instants to a time zone. @throws PermanentError `time_zone_unknown` */
export function localTimes(timeZone: string): (ms: number) => LocalTime {
  const offsetAt = offsetsOf(timeZone);
  const dates = remembered((day) => {
    const date = dateOfDay(day);
    return { date, month: date.slice(0, 7) };
  });
  return (ms) => {
    const local = ms + offsetAt(ms);
    const day = Math.floor(local / DAY_MS);
    const weekday = (((day + 3) % 7) + 7) % 7;
    const hour = Math.floor((local - day * DAY_MS) / HOUR_MS);
    return { day, ...dates(day), weekday, hour };
  };
}
