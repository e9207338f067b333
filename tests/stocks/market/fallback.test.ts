import { describe, expect, test, vi } from 'vitest';
import { PermanentError, TransientError } from '../../../lib/core/errors.ts';
import { jsonLog, silentLog } from '../../../lib/core/log.ts';
import { fallbackSource } from '../../../lib/stocks/market/fallback.ts';
import type { DataSource, MarketRequest, MarketSource } from '../../../lib/stocks/market/market.ts';
import { simulatedSource } from '../../../lib/stocks/market/simulated.ts';
import { manualClock } from './manual-clock.ts';

const LIMITED = new TransientError('market_data_rate_limited', 'Yahoo says 429.', { retryAfterMs: 7000 });

type Answer = (request: MarketRequest) => Promise<never> | 'bars';

/** A source that gives bars under its name, or does what it is told. */
function source(provider: DataSource, answer: Answer) {
  const inner = simulatedSource({ clock: manualClock(), latencyMs: 0 });
  const state = { calls: 0 };
  const market: MarketSource = {
    provider,
    async dailyBars(request) {
      state.calls += 1;
      const given = answer(request);
      if (given !== 'bars') return given;
      return { ...(await inner.dailyBars(request)), source: provider, provenance: `From ${provider}` };
    },
  };
  return { market, state };
}

function setUp(first: Answer, then: Answer) {
  const [primary, second] = [source('yahoo', first), source('twelvedata', then)];
  const clock = manualClock();
  const deps = { primary: primary.market, primaryName: 'Yahoo Finance', second: second.market, clock };
  const fallback = fallbackSource(deps);
  const read = (signal = new AbortController().signal, log = silentLog) =>
    fallback.dailyBars({ ticker: 'AAPL', years: 2, signal, log });
  return { read, clock, primary: primary.state, second: second.state, fallback };
}

const rejects = (error: Error) => () => Promise.reject(error);
const hangs: Answer = ({ signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

describe('the second provider', () => {
  test('is not asked while the first answers', async () => {
    const { read, second, fallback } = setUp(
      () => 'bars',
      () => 'bars',
    );
    expect(await read()).toMatchObject({ source: 'yahoo', provenance: 'From yahoo' });
    expect([second.calls, fallback.provider]).toEqual([0, 'yahoo']);
  });

  test.each(['market_data_rate_limited', 'market_data_unreachable', 'market_data_failed'])(
    'stands in after %s, and the result and the log say so',
    async (code) => {
      const { read } = setUp(rejects(new TransientError(code, 'Yahoo broke.')), () => 'bars');
      const lines: string[] = [];
      const log = jsonLog(
        (line) => lines.push(line),
        () => 0,
      );
      expect(await read(new AbortController().signal, log)).toMatchObject({
        source: 'twelvedata',
        provenance: 'From twelvedata. Used because: Yahoo broke.',
      });
      expect(lines.join()).toContain(
        `"market_data_fallback","ticker":"AAPL","source":"twelvedata","why":"${code}"`,
      );
    },
  );

  test('stands in when the first says nothing for 8 s', async () => {
    const { read, clock, primary } = setUp(hangs, () => 'bars');
    const reading = read();
    await vi.waitFor(() => expect(primary.calls).toBe(1), { interval: 1 });
    clock.pass(8000);
    expect(await reading).toMatchObject({
      source: 'twelvedata',
      provenance: expect.stringContaining('Yahoo Finance did not answer within 8 s'),
    });
  });

  test.each(['unknown_symbol', 'no_data'])('is not asked for a second opinion on %s', async (code) => {
    const { read, second } = setUp(rejects(new PermanentError(code, 'No.')), () => 'bars');
    await expect(read()).rejects.toMatchObject({ name: 'PermanentError', code });
    expect(second.calls).toBe(0);
  });

  test.each([
    new PermanentError('unknown_symbol', 'Twelve Data knows no AAPL.'),
    new PermanentError('market_data_refused', '^GSPC is not asked of it.'),
    new TransientError('market_data_rate_limited', 'No credits.', { retryAfterMs: 1 }),
  ])('that fails too leaves the first error, with both in words: %s', async (error) => {
    const { read } = setUp(rejects(LIMITED), rejects(error));
    await expect(read()).rejects.toMatchObject({
      name: 'TransientError',
      code: 'market_data_rate_limited',
      retryAfterMs: 7000,
      message: `Yahoo says 429. The second provider did not help: ${error.message}`,
    });
  });

  test('is left alone once the step has been aborted', async () => {
    const controller = new AbortController();
    const { read, second, primary } = setUp(hangs, () => 'bars');
    const reading = read(controller.signal).catch((e: unknown) => e);
    await vi.waitFor(() => expect(primary.calls).toBe(1), { interval: 1 });
    const reason = new TransientError('step_timed_out', 'The step timed out.');
    controller.abort(reason);
    expect(await reading).toBe(reason);
    expect(second.calls).toBe(0);
  });
});
