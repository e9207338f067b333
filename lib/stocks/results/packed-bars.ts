import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import type { DailyBars } from '../market/market.ts';
import { type Bytes, bytesFor, readColumn, readWhole, writeColumn, writeWhole } from './bar-columns.ts';
import { dayNumber, dayOf } from './day-number.ts';

const column = z.array(z.number());
const splitsSchema = z.array(z.object({ date: z.string(), ratio: z.number() }));

/** Daily bars as columns, oldest first, as stored and shown. */
const storedBarsSchema = z.object({
  dates: z.array(z.string()),
  open: column,
  high: column,
  low: column,
  close: column,
  volume: column,
  /** Cash per share on its ex-date; null (like `splits`) for bars stored before these existed. */
  dividends: column.nullable().default(null),
  splits: splitsSchema.nullable().default(null),
});
export type StoredBars = z.infer<typeof storedBarsSchema>;

/** Bars in a quarter of the room of their JSON, in base64, because Neon would send bytes as hex. */
export interface PackedBars {
  data: string;
  /** Length of the JSON, or somewhat more; used to limit pages of raw data. */
  bytes: number;
}

/** Stands before what `packBars` writes; zlib's base64 begins with "eA". */
const MARK = '1:';
/** Characters that a bar takes in JSON at most: its date, and six numbers of usual size. */
const WIDEST_BAR = 13 + 6 * 20;

export function packBars(bars: DailyBars): PackedBars {
  const { dates, splits } = bars;
  const tail = JSON.stringify(splits);
  const out = bytesFor(7 * (dates.length + 2));
  writeWhole(out, dates.length);
  let before = 0;
  for (const date of dates) {
    const day = dayNumber(date);
    writeWhole(out, day - before);
    before = day;
  }
  for (const each of [bars.open, bars.high, bars.low, bars.close, bars.volume, bars.dividends]) {
    writeColumn(out, each);
  }
  const data = `${MARK}${out.buffer.toString('base64', 0, out.at)}:${tail}`;
  return { data, bytes: dates.length * WIDEST_BAR + tail.length };
}

function readDates(from: Bytes, length: number): string[] {
  let day = 0;
  return Array.from({ length }, () => {
    day += readWhole(from);
    return dayOf(day);
  });
}

export function unpackBars(data: string): StoredBars {
  // Bars are kept for weeks: those that were stored as zlib over JSON are still there.
  if (!data.startsWith(MARK)) {
    return storedBarsSchema.parse(JSON.parse(inflateSync(Buffer.from(data, 'base64')).toString('utf8')));
  }
  const end = data.indexOf(':', MARK.length);
  const from = { buffer: Buffer.from(data.slice(MARK.length, end), 'base64'), at: 0 };
  const length = readWhole(from);
  const dates = readDates(from, length);
  const next = () => readColumn(from, length);
  return {
    ...{ dates, open: next(), high: next(), low: next(), close: next(), volume: next(), dividends: next() },
    splits: splitsSchema.parse(JSON.parse(data.slice(end + 1))),
  };
}
