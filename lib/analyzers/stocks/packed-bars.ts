import { promisify } from 'node:util';
import { deflate, inflateSync } from 'node:zlib';
import { z } from 'zod';
import type { DailyBars } from '../../sources/market/market.ts';

/** Daily bars, column by column, oldest first, as they are kept and shown. */
export const storedBarsSchema = z.object({
  dates: z.array(z.string()),
  open: z.array(z.number()),
  high: z.array(z.number()),
  low: z.array(z.number()),
  close: z.array(z.number()),
  volume: z.array(z.number()),
});
export type StoredBars = z.infer<typeof storedBarsSchema>;

/** Bars in a third of their size: zlib over JSON, in base64 (bytes would travel to Neon as hex). */
export interface PackedBars {
  data: string;
  /** Length of the JSON, so that a page of raw data can be kept within its limit. */
  bytes: number;
}

const compress = promisify<string, { level: number }, Buffer>(deflate);

/** Off the event loop: the columns of 25 stocks are half a megabyte. */
export async function packBars({ dates, open, high, low, close, volume }: DailyBars): Promise<PackedBars> {
  const list = (column: Float64Array) => Array.from(column);
  const columns: StoredBars = {
    dates,
    open: list(open),
    high: list(high),
    low: list(low),
    close: list(close),
    volume: list(volume),
  };
  const json = JSON.stringify(columns);
  const packed = await compress(json, { level: 1 });
  return { data: packed.toString('base64'), bytes: json.length };
}

export function unpackBars(data: string): StoredBars {
  return storedBarsSchema.parse(JSON.parse(inflateSync(Buffer.from(data, 'base64')).toString('utf8')));
}
