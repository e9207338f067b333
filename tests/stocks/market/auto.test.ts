import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { Fetch } from '../../../lib/core/guarded-fetch.ts';
import { jsonLog, silentLog } from '../../../lib/core/log.ts';
import { autoSource } from '../../../lib/stocks/market/auto.ts';
import { sampleSource } from '../../../lib/stocks/market/sample.ts';
import { yahooSource } from '../../../lib/stocks/market/yahoo.ts';
import { manualClock } from './manual-clock.ts';
import { chartBody, chartError, plainBars } from './yahoo-server.ts';

type Network = 'up' | 'down' | 'hanging' | 'limited' | 'unknown';

const GLITCH = { name: 'ProviderSilence', code: 'market_data_unreachable' };
const OFFLINE = { name: 'PermanentError', code: 'market_data_unreachable' };

/** The real sources over a network that does as it is told. */
function setUp(initial: Network, sample = sampleSource()) {
  const net = { state: initial, calls: 0 };
  const answers = {
    up: () => Response.json(chartBody(plainBars(5))),
    limited: () => new Response('', { status: 429 }),
    unknown: () => Response.json(chartError('Not Found', 'No data found'), { status: 404 }),
    down: () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ENOTFOUND' }) });
    },
  };
  const fetch: Fetch = async (_input, init) => {
    net.calls += 1;
    if (net.state !== 'hanging') return answers[net.state]();
    return new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
  };
  const clock = manualClock(1_000_000);
  const auto = autoSource({ yahoo: yahooSource({ fetch, now: clock.now }), sample, clock });
  const read = (ticker: string, signal = new AbortController().signal, log = silentLog) =>
    auto.dailyBars({ ticker, years: 2, signal, log });
  return { net, clock, read, auto };
}

async function whenAsked(net: { calls: number }, calls: number): Promise<void> {
  await vi.waitFor(() => expect(net.calls).toBe(calls), { interval: 1 });
}

/** Whether it has settled, once everything that was due has run. */
async function isPending(reading: Promise<unknown>): Promise<boolean> {
  await setTimeout(10);
  return (await Promise.race([reading, 'pending'])) === 'pending';
}

describe('while Yahoo can be reached', () => {
  test('its bars are served, never the sample', async () => {
    const { read, auto } = setUp('up');
    expect(await read('AAPL')).toMatchObject({ source: 'yahoo', stale: false });
    expect(auto.provider).toBe('yahoo');
  });

  test.each([
    ['unknown', { name: 'PermanentError', code: 'unknown_symbol' }],
    ['limited', { name: 'ProviderRefusal', code: 'market_data_rate_limited' }],
  ] as const)('what it says (%s) stands, though the sample has the ticker', async (state, error) => {
    const { read } = setUp(state);
    await expect(read('AAPL')).rejects.toMatchObject(error);
  });
});

describe('on a machine that is offline from the start', () => {
  test('a ticker of the sample is served from it at once, labelled and logged', async () => {
    const { read } = setUp('down');
    const lines: string[] = [];
    const log = jsonLog(
      (line) => lines.push(line),
      () => 0,
    );
    const data = await read('AAPL', new AbortController().signal, log);
    expect(data).toMatchObject({ source: 'sample', stale: true });
    expect(lines.join()).toContain('"market_data_from_sample","ticker":"AAPL"');
  });

  test('another ticker is tried once more, then fails for good with what to do', async () => {
    const { read, net } = setUp('down');
    await expect(read('TCS.NS')).rejects.toMatchObject(GLITCH);
    await expect(read('TCS.NS')).rejects.toMatchObject({
      ...OFFLINE,
      message: expect.stringMatching(/cannot be reached.*no TCS\.NS.*\^GSPC.*AAPL.*simulated/),
    });
    expect(net.calls).toBe(2);
  });

  test('once known, it is not asked again for 30 s; then once', async () => {
    const { read, net, clock } = setUp('down');
    await expect(read('A')).rejects.toMatchObject(GLITCH);
    await expect(read('B')).rejects.toMatchObject(OFFLINE);
    clock.pass(29_999);
    await expect(read('C')).rejects.toMatchObject(OFFLINE);
    expect(await read('^GSPC')).toMatchObject({ source: 'sample' });
    expect(net.calls).toBe(2);
    clock.pass(1);
    await expect(read('D')).rejects.toMatchObject(OFFLINE);
    await expect(read('E')).rejects.toMatchObject(OFFLINE);
    expect(net.calls).toBe(3);
  });

  test('a network that hangs is given 3 s, once for all who wait', async () => {
    const { read, net, clock } = setUp('hanging');
    const waiting = [read('A'), read('B'), read('AAPL')].map((reading) => reading.catch((e: unknown) => e));
    await whenAsked(net, 3);
    clock.pass(2999);
    expect(await isPending(Promise.race(waiting))).toBe(true);
    clock.pass(1);
    expect(await Promise.all(waiting)).toMatchObject([GLITCH, GLITCH, { source: 'sample' }]);
    const again = read('A').catch((e: unknown) => e);
    await whenAsked(net, 4);
    clock.pass(3000);
    expect(await again).toMatchObject(OFFLINE);
    await expect(read('B')).rejects.toMatchObject(OFFLINE);
    expect(net.calls).toBe(4);
  });

  test('without the sample installed the reason names both', async () => {
    const { read } = setUp('down', sampleSource({ from: join(tmpdir(), 'elsewhere', 'app.js') }));
    await expect(read('AAPL')).rejects.toMatchObject(GLITCH);
    const both = expect.stringMatching(/Yahoo Finance cannot be reached.*not installed/);
    await expect(read('AAPL')).rejects.toMatchObject({ ...OFFLINE, message: both });
  });
});

