import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, ms } from '../../db/client.ts';
import type { BarEntry, BarKey, BarStore } from './bar-store.ts';
import { LIVE_SOURCES } from './data-sources.ts';

const rowsSchema = z.array(
  z.object({
    source: z.enum(LIVE_SOURCES),
    ticker: z.string(),
    interval: z.literal('1d'),
    adjustment: z.literal('splits'),
    years: z.number(),
    day: z.string(),
    complete: z.boolean(),
    bars: z.string(),
    fetchedAt: z.number(),
  }),
);

/** The bar cache, in PostgreSQL. */
export function createBarStore(db: Database): BarStore {
  return {
    get: (keys) => readEntries(db, keys),
    put: (entries) => writeEntries(db, entries),
  };
}

async function readEntries(db: Database, keys: readonly BarKey[]): Promise<BarEntry[]> {
  const { rows } = await db.execute(sql`select c.source, c.ticker, c.interval, c.adjustment, c.years,
      c.day::text as day, c.complete, c.bars, ${ms(sql`c.fetched_at`)} as "fetchedAt"
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as k(source text, ticker text, interval text, adjustment text, years smallint, day date)
    join bar_cache c using (source, ticker, interval, adjustment, years, day)`);
  return rowsSchema.parse(rows);
}

/** Writes in key order, so that concurrent writers cannot deadlock. */
async function writeEntries(db: Database, entries: readonly BarEntry[]): Promise<void> {
  const rows = entries.map(({ fetchedAt, ...entry }) => ({
    ...entry,
    fetched_at: new Date(fetchedAt).toISOString(),
  }));
  await db.execute(sql`insert into bar_cache
      (source, ticker, interval, adjustment, years, day, complete, bars, fetched_at)
    select source, ticker, interval, adjustment, years, day, complete, bars, fetched_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(source text, ticker text, interval text,
      adjustment text, years smallint, day date, complete boolean, bars text, fetched_at timestamptz)
    order by source, ticker, interval, adjustment, years, day
    on conflict (source, ticker, interval, adjustment, years, day)
      do update set complete = excluded.complete, bars = excluded.bars, fetched_at = excluded.fetched_at`);
}
