import { setTimeout } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { Clock } from '../../../lib/core/clock.ts';
import { PermanentError } from '../../../lib/core/errors.ts';
import { jsonLog } from '../../../lib/core/log.ts';
import { cachedSource } from '../../../lib/stocks/market/cached.ts';
import type { DataSource, MarketSource } from '../../../lib/stocks/market/market.ts';
import { simulatedSource } from '../../../lib/stocks/market/simulated.ts';
import { manualClock } from './manual-clock.ts';
import { memoryStore } from './memory-store.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 5, 12);

/** A clock that stands; short waits take real time all the same, what waits longer is woken by `pass`. */
function clockOf() {
  const manual = manualClock(NOW);
  const clock: Clock = {
    now: manual.now,
    passed: manual.passed,
    sleep: (ms, signal) => (ms < 100 ? setTimeout(ms) : manual.sleep(ms, signal)),
    after: manual.after,
  };
  return { clock, pass: manual.pass };
}

interface World {
  /** Who the answer says it is of. */
  source?: DataSource;
  settledUntil?: number | null;
  /** When the last bar becomes final; default: it is. */
  unfinishedUntil?: number | null;
  error?: Error;
}

function setUp(world: World = {}) {
  const { clock, pass } = clockOf();
  const { store, state } = memoryStore();
  const inner = simulatedSource({ clock: manualClock(), latencyMs: 0 });
  const asked: string[] = [];
  const source: MarketSource = {
    provider: 'yahoo',
    async dailyBars(request) {
      asked.push(request.ticker);
      if (world.error) throw world.error;
      const data = await inner.dailyBars(request);
      const { source: given = 'yahoo', settledUntil = NOW + 60 * MINUTE, unfinishedUntil = null } = world;
      const day = { timeZone: 'America/New_York', today: '2026-01-05', closesAt: 990, unfinishedUntil };
      const listing = { name: 'Apple Inc.', exchange: 'NasdaqGS' };
      return { ...data, listing, source: given, settledUntil, provenance: 'From Yahoo', day };
    },
  };
  const cached = cachedSource({ source, store, clock });
  const lines: string[] = [];
  const log = jsonLog(
    (line) => lines.push(line),
    () => 0,
  );
  const read = (ticker = 'AAPL', years = 2, signal = new AbortController().signal) =>
    cached.dailyBars({ ticker, years, signal, log });
  return { world, read, asked, state, lines, clock, pass, cached };
}

describe('bars that are kept', () => {
  test('are read once, and come back the same to the last bit, with when they were read', async () => {
    const { read, asked } = setUp();
    const first = await read();
    const again = await read('aapl');
    expect(asked).toEqual(['AAPL']);
    expect(again).toEqual({
      ...first,
      provenance: 'From Yahoo; read at 2026-01-05T12:00:00.000Z and kept since',
    });
    expect(new Uint8Array(again.bars.close.buffer)).toEqual(new Uint8Array(first.bars.close.buffer));
  });

  test.each([
    ['another ticker', (read: ReturnType<typeof setUp>['read']) => read('MSFT')],
    ['other years', (read: ReturnType<typeof setUp>['read']) => read('AAPL', 5)],
  ])('do not serve %s', async (_name, other) => {
    const { read, asked } = setUp();
    await read();
    await other(read);
    expect(asked).toHaveLength(2);
  });

  test('do not serve another UTC day', async () => {
    const { read, asked, pass } = setUp({ settledUntil: NOW + 48 * 60 * MINUTE });
    await read();
    pass(11 * 60 * MINUTE);
    await read();
    expect(asked).toHaveLength(1);
    pass(60 * MINUTE);
    await read();
    expect(asked).toHaveLength(2);
  });

  test('serve until a newer bar can be expected', async () => {
    const { read, asked, pass, state } = setUp();
    await read();
    pass(60 * MINUTE - 1);
    await read();
    expect(asked).toHaveLength(1);
    pass(1);
    await read();
    expect(asked).toHaveLength(2);
    expect(state.entries.map(({ complete }) => complete)).toEqual([true, true]);
  });

  test('serve for 15 minutes while their last bar may still change', async () => {
    const { read, asked, pass, state } = setUp({ settledUntil: null });
    await read();
    pass(15 * MINUTE - 1);
    await read();
    expect(asked).toHaveLength(1);
    pass(1);
    await read();
    expect(asked).toHaveLength(2);
    expect(state.entries.map(({ complete }) => complete)).toEqual([true, true]);
  });

  test('are not complete while the last bar’s session lasts, and serve no longer than that', async () => {
    const session = { settledUntil: null, unfinishedUntil: NOW + 5 * MINUTE };
    const { read, asked, pass, state } = setUp(session);
    const first = await read();
    pass(5 * MINUTE - 1);
    expect((await read()).day).toEqual(first.day);
    expect(asked).toHaveLength(1);
    pass(1);
    await read();
    expect(asked).toHaveLength(2);
    expect(state.entries.map(({ complete }) => complete)).toEqual([false, false]);
  });
});