describe('on a network that comes and goes', () => {
  test('failures side by side are one glitch: all are tried again, and live prices follow', async () => {
    const { read, net } = setUp('down');
    const together = await Promise.allSettled(['A', 'B', 'C', 'D', 'E'].map((ticker) => read(ticker)));
    for (const one of together) expect(one).toMatchObject({ status: 'rejected', reason: GLITCH });
    net.state = 'up';
    expect(await read('A')).toMatchObject({ source: 'yahoo' });
  });

  test('while Yahoo had been answering, a glitch is retried rather than answered with old prices', async () => {
    const { read, net } = setUp('up');
    await read('AAPL');
    net.state = 'down';
    await expect(read('AAPL')).rejects.toMatchObject(GLITCH);
    net.state = 'up';
    expect(await read('AAPL')).toMatchObject({ source: 'yahoo' });
    net.state = 'down';
    await expect(read('AAPL')).rejects.toMatchObject(GLITCH);
    expect(await read('AAPL')).toMatchObject({ source: 'sample' });
  });

  test('a Yahoo that has answered is given 10 s, and 3 s again after an outage', async () => {
    const { read, net, clock } = setUp('up');
    await read('AAPL');
    net.state = 'hanging';
    const waiting = read('AAPL').catch((e: unknown) => e);
    await whenAsked(net, 2);
    clock.pass(9_999);
    expect(await isPending(waiting)).toBe(true);
    clock.pass(1);
    expect(await waiting).toMatchObject(GLITCH);
    net.state = 'down';
    expect(await read('AAPL')).toMatchObject({ source: 'sample' });
    clock.pass(30_000);
    net.state = 'hanging';
    const afterOutage = read('AAPL');
    await whenAsked(net, 4);
    clock.pass(3000);
    expect(await afterOutage).toMatchObject({ source: 'sample' });
  });

  test('coming online is noticed at the next look, and an error of Yahoo counts as an answer', async () => {
    const { read, net, clock } = setUp('down');
    await expect(read('A')).rejects.toMatchObject(GLITCH);
    await expect(read('A')).rejects.toMatchObject(OFFLINE);
    clock.pass(30_000);
    net.state = 'limited';
    await expect(read('A')).rejects.toMatchObject({ code: 'market_data_rate_limited' });
    net.state = 'down';
    await expect(read('AAPL')).rejects.toMatchObject(GLITCH);
  });
});

describe('aborts and nonsense', () => {
  test("the step's own abort comes out as it is and says nothing about the network", async () => {
    const { read, net } = setUp('hanging');
    for (let i = 1; i <= 3; i++) {
      const controller = new AbortController();
      const reading = read('AAPL', controller.signal).catch((e: unknown) => e);
      await whenAsked(net, i);
      const reason = new Error('step timed out');
      controller.abort(reason);
      expect(await reading).toBe(reason);
    }
    net.state = 'down';
    expect(await read('AAPL'), 'Yahoo does not count as having answered').toMatchObject({ source: 'sample' });
  });

  test('what is not a ticker is an unknown symbol and proves nothing', async () => {
    const { read } = setUp('down');
    await expect(read('../x')).rejects.toMatchObject({ code: 'unknown_symbol' });
    expect(await read('AAPL')).toMatchObject({ source: 'sample' });
  });
});
