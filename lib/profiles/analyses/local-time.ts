import { PermanentError } from '../../core/errors.ts';

const DAY_MS = 86_400_000;

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

/** Converts instants to a time zone. @throws PermanentError `time_zone_unknown` */
export function localTimes(timeZone: string): (ms: number) => LocalTime {
  const format = formatter(timeZone);
  return (ms) => {
    const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const local = ms + offsetMs(name);
    const day = Math.floor(local / DAY_MS);
    const date = dateOfDay(day);
    const weekday = (((day + 3) % 7) + 7) % 7;
    return { day, date, month: date.slice(0, 7), weekday, hour: new Date(local).getUTCHours() };
  };
}