describe('what is not kept', () => {
  test('an error, unknown symbols among them', async () => {
    const { read, asked, state } = setUp({ error: new PermanentError('unknown_symbol', 'No.') });
    for (let i = 0; i < 2; i++) await expect(read()).rejects.toMatchObject({ code: 'unknown_symbol' });
    expect([asked.length, state.puts]).toEqual([2, 0]);
  });

  test.each(['twelvedata', 'sample', 'simulated'] as const)(
    'what %s gave in the place of the provider',
    async (source) => {
      const { read, state } = setUp({ source });
      await read();
      expect(state.puts).toBe(0);
    },
  );
});

describe('round trips', () => {
  test('25 steps that ask together cost one to look, and fewer than 25 to keep', async () => {
    const { read, state } = setUp();
    await Promise.all(Array.from({ length: 25 }, (_, i) => read(`T${i}`)));
    expect([state.gets, state.entries.length]).toEqual([1, 25]);
    expect(state.puts).toBeLessThan(25);
  });

  test('a batch has 25 at most, and the next begins anew', async () => {
    const { read, state, asked } = setUp();
    await Promise.all(Array.from({ length: 26 }, (_, i) => read(`T${i}`)));
    expect(state.gets).toBe(2);
    await read('T0');
    expect([state.gets, asked.length]).toEqual([3, 26]);
  });

  test('a batch puts each key once, however many asked for it', async () => {
    const { read, state, lines } = setUp();
    await Promise.all(Array.from({ length: 25 }, (_, i) => read(i % 2 ? 'aapl' : 'AAPL')));
    expect(lines, 'the store takes no key twice in one batch').toEqual([]);
    expect(new Set(state.entries.map(({ ticker }) => ticker))).toEqual(new Set(['AAPL']));
  });
});

describe('a store that is of no use', () => {
  test('costs two lines in the log and not the analysis', async () => {
    const { read, state, lines } = setUp();
    state.does = 'fail';
    expect(await read()).toMatchObject({ source: 'yahoo', provenance: 'From Yahoo' });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(
      '"level":"warn","event":"bar_cache_failed","doing":"get","ticker":"AAPL","why":"the database is away"',
    );
    expect(lines[1]).toContain('"doing":"put"');
  });

  test('that hangs is waited for 3 s, to look and to keep', async () => {
    const { read, state, pass, asked, lines } = setUp();
    state.does = 'hang';
    const reading = read();
    await vi.waitFor(() => expect(state.gets).toBe(1), { interval: 1 });
    pass(3000);
    await vi.waitFor(() => expect(state.puts).toBe(1), { interval: 1 });
    pass(3000);
    expect(await reading).toMatchObject({ source: 'yahoo' });
    expect([asked.length, lines.length]).toEqual([1, 2]);
  });

  test.each([
    ['what is not packed', 'x'],
    ['another shape', 'eJyrrgUAAXUA+Q=='],
  ])('because it gives %s is read past', async (_name, bars) => {
    const { read, state, asked, lines } = setUp();
    await read();
    const [entry] = state.entries;
    if (entry) entry.bars = bars;
    expect(await read()).toMatchObject({ provenance: 'From Yahoo' });
    expect([asked.length, lines.length]).toEqual([2, 1]);
  });
});

describe('an aborted step', () => {
  const reason = new Error('step timed out');

  test('asks nobody', async () => {
    const { read, state } = setUp();
    await expect(read('AAPL', 2, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(state.gets).toBe(0);
  });

  test('does not wait for the store, and does not speak for the others of its batch', async () => {
    const { clock } = clockOf();
    const { store, state } = memoryStore();
    let answer: (() => void) | undefined;
    const slow = {
      ...store,
      get: () => new Promise<[]>((resolve) => (answer = () => resolve([]))),
    };
    const source = simulatedSource({ clock: manualClock(), latencyMs: 0 });
    const cached = cachedSource({ source, store: slow, clock });
    const controller = new AbortController();
    const lines: string[] = [];
    const log = jsonLog(
      (line) => lines.push(line),
      () => 0,
    );
    const request = { years: 2, log };
    const aborted = cached.dailyBars({ ...request, ticker: 'A', signal: controller.signal });
    const other = cached.dailyBars({ ...request, ticker: 'B', signal: new AbortController().signal });
    await vi.waitFor(() => expect(answer).toBeDefined(), { interval: 1 });
    controller.abort(reason);
    await expect(aborted).rejects.toBe(reason);
    answer?.();
    expect(await other).toMatchObject({ source: 'simulated' });
    expect([state.puts, lines]).toEqual([1, []]);
  });
});
