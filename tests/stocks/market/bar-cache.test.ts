import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../lib/core/clock.ts';
import { silentLog } from '../../../lib/core/log.ts';
import { connect, type Database } from '../../../lib/db/client.ts';
import { createBarStore } from '../../../lib/stocks/market/bar-cache.ts';
import type { BarEntry } from '../../../lib/stocks/market/bar-store.ts';
import { cachedSource } from '../../../lib/stocks/market/cached.ts';
import { yahooSource } from '../../../lib/stocks/market/yahoo.ts';
import { stockRetention } from '../../../lib/stocks/retention.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { chartBody, plainBars } from './yahoo-server.ts';

let fresh: FreshDatabase;
let db: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  db = connect({ url: fresh.url, applicationName: 'bar-cache', timeoutMs: 10_000 });
});
afterAll(() => fresh.drop());
beforeEach(() => db.execute(sql`truncate bar_cache`));

function entry(more: Partial<BarEntry> = {}): BarEntry {
  return {
    source: 'yahoo',
    ticker: 'AAPL',
    interval: '1d',
    adjustment: 'splits',
    years: 2,
    day: '2026-01-05',
    complete: true,
    bars: 'packed',
    fetchedAt: Date.UTC(2026, 0, 5, 12, 0, 0, 123),
    ...more,
  };
}

describe('the bar cache in Postgres', () => {
  test('gives back what was put, by its whole key', async () => {
    const store = createBarStore(db);
    await store.put([entry(), entry({ ticker: 'M&M.NS', complete: false })]);
    expect(await store.get([entry()])).toEqual([entry()]);
    expect(await store.get([entry(), entry({ ticker: 'M&M.NS' })])).toHaveLength(2);
    const others: Partial<BarEntry>[] = [
      { source: 'twelvedata' },
      { ticker: 'MSFT' },
      { years: 3 },
      { day: '2026-01-06' },
    ];
    expect(await store.get(others.map(entry))).toEqual([]);
    expect(await store.get([])).toEqual([]);
  });

  test('replaces what it had under a key', async () => {
    const store = createBarStore(db);
    await store.put([entry({ complete: false })]);
    const newer = entry({ bars: 'newer', fetchedAt: Date.UTC(2026, 0, 5, 13) });
    await store.put([newer]);
    expect(await store.get([entry()])).toEqual([newer]);
  });

  test('two writers of the same rows in crossed orders do not deadlock', async () => {
    const store = createBarStore(db);
    const rows = Array.from({ length: 40 }, (_, i) => entry({ ticker: `T${i}`, bars: 'x'.repeat(5000) }));
    for (let round = 0; round < 10; round++) {
      await Promise.all([store.put(rows), store.put(rows.toReversed()), store.put(rows)]);
    }
    expect(await store.get(rows)).toHaveLength(40);
  });

  test('holds a real chart through a real round trip, to the last bit', async () => {
    const [first] = plainBars(1);
    const seconds = first?.[0] ?? 0;
    const odd = [0.1, 181.17999267578125, 1e-7, 123456.789012345, 5e-324].map(
      (x, i) => [seconds + i * 86_400, x, x, x, x, 1e15 + i] as const,
    );
    const events = { dividends: { 1: { amount: 0.1 + 0.2, date: seconds + 86_400 } } };
    let asked = 0;
    const fetch = async () => {
      asked += 1;
      return Response.json(chartBody(odd, {}, events));
    };
    const source = () =>
      cachedSource({
        source: yahooSource({ fetch, now: systemClock.now }),
        store: createBarStore(db),
        clock: systemClock,
      });
    const request = { ticker: 'AAPL', years: 2, signal: new AbortController().signal, log: silentLog };
    const read = await source().dailyBars(request);
    const kept = await source().dailyBars(request);
    expect(asked).toBe(1);
    expect(kept).toEqual({ ...read, provenance: expect.stringContaining(`${read.provenance}; read at 20`) });
    expect(kept.bars.dividends[1]).toBe(0.1 + 0.2);
  });

  test('is emptied of what is older than three days, and of nothing else', async () => {
    const store = createBarStore(db);
    const aged = (ticker: string, hours: number) =>
      entry({ ticker, fetchedAt: Date.now() - hours * 3_600_000 });
    await store.put([aged('OLD', 73), aged('NEW', 71)]);
    expect(await stockRetention(30)({ db, goOn: () => true })).toMatchObject({ cached_bars_deleted: 1 });
    const { rows } = await db.execute(sql`select ticker from bar_cache`);
    expect(rows).toEqual([{ ticker: 'NEW' }]);
  });
});
