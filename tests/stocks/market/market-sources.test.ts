import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../lib/core/clock.ts';
import type { Fetch } from '../../../lib/core/guarded-fetch.ts';
import { silentLog } from '../../../lib/core/log.ts';
import { createMarketSource } from '../../../lib/stocks/market/market-sources.ts';
import { memoryStore } from './memory-store.ts';
import { KEY, plainValues, seriesBody } from './twelve-data-server.ts';
import { chartBody, plainBars } from './yahoo-server.ts';

type Network = Record<'yahoo' | 'twelvedata', 'up' | 'limited' | 'down'>;

/** Both providers behind one `fetch`; `asked` lists them as they are asked. */
function network(state: Network) {
  const asked: string[] = [];
  const today = new Date().toISOString().slice(0, 10);
  const bodies = { yahoo: chartBody(plainBars(2)), twelvedata: seriesBody(plainValues(3, today)) };
  const fetch: Fetch = async (input) => {
    const provider = String(input).includes('twelvedata') ? 'twelvedata' : 'yahoo';
    asked.push(provider);
    if (state[provider] === 'limited') return new Response('', { status: 429 });
    if (state[provider] === 'down') throw new TypeError('fetch failed');
    return Response.json(bodies[provider]);
  };
  return { fetch, asked, state };
}

const request = { ticker: 'AAPL', years: 2, signal: new AbortController().signal, log: silentLog };

describe('createMarketSource', () => {
  test.each([
    ['yahoo', 'yahoo', 'yahoo'],
    ['twelvedata', 'twelvedata', 'twelvedata'],
    ['auto', 'yahoo', 'yahoo'],
    ['sample', 'sample', 'sample'],
    ['simulated', 'simulated', 'simulated'],
  ] as const)('%s reads from %s and is budgeted as %s', async (kind, source, provider) => {
    const { fetch } = network({ yahoo: 'up', twelvedata: 'up' });
    const market = createMarketSource(kind, { fetch, clock: systemClock, twelveDataKey: KEY });
    expect(market.provider).toBe(provider);
    expect(await market.dailyBars(request)).toMatchObject({ source });
  });

  test.each(['yahoo', 'auto'] as const)(
    'with a key, %s has Twelve Data behind it; without, not',
    async (kind) => {
      const { fetch, asked } = network({ yahoo: 'limited', twelvedata: 'up' });
      const alone = createMarketSource(kind, { fetch, clock: systemClock });
      await expect(alone.dailyBars(request)).rejects.toMatchObject({ code: 'market_data_rate_limited' });
      expect(asked).toEqual(['yahoo']);
      const both = createMarketSource(kind, { fetch, clock: systemClock, twelveDataKey: KEY });
      expect(await both.dailyBars(request)).toMatchObject({
        source: 'twelvedata',
        provenance: expect.stringMatching(/^Twelve Data.*Used because: Yahoo Finance takes no requests/),
      });
    },
  );

  test('auto comes to the sample only when neither provider can be reached', async () => {
    const { fetch, asked, state } = network({ yahoo: 'down', twelvedata: 'up' });
    const market = createMarketSource('auto', { fetch, clock: systemClock, twelveDataKey: KEY });
    expect(await market.dailyBars(request)).toMatchObject({ source: 'twelvedata' });
    state.twelvedata = 'down';
    await expect(market.dailyBars(request)).rejects.toMatchObject({ code: 'market_data_unreachable' });
    expect(await market.dailyBars(request)).toMatchObject({ source: 'sample' });
    expect(asked).toHaveLength(6);
  });

  test.each(['yahoo', 'auto', 'twelvedata'] as const)('with a store %s asks once', async (kind) => {
    const { fetch, asked } = network({ yahoo: 'up', twelvedata: 'up' });
    const { store } = memoryStore();
    const deps = { fetch, clock: systemClock, twelveDataKey: KEY, barStore: store };
    const [first, second] = [createMarketSource(kind, deps), createMarketSource(kind, deps)];
    await first.dailyBars(request);
    expect((await second.dailyBars(request)).provenance).toContain('and kept since');
    expect(asked).toHaveLength(1);
  });

  test('what Twelve Data gave in the place of Yahoo spares its credits, but Yahoo is asked first', async () => {
    const { fetch, asked, state } = network({ yahoo: 'limited', twelvedata: 'up' });
    const { store } = memoryStore();
    const deps = { fetch, clock: systemClock, twelveDataKey: KEY, barStore: store };
    const market = createMarketSource('yahoo', deps);
    await market.dailyBars(request);
    expect(await market.dailyBars(request)).toMatchObject({
      source: 'twelvedata',
      provenance: expect.stringMatching(/kept since\. Used because/),
    });
    expect(asked).toEqual(['yahoo', 'twelvedata', 'yahoo']);
    state.yahoo = 'up';
    expect(await market.dailyBars(request)).toMatchObject({ source: 'yahoo' });
  });

  test.each(['sample', 'simulated'] as const)('%s is never kept', async (kind) => {
    const { fetch } = network({ yahoo: 'up', twelvedata: 'up' });
    const { store, state } = memoryStore();
    await createMarketSource(kind, { fetch, clock: systemClock, barStore: store }).dailyBars(request);
    expect([state.gets, state.puts]).toEqual([0, 0]);
  });
});
