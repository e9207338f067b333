import { z } from 'zod';
import { packText, unpackText } from '../../core/packed-text.ts';
import { LIVE_SOURCES } from './data-sources.ts';
import type { MarketData } from './market.ts';
import { dataQualitySchema } from './quality.ts';

const column = z.array(z.number()).transform((list) => Float64Array.from(list));

const storedSchema = z.object({
  bars: z.object({
    ticker: z.string(),
    currency: z.string(),
    dates: z.array(z.string()),
    open: column,
    high: column,
    low: column,
    close: column,
    volume: column,
    dividends: column,
    splits: z.array(z.object({ date: z.string(), ratio: z.number() })),
    dropped: z.int(),
  }),
  listing: z.object({ name: z.string().nullable(), exchange: z.string().nullable() }),
  source: z.enum(LIVE_SOURCES),
  stale: z.boolean(),
  provenance: z.string(),
  quality: dataQualitySchema,
  settledUntil: z.number().nullable(),
  day: z.object({
    timeZone: z.string(),
    today: z.string(),
    closesAt: z.number(),
    unfinishedUntil: z.number().nullable(),
  }),
});

/** Serializes and packs a provider's answer. JSON round-trips finite numbers exactly. */
export function packData(data: MarketData): Promise<string> {
  return packText(
    JSON.stringify(data, (_key, value: unknown) =>
      value instanceof Float64Array ? Array.from(value) : value,
    ),
  );
}

/** @throws Error for text not made by `packData`, or of a different shape. */
export async function unpackData(packed: string): Promise<MarketData> {
  const data = storedSchema.parse(JSON.parse(await unpackText(packed)));
  const { dates, ticker: _t, currency: _c, splits: _s, dropped: _d, ...columns } = data.bars;
  if (Object.values(columns).some(({ length }) => length !== dates.length)) {
    throw new Error('cached columns differ in length');
  }
  return data;
}
