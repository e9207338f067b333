import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import { packText } from '../../core/packed-text.ts';
import type { DailyBars } from '../market/market.ts';

const column = z.array(z.number());

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
  splits: z
    .array(z.object({ date: z.string(), ratio: z.number() }))
    .nullable()
    .default(null),
});
export type StoredBars = z.infer<typeof storedBarsSchema>;

/** Bars compressed to about a third: zlib over JSON, in base64. */
export interface PackedBars {
  data: string;
  /** Length of the JSON, used to limit pages of raw data. */
  bytes: number;
}

/** Packs off the event loop: the columns of 25 stocks are half a megabyte. */
export async function packBars(bars: DailyBars): Promise<PackedBars> {
  const list = (values: Float64Array) => Array.from(values);
  const columns: StoredBars = {
    dates: bars.dates,
    open: list(bars.open),
    high: list(bars.high),
    low: list(bars.low),
    close: list(bars.close),
    volume: list(bars.volume),
    dividends: list(bars.dividends),
    splits: bars.splits,
  };
  const json = JSON.stringify(columns);
  return { data: await packText(json), bytes: json.length };
}

export function unpackBars(data: string): StoredBars {
  return storedBarsSchema.parse(JSON.parse(inflateSync(Buffer.from(data, 'base64')).toString('utf8')));
}
