import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import type { MarketData } from '../../../lib/stocks/market/market.ts';
import { createMarketSource } from '../../../lib/stocks/market/market-sources.ts';
import { manualClock } from './manual-clock.ts';
import type { LocalProvider } from './provider-server.ts';
import { errorBody, KEY, plainValues, seriesBody, startTwelveData } from './twelve-data-server.ts';
import { type Bar, chartBody, chartError, plainBars, startYahoo } from './yahoo-server.ts';

/** After the last bars of both fixtures. */
const NOW = Date.UTC(2026, 0, 5, 20);
const DAY = 86_400;
const FIRST = Date.UTC(2026, 0, 1, 15) / 1000;

/** Yahoo's fixture moved to the present: 2026-01-01 to 2026-01-05, as Twelve Data's. */
const yahooBars = () => plainBars(5).map(([, ...cells], i): Bar => [FIRST + i * DAY, ...cells] as const);

/** What both providers are put through, each in its own words. */
const PROVIDERS = {
  yahoo: {
    start: startYahoo,
    good: () => chartBody(yahooBars()),
    empty: () => chartBody([]),
    nulls: () =>
      chartBody(yahooBars().map((bar, i) => (i === 2 ? [bar[0], null, null, null, null, null] : bar))),
    allNull: () => chartBody(yahooBars().map(([at]) => [at, null, null, null, null, null])),
    words: () => {
      const body = chartBody(yahooBars());
      const quote = body.chart.result[0]?.indicators.quote[0];
      return {
        chart: {
          ...body.chart,
          result: [{ ...body.chart.result[0], indicators: { quote: [{ ...quote, close: 'high' }] } }],
        },
      };
    },
    impossible: () => chartBody(yahooBars().map((bar, i) => (i === 1 ? [bar[0], 5, 4, 6, 5, 1] : bar))),
    unknown: () => chartError('Not Found', 'No data found, symbol may be delisted'),
    fault: () => chartError('Internal Server Error', 'Something broke'),
  },
  twelvedata: {
    start: startTwelveData,
    good: () => seriesBody(plainValues(5)),
    empty: () => seriesBody([]),
    nulls: () => seriesBody(plainValues(5).map((value, i) => (i === 2 ? { ...value, close: null } : value))),
    allNull: () => seriesBody(plainValues(5).map(({ datetime }) => ({ datetime }))),
    words: () => ({ ...seriesBody([]), values: 'high' }),
    impossible: () =>
      seriesBody(plainValues(5).map((value, i) => (i === 1 ? { ...value, high: '6', low: '7' } : value))),
    unknown: () => errorBody(404, '**symbol** or **figi** parameter is missing or invalid.'),
    fault: () => errorBody(500, 'Something broke'),
  },
} as const;

const CONSOLE = ['log', 'info', 'warn', 'error', 'debug', 'dir'] as const;
let running: LocalProvider[] = [];

