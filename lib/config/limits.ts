import { type Limits, NO_LIMITS, USUAL_LIMITS } from '../access/limits.ts';
import type { Gathered } from './gathered.ts';
import { type Reader, refused, taken } from './reading.ts';

/** Stands for no limit, which a reader cannot give as null. */
const NONE = 0;
const NONE_WORDS = /^(?:0|none|off|unlimited)$/i;

const BYTES: Readonly<Record<string, number>> = {
  ...{ b: 1, byte: 1, bytes: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 },
  ...{ kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 },
};

/** `600`, `1,000,000`, `none`; of bytes also `5 GB`. */
const NUMBER = /^\+?(\d{1,3}(?:[,_ ']\d{3})+|\d+)\s*([a-z]*)$/i;

interface Kind {
  /** In the plural. */
  what: string;
  most: number;
  units?: Readonly<Record<string, number>>;
}

function amountOf(text: string, units: Readonly<Record<string, number>>): number | null {
  const [, digits, unit = ''] = NUMBER.exec(text) ?? [];
  const factor = unit === '' ? 1 : units[unit.toLowerCase()];
  return digits === undefined || factor === undefined ? null : Number(digits.replaceAll(/\D/g, '')) * factor;
}

function limitOf({ what, most, units = {} }: Kind): Reader<number> {
  const remedy = `Set it to a whole number of ${what} from 1 to ${most}, or to none.`;
  return (text) => {
    if (NONE_WORDS.test(text)) return taken(NONE, text === 'none' ? [] : ['was read as none: no limit']);
    const value = amountOf(text, units);
    if (value === null) return refused(`is not a whole number of ${what}`, remedy);
    if (!Number.isSafeInteger(value) || value < 1 || value > most)
      return refused(`is not between 1 and ${most}`, remedy);
    return taken(value, text === String(value) ? [] : [`was read as ${value} ${what}`]);
  };
}

/** What fits into a column of whole numbers. */
const MOST = 2_000_000_000;

/** What an owner without limits of its own may use. Off Vercel nothing is limited unless a variable says so. */
export function readLimits({ read, onVercel }: Gathered): Limits {
  const usual = onVercel ? USUAL_LIMITS : NO_LIMITS;
  const given = {
    requestsPerMinute: read('REQUESTS_PER_MINUTE', limitOf({ what: 'requests', most: 1_000_000 })),
    unfinishedJobs: read('UNFINISHED_JOBS', limitOf({ what: 'jobs', most: MOST })),
    stepsPerDay: read('STEPS_PER_DAY', limitOf({ what: 'steps', most: MOST })),
    storedBytes: read('STORED_BYTES', limitOf({ what: 'bytes', most: 1e15, units: BYTES })),
  };
  const of = (name: keyof Limits): number | null =>
    given[name] === undefined ? usual[name] : given[name] || null;
  return {
    requestsPerMinute: of('requestsPerMinute'),
    unfinishedJobs: of('unfinishedJobs'),
    stepsPerDay: of('stepsPerDay'),
    storedBytes: of('storedBytes'),
  };
}
