import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../lib/core/clock.ts';
import { silentLog } from '../../../lib/core/log.ts';
import { simulatedSource } from '../../../lib/stocks/market/simulated.ts';

const instant = { clock: systemClock, latencyMs: 0 };
const request = (ticker: string, signal = new AbortController().signal) => ({
  ticker,
  years: 2,
  signal,
  log: silentLog,
});
const TICKER = fc
  .stringMatching(/^[A-Z0-9^][A-Z0-9.&=-]{0,15}$/)
  .filter((ticker) => !/^(UNKNOWN|DOWN|SHORT)/.test(ticker));

describe('simulated bars', () => {
  test('the same ticker gives the same bits in every process, on every day', async () => {
    const { bars } = await simulatedSource(instant).dailyBars(request('TCS.NS'));
    const hash = createHash('sha256');
    for (const column of [bars.open, bars.high, bars.low, bars.close, bars.volume]) hash.update(column);
    hash.update(bars.dates.join());
    expect(hash.digest('hex').slice(0, 16)).toBe('981a798b452521c0');
    expect(await simulatedSource(instant).dailyBars(request('tcs.ns'))).toEqual(
      await simulatedSource(instant).dailyBars(request('TCS.NS')),
    );
  });

  test('another ticker gives another series', async () => {
    const source = simulatedSource(instant);
    const [one, other] = [await source.dailyBars(request('AAA')), await source.dailyBars(request('AAB'))];
    expect(one.bars.close).not.toEqual(other.bars.close);
  });

  test('they are 520 weekdays up to 2025-12-31, labelled as invented', async () => {
    const { bars, ...label } = await simulatedSource(instant).dailyBars(request('AAPL'));
    expect([bars.dates.length, bars.dates.at(-1), bars.dropped]).toEqual([520, '2025-12-31', 0]);
    expect(bars.dates.filter((date) => [0, 6].includes(new Date(date).getUTCDay()))).toEqual([]);
    expect([...bars.dates].sort()).toEqual(bars.dates);
    expect(label).toEqual({
      listing: { name: null, exchange: null },
      source: 'simulated',
      stale: true,
      provenance: expect.stringMatching(/^Invented/),
      quality: { bars: 520, from: '2024-01-04', to: '2025-12-31', findings: [] },
      settledUntil: Number.POSITIVE_INFINITY,
      day: null,
    });
  });

  test('every bar of every ticker is possible: positive, in cents, high and low around open and close', async () => {
    await fc.assert(
      fc.asyncProperty(TICKER, fc.integer({ min: 1, max: 3000 }), async (ticker, count) => {
        const { bars } = await simulatedSource({ ...instant, bars: count }).dailyBars(request(ticker));
        const { open, high, low, close, volume } = bars;
        expect([bars.dropped, bars.dates.length, close.length]).toEqual([0, count, count]);
        for (let i = 0; i < count; i++) {
          const [o = 0, h = 0, l = 0, c = 0, v = -1] = [open[i], high[i], low[i], close[i], volume[i]];
          const possible =
            l >= 0.01 && l <= Math.min(o, c) && h >= Math.max(o, c) && Number.isSafeInteger(v) && v >= 0;
          const inCents = [o, h, l, c].every((price) => Number(price.toFixed(2)) === price);
          if (!possible || !inCents) expect.fail(`${ticker} ${bars.dates[i]}: ${[o, h, l, c, v]}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('daily moves look like those of shares: one to three percent, both ways', async () => {
    const { close } = (await simulatedSource({ ...instant, bars: 2000 }).dailyBars(request('INFY.NS'))).bars;
    const moves = [...close].slice(1).map((price, i) => Math.log(price / (close[i] ?? Number.NaN)));
    const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
    const deviation = Math.sqrt(moves.reduce((sum, move) => sum + (move - mean) ** 2, 0) / moves.length);
    expect(deviation).toBeGreaterThan(0.008);
    expect(deviation).toBeLessThan(0.03);
    expect(Math.abs(mean)).toBeLessThan(0.002);
  });

  test('Indian tickers are in rupees, others in dollars', async () => {
    const currency = async (ticker: string) =>
      (await simulatedSource(instant).dailyBars(request(ticker))).bars.currency;
    expect([await currency('TCS.NS'), await currency('TCS.BO'), await currency('TCS')]).toEqual([
      'INR',
      'INR',
      'USD',
    ]);
  });
});

describe('tickers that show failures', () => {
  const read = (ticker: string) => simulatedSource(instant).dailyBars(request(ticker));

  test('UNKNOWN… is an unknown symbol', async () => {
    await expect(read('UNKNOWN7')).rejects.toMatchObject({ name: 'PermanentError', code: 'unknown_symbol' });
  });

  test('DOWN… fails in passing, at every attempt', async () => {
    const down = { name: 'TransientError', code: 'market_data_failed' };
    for (let attempt = 1; attempt <= 4; attempt++) await expect(read('down.ns')).rejects.toMatchObject(down);
  });

  test('SHORT… has 40 bars, up to the same last day', async () => {
    const { bars } = await read('SHORTLIVED');
    expect([bars.dates.length, bars.dates.at(-1)]).toEqual([40, '2025-12-31']);
  });

  test('what is not a ticker is an unknown symbol', async () => {
    await expect(read('../etc')).rejects.toMatchObject({ name: 'PermanentError', code: 'unknown_symbol' });
  });
});

describe('latency', () => {
  test('an answer, good or bad, takes as long as it is told to by the clock', async () => {
    const slept: number[] = [];
    const clock = { sleep: async (ms: number) => void slept.push(ms) };
    const source = simulatedSource({ clock, latencyMs: 250 });
    await source.dailyBars(request('AAPL'));
    await expect(source.dailyBars(request('DOWN'))).rejects.toThrow('DOWN');
    expect(slept).toEqual([250, 250]);
  });

  test('an abort ends the wait with its own reason', async () => {
    const reason = new Error('cancelled');
    const controller = new AbortController();
    const source = simulatedSource({ clock: systemClock, latencyMs: 60_000 });
    const reading = source.dailyBars(request('AAPL', controller.signal));
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    await expect(simulatedSource(instant).dailyBars(request('AAPL', controller.signal))).rejects.toBe(reason);
  });
});
