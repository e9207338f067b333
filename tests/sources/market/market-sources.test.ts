import { describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { createMarketSource } from '../../../lib/sources/market/market-sources.ts';
import { manualClock } from './manual-clock.ts';
import { chartBody, plainBars } from './yahoo-server.ts';

const deps = { fetch: async () => Response.json(chartBody(plainBars(2))), clock: manualClock() };

describe('createMarketSource', () => {
  test.each([
    ['yahoo', 'yahoo', 'yahoo'],
    ['auto', 'yahoo', 'yahoo'],
    ['sample', 'sample', 'sample'],
    ['simulated', 'simulated', 'simulated'],
  ] as const)('%s reads from %s and is budgeted as %s', async (kind, source, provider) => {
    const market = createMarketSource(kind, deps);
    expect(market.provider).toBe(provider);
    const signal = new AbortController().signal;
    expect(await market.dailyBars({ ticker: 'AAPL', signal, log: silentLog })).toMatchObject({ source });
  });
});