beforeEach(() => {
  for (const method of CONSOLE) vi.spyOn(console, method).mockImplementation(() => {});
});
afterEach(() => {
  for (const server of running) server.close();
  running = [];
  for (const method of CONSOLE) expect(console[method], `console.${method}`).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

describe.each(['yahoo', 'twelvedata'] as const)('%s, over HTTP', (name) => {
  const provider = PROVIDERS[name];

  async function setUp(handler: RequestListener) {
    const server = await provider.start(handler);
    running.push(server);
    const clock = manualClock(NOW);
    const key = name === 'twelvedata' ? KEY : null;
    const market = createMarketSource(name, { fetch: server.fetch, clock, twelveDataKey: key });
    const read = (signal = new AbortController().signal): Promise<MarketData> =>
      market.dailyBars({ ticker: 'AAPL', years: 2, signal, log: silentLog });
    return { read, clock, requests: server.requests };
  }

  const answering = (body: string | Buffer, status = 200, headers: Record<string, string> = {}) =>
    setUp((_request, response) => response.writeHead(status, headers).end(body));
  const json = (body: unknown, status = 200) => answering(JSON.stringify(body), status);

  const failed = { name: 'TransientError', code: 'market_data_failed' };
  const limited = { name: 'ProviderRefusal', code: 'market_data_rate_limited' };

  test.each([
    ['with Retry-After', { 'retry-after': '60' }, 60_000],
    ['without', {}, undefined],
  ])(
    '429 for a minute, %s: a rate limit to wait out, then the bars',
    async (_name, headers, retryAfterMs) => {
      const over = NOW + 60_000;
      const world = { now: () => NOW };
      const { read, clock, requests } = await setUp((_request, response) => {
        if (world.now() < over) response.writeHead(429, headers).end('Too Many Requests');
        else response.end(JSON.stringify(provider.good()));
      });
      world.now = clock.now;
      await expect(read()).rejects.toMatchObject({ ...limited, retryAfterMs });
      clock.pass(59_999);
      await expect(read()).rejects.toMatchObject(limited);
      clock.pass(1);
      expect((await read()).bars.dates).toHaveLength(5);
      expect(requests).toHaveLength(3);
    },
  );

  test('a hang lasts until the step is aborted, and the connection is closed', async () => {
    const controller = new AbortController();
    const reason = new Error('step timed out');
    const held: ServerResponse[] = [];
    const { read, requests } = await setUp((_request, response) => held.push(response));
    const reading = read(controller.signal).catch((e: unknown) => e);
    await vi.waitFor(() => expect(requests).toHaveLength(1), { interval: 1 });
    controller.abort(reason);
    expect(await reading).toBe(reason);
    await vi.waitFor(() => expect(held[0]?.destroyed).toBe(true), { interval: 1 });
  });

  test('a body that stops half-way lasts no longer', async () => {
    const controller = new AbortController();
    const reason = new Error('step timed out');
    const { read, requests } = await setUp((_request, response) => {
      response.writeHead(200).write('{"chart":');
    });
    const reading = read(controller.signal).catch((e: unknown) => e);
    await vi.waitFor(() => expect(requests).toHaveLength(1), { interval: 1 });
    controller.abort(reason);
    expect(await reading).toBe(reason);
  });

  test.each([
    ['HTML with status 200', '<!doctype html><title>Consent</title>', 200],
    ['an empty body', '', 200],
    ['JSON of somebody else', '{"hello":"world"}', 200],
    ['null', 'null', 200],
    ['an outage that says 404', '<html>Not Found</html>', 404],
    ['a bad gateway', 'Bad Gateway', 502],
    ['maintenance', '<html>back soon</html>', 503],
  ])('%s is a failure that may pass, and its body is not quoted', async (_name, body, status) => {
    const { read } = await answering(body, status);
    const error = await read().catch((e: unknown) => e);
    expect(error).toMatchObject({ ...failed, message: expect.not.stringContaining('html') });
  });

  test('JSON cut off anywhere is a failure, never fewer bars', async () => {
    const text = JSON.stringify(provider.good());
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const { read } = await answering(text.slice(0, Math.floor(text.length * share)));
      await expect(read()).rejects.toMatchObject(failed);
    }
  });

  test('numbers of another type are a failure', async () => {
    await expect((await json(provider.words())).read()).rejects.toMatchObject(failed);
  });

  test.each([
    ['an empty chart', 'empty'],
    ['nothing but nulls', 'allNull'],
  ] as const)('%s is no_data', async (_name, body) => {
    const noData = { name: 'PermanentError', code: 'no_data' };
    await expect((await json(provider[body]())).read()).rejects.toMatchObject(noData);
  });

  test.each([
    ['a null bar', 'nulls', 'null_row', '2026-01-03'],
    ['an impossible bar', 'impossible', 'impossible_bar', '2026-01-02'],
  ] as const)('%s is left out and told; the others are as given', async (_name, body, code, date) => {
    const whole = await (await json(provider.good())).read();
    const { bars, quality } = await (await json(provider[body]())).read();
    expect(quality).toMatchObject({ bars: 4, findings: [{ code, count: 1, dates: [date] }] });
    expect(bars.dropped).toBe(1);
    const others = whole.bars.dates.filter((day) => day !== date);
    expect(bars.dates).toEqual(others);
    expect([...bars.close]).toEqual(others.map((day) => whole.bars.close[whole.bars.dates.indexOf(day)]));
  });

  test('its own words for an unknown symbol are final', async () => {
    const unknown = { name: 'PermanentError', code: 'unknown_symbol' };
    await expect((await json(provider.unknown(), 404)).read()).rejects.toMatchObject(unknown);
  });

  test('its own words for a fault of its own are not', async () => {
    await expect((await json(provider.fault(), 500)).read()).rejects.toMatchObject(failed);
    await expect((await json(provider.fault(), 200)).read()).rejects.toMatchObject(failed);
  });

  test('10 MB are not read to their end', async () => {
    const { read } = await answering(Buffer.alloc(10_000_000, 'x'));
    const tooLarge = { ...failed, message: expect.stringContaining('too_large') };
    await expect(read()).rejects.toMatchObject(tooLarge);
  });

  test('a connection that breaks is a failure; one that cannot be made is unreachable', async () => {
    const broken = await setUp((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{');
      setImmediate(() => response.destroy());
    });
    await expect(broken.read()).rejects.toMatchObject(failed);
    const gone = await setUp(() => {});
    for (const server of running) server.close();
    const unreachable = { name: 'ProviderSilence', code: 'market_data_unreachable' };
    await expect(gone.read()).rejects.toMatchObject(unreachable);
  });
});

describe('Twelve Data for Yahoo, over HTTP', () => {
  test('a Yahoo that limits, breaks or sends HTML: the bars of the other, and the key in no result', async () => {
    const second = await startTwelveData((_request, response) =>
      response.end(JSON.stringify(seriesBody(plainValues(5)))),
    );
    running.push(second);
    for (const [status, body] of [
      [429, ''],
      [503, 'busy'],
      [200, '<html>'],
    ] as const) {
      const first = await startYahoo((_request, response) => response.writeHead(status).end(body));
      running.push(first);
      const market = createMarketSource('yahoo', {
        fetch: (input, init) => (/yahoo/.test(String(input)) ? first : second).fetch(input, init),
        clock: manualClock(NOW),
        twelveDataKey: KEY,
      });
      const signal = new AbortController().signal;
      const data = await market.dailyBars({ ticker: 'AAPL', years: 2, signal, log: silentLog });
      expect(data).toMatchObject({ source: 'twelvedata', quality: { bars: 5 } });
      expect(data.provenance).toContain('Used because: Yahoo Finance');
      expect(JSON.stringify(data)).not.toContain(KEY);
    }
  });
});
