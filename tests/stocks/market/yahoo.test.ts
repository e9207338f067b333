import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fetch } from '../../../lib/core/guarded-fetch.ts';
import { silentLog } from '../../../lib/core/log.ts';
import { yahooSource } from '../../../lib/stocks/market/yahoo.ts';
import { CONSENT_PAGE } from '../../support/moody-source.ts';
import type { LocalProvider } from './provider-server.ts';
import { type Bar, chartBody, chartError, plainBars, startYahoo } from './yahoo-server.ts';

const NOW = Date.UTC(2026, 0, 5, 12, 0, 0);
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

async function yahoo(handler: RequestListener): Promise<LocalProvider> {
  const server = await startYahoo(handler);
  running.push(server);
  return server;
}

function read(fetch: Fetch, ticker = 'AAPL', signal = new AbortController().signal, now = NOW, years = 2) {
  return yahooSource({ fetch, now: () => now }).dailyBars({ ticker, years, signal, log: silentLog });
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(body: unknown, status = 200, ticker = 'AAPL') {
  const { fetch } = await yahoo((_request, response) => json(response, body, status));
  return read(fetch, ticker);
}

describe('what Yahoo gives', () => {
  test('bars come oldest first, split-adjusted and not dividend-adjusted, labelled as live', async () => {
    const { bars, ...label } = await readBody(chartBody(plainBars(3)));
    expect(bars).toEqual({
      ticker: 'AAPL',
      currency: 'USD',
      dates: ['2024-01-02', '2024-01-03', '2024-01-04'],
      open: Float64Array.of(100, 101, 102),
      high: Float64Array.of(102, 103, 104),
      low: Float64Array.of(98, 99, 100),
      close: Float64Array.of(101, 102, 103),
      volume: Float64Array.of(1000, 1001, 1002),
      dividends: Float64Array.of(0, 0, 0),
      splits: [],
      dropped: 0,
    });
    expect(label).toMatchObject({ source: 'yahoo', stale: false });
    expect(label.provenance).toContain('2024-01-02 to 2024-01-04');
  });

  test('rows with a null are dropped and counted', async () => {
    const [first, second, third] = plainBars(3) as [Bar, Bar, Bar];
    const holed: Bar[] = [first, [second[0], null, null, null, null, null], third];
    const { bars } = await readBody(chartBody(holed));
    expect(bars.dates).toEqual(['2024-01-02', '2024-01-04']);
    expect(bars.dropped).toBe(1);
  });

  test('a trading day given twice keeps its later row; the other is counted as dropped', async () => {
    const live: Bar = [1_704_292_200 + 3 * 3600, 101, 105, 99, 104, 9999];
    const { bars } = await readBody(chartBody([...plainBars(2), live]));
    expect(bars.dates).toEqual(['2024-01-02', '2024-01-03']);
    expect([bars.close.at(-1), bars.volume.at(-1), bars.dropped]).toEqual([104, 9999, 1]);
  });

  test.each([
    ['no dividend and no split', {}],
    ['no session, of which it is then not known when it ends', { currentTradingPeriod: undefined }],
    ['no currency', { currency: undefined }],
  ])('a chart with %s arrives', async (_name, meta) => {
    const body = chartBody(plainBars(3), meta);
    expect(body.chart.result[0]).not.toHaveProperty('events');
    const { bars, quality } = await readBody(body);
    expect([bars.close, bars.dividends, bars.splits]).toEqual([
      Float64Array.of(101, 102, 103),
      new Float64Array(3),
      [],
    ]);
    expect(quality.findings.map(({ code }) => code)).not.toContain('impossible_event');
  });

  test("the ticker is Yahoo's own spelling, and a missing currency is XXX", async () => {
    const { bars } = await readBody(
      chartBody(plainBars(1), { symbol: 'TCS.NS', currency: null }),
      200,
      'tcs.ns',
    );
    expect([bars.ticker, bars.currency]).toEqual(['TCS.NS', 'XXX']);
  });

  test.each([
    [
      { longName: 'Tata Consultancy Services Limited', shortName: 'TATA CONSULTANCY SERV LT' },
      { name: 'Tata Consultancy Services Limited', exchange: 'NasdaqGS' },
    ],
    [
      { shortName: ' TATA  CONSULTANCY\u0000 SERV LT ', fullExchangeName: undefined },
      { name: 'TATA CONSULTANCY SERV LT', exchange: 'NMS' },
    ],
    [
      { longName: '', shortName: 7, fullExchangeName: null, exchangeName: undefined },
      { name: null, exchange: null },
    ],
  ])('the listing is named as Yahoo names it: %j', async (meta, listing) => {
    expect((await readBody(chartBody(plainBars(1), meta))).listing).toEqual(listing);
  });

  test.each([
    ['Asia/Kolkata', '2024-01-01T18:30:00Z', '2024-01-02'],
    ['Asia/Kolkata', '2024-01-02T03:45:00Z', '2024-01-02'],
    ['America/New_York', '2024-03-08T14:30:00Z', '2024-03-08'],
    ['America/New_York', '2024-01-11T01:00:00Z', '2024-01-10'],
    ['America/New_York', '2024-03-11T04:30:00Z', '2024-03-11'],
    ['America/New_York', '2024-03-08T04:30:00Z', '2024-03-07'],
    ['Australia/Sydney', '2024-01-01T23:00:00Z', '2024-01-02'],
    ['Europe/London', '2024-06-30T23:00:00Z', '2024-07-01'],
  ])('in %s a bar at %s belongs to %s', async (exchangeTimezoneName, at, date) => {
    const bar: Bar = [Date.parse(at) / 1000, 10, 11, 9, 10, 1];
    const { bars } = await readBody(chartBody([bar], { exchangeTimezoneName }));
    expect(bars.dates).toEqual([date]);
  });
});

describe('dividends and splits', () => {
  const [first, second, third] = plainBars(3).map(([seconds]) => seconds) as [number, number, number];
  const dividend = (date: unknown, amount: unknown) => ({ amount, date });
  const split = (date: unknown, numerator: unknown, denominator: unknown) => ({
    date,
    numerator,
    denominator,
    splitRatio: `${numerator}:${denominator}`,
  });
  const withEvents = (events: Record<string, unknown>) => readBody(chartBody(plainBars(3), {}, events));

  test('dividends stand on their ex-dates, splits beside the bars', async () => {
    const { bars, quality } = await withEvents({
      dividends: { [second]: dividend(second, 0.24) },
      splits: { [third]: split(third, 4, 1), [second]: split(second, 1, 10) },
    });
    expect(bars.dividends).toEqual(Float64Array.of(0, 0.24, 0));
    expect(bars.splits).toEqual([
      { date: '2024-01-03', ratio: 0.1 },
      { date: '2024-01-04', ratio: 4 },
    ]);
    expect(quality.findings.map(({ code }) => code)).not.toContain('unadjusted_split');
  });

  test('those before the first bar are none of the series', async () => {
    const { bars } = await withEvents({ dividends: { [first]: dividend(first - 86_400, 0.24) } });
    expect([bars.dividends, bars.splits]).toEqual([new Float64Array(3), []]);
  });

  test.each([
    ['an amount in words', { dividends: { 1: dividend(second, '0.24') } }, 1],
    ['an amount below zero', { dividends: { 1: dividend(second, -1) } }, 1],
    ['a split by zero', { splits: { 1: split(second, 4, 0), 2: split(second, 0, 4) } }, 2],
    ['no list at all', { dividends: 'none' }, 1],
    ['an event with nothing but its date', { dividends: { 1: { date: second } } }, 1],
  ])('%s costs the event, not the prices', async (_name, events, count) => {
    const { bars, quality } = await withEvents(events);
    expect([bars.dates.length, bars.dividends, bars.splits]).toEqual([3, new Float64Array(3), []]);
    expect(quality.findings).toContainEqual(expect.objectContaining({ code: 'impossible_event', count }));
  });
});

describe('how long the last bar stays the last one', () => {
  /** 2024-01-05, 9:30 to 16:00 in New York. */
  const [start, end] = [1_704_465_000_000, 1_704_488_400_000];
  const HOUR = 3_600_000;
  const settled = async (now: number, meta: Record<string, unknown> = {}, bars = 4) => {
    const { fetch } = await yahoo((_request, response) => json(response, chartBody(plainBars(bars), meta)));
    return (await read(fetch, 'AAPL', new AbortController().signal, now)).settledUntil;
  };

  test('before the session: until it opens', async () => {
    expect(await settled(start - 1, {}, 3)).toBe(start);
  });

  test('a row of a session that has not begun may still change', async () => {
    expect(await settled(start - 1)).toBeNull();
  });

  test('during the session and half an hour after: it may still change', async () => {
    expect([await settled(start), await settled(end + HOUR / 2 - 1)]).toEqual([null, null]);
  });

  test('after it: until the next one may open, an hour early for clocks put forward', async () => {
    expect(await settled(end + HOUR / 2)).toBe(start + 23 * HOUR);
    expect(await settled(start + 23 * HOUR)).toBe(start + 47 * HOUR);
    expect(await settled(start + 60 * HOUR)).toBe(start + 71 * HOUR);
  });

  test('without a session by the date: for an hour when it is of an earlier day', async () => {
    const meta = { currentTradingPeriod: null };
    expect(await settled(end, meta)).toBeNull();
    expect(await settled(end + 12 * HOUR, meta)).toBe(end + 13 * HOUR);
  });
});

describe('what Yahoo is asked', () => {
  test('the years asked for of daily bars with their events, by a named client, without cookies', async () => {
    const { fetch, requests } = await yahoo((_request, response) => json(response, chartBody(plainBars(1))));
    await read(fetch);
    const url = new URL(requests[0]?.url ?? '', 'http://local');
    const query = url.searchParams;
    expect(url.pathname).toBe('/v8/finance/chart/AAPL');
    expect(query.get('interval')).toBe('1d');
    expect(Number(query.get('period2')) * 1000).toBe(NOW);
    expect(new Date(Number(query.get('period1')) * 1000).toISOString()).toBe('2024-01-05T12:00:00.000Z');
    expect(query.get('events')).toBe('div|split');
    await read(fetch, 'AAPL', new AbortController().signal, NOW, 20);
    const longer = new URL(requests[1]?.url ?? '', 'http://local').searchParams;
    expect(new Date(Number(longer.get('period1')) * 1000).toISOString()).toBe('2006-01-05T12:00:00.000Z');
    expect(requests[0]?.headers['user-agent']).toContain('yahoo-finance2');
    expect(requests[0]?.headers.cookie ?? '').toBe('');
  });

  test.each([
    ['^GSPC', '/v8/finance/chart/%5EGSPC'],
    ['M&M.NS', '/v8/finance/chart/M%26M.NS'],
    ['EURUSD=X', '/v8/finance/chart/EURUSD%3DX'],
  ])('%s stays one piece of the path', async (ticker, path) => {
    const { fetch, requests } = await yahoo((_request, response) => json(response, chartBody(plainBars(1))));
    await read(fetch, ticker);
    expect(requests[0]?.url?.split('?')[0]).toBe(path);
  });

  test.each(['', '..', '.', 'A/B', 'A?x=1', 'A B', `\${YF_QUERY_HOST}`, 'A'.repeat(33)])(
    'what cannot be a ticker is not sent: "%s"',
    async (ticker) => {
      const { fetch, requests } = await yahoo((_request, response) =>
        json(response, chartBody(plainBars(1))),
      );
      await expect(read(fetch, ticker)).rejects.toMatchObject({
        name: 'PermanentError',
        code: 'unknown_symbol',
      });
      expect(requests).toHaveLength(0);
    },
  );

  test('a cookie that no jar would accept does no harm and is not sent back', async () => {
    const { fetch, requests } = await yahoo((_request, response) => {
      response.setHeader('set-cookie', 'A=1; Domain=elsewhere.example');
      json(response, chartBody(plainBars(1)));
    });
    const source = yahooSource({ fetch, now: () => NOW });
    const request = { ticker: 'AAPL', years: 2, signal: new AbortController().signal, log: silentLog };
    await source.dailyBars(request);
    await source.dailyBars(request);
    expect(requests.map(({ headers }) => headers.cookie ?? '')).toEqual(['', '']);
  });

  test('requests do not wait for one another', async () => {
    const waiting: ServerResponse[] = [];
    const { fetch } = await yahoo((_request, response) => {
      if (waiting.push(response) === 12) for (const held of waiting) json(held, chartBody(plainBars(1)));
    });
    const source = yahooSource({ fetch, now: () => NOW });
    const signal = AbortSignal.timeout(5000);
    const all = Array.from({ length: 12 }, () =>
      source.dailyBars({ ticker: 'AAPL', years: 2, signal, log: silentLog }),
    );
    expect(await Promise.all(all)).toHaveLength(12);
  });
});

describe('what cannot be had', () => {
  test('a symbol Yahoo does not know is permanent, and the message says what to check', async () => {
    const body = chartError('Not Found', 'No data found, symbol may be delisted');
    const error = await readBody(body, 404, 'TCSS.NS').catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'PermanentError', code: 'unknown_symbol' });
    expect(error).toHaveProperty('message', expect.stringMatching(/TCSS\.NS.*\.NS for NSE/));
  });

  test('a 404 without those words is an outage, not a verdict on the symbol', async () => {
    const failed = { name: 'TransientError', code: 'market_data_failed' };
    await expect(readBody({ message: 'not here' }, 404)).rejects.toMatchObject(failed);
  });

  test.each([
    ['no result', { chart: { result: null, error: null } }, 200],
    ['an empty result', { chart: { result: [], error: null } }, 200],
    ['a result without timestamps', { chart: { result: [{ meta: { symbol: 'AAPL' } }], error: null } }, 200],
    ['a result whose timestamps are null', { chart: { result: [{ timestamp: null }], error: null } }, 200],
    ['no bars in the period', chartBody([]), 200],
    ['nothing but holes', chartBody([[1_704_205_800, null, null, null, null, null]]), 200],
    [
      'no data for the period',
      chartError('Bad Request', "Data doesn't exist for startDate = 1, endDate = 2"),
      400,
    ],
  ])('%s is no_data, for good', async (_name, body, status) => {
    const noData = { name: 'PermanentError', code: 'no_data', message: expect.stringContaining('AAPL') };
    await expect(readBody(body, status)).rejects.toMatchObject(noData);
  });

  test.each([
    ['45', 45_000],
    ['Mon, 05 Jan 2026 12:01:00 GMT', 60_000],
    [undefined, undefined],
  ])('429 with Retry-After %s is a rate limit to wait out: %s ms', async (header, retryAfterMs) => {
    const { fetch } = await yahoo((_request, response) => {
      response.writeHead(429, header === undefined ? {} : { 'retry-after': header });
      response.end('Edge: Too Many Requests');
    });
    const limited = { name: 'ProviderRefusal', code: 'market_data_rate_limited', retryAfterMs };
    await expect(read(fetch)).rejects.toMatchObject(limited);
  });

  test.each([
    ['a 401 without a crumb', 401, JSON.stringify(chartError('Unauthorized', 'Invalid Cookie'))],
    ['a 403 of its edge', 403, '<html>Forbidden</html>'],
    ['a 999', 999, ''],
    ['Too Many Requests with status 200', 200, 'Too Many Requests\r\n'],
    ['the page that asks for consent', 200, CONSENT_PAGE],
  ])('%s refuses everybody, so that the provider is paused', async (_name, status, body) => {
    const { fetch } = await yahoo((_request, response) => response.writeHead(status).end(body));
    const refusal = { name: 'ProviderRefusal', code: 'market_data_rate_limited', retryAfterMs: undefined };
    await expect(read(fetch)).rejects.toMatchObject(refusal);
  });

  test.each([
    ['a 500 in HTML', 500, '<html>Will be right back...</html>'],
    ['another complaint', 422, JSON.stringify(chartError('Unprocessable Entity', 'Invalid input'))],
    ['HTML with status 200', 200, '<!doctype html><title>Consent</title>'],
    ['truncated JSON', 200, JSON.stringify(chartBody(plainBars(3))).slice(0, 900)],
    ['an empty body', 200, ''],
    ['JSON of another shape', 200, '{"quoteResponse":{"result":[]}}'],
    ['a null chart', 200, '{"chart":null}'],
    ['a chart without quotes', 200, '{"chart":{"result":[{"meta":{},"timestamp":[1]}],"error":null}}'],
    [
      'an unknown time zone',
      200,
      JSON.stringify(chartBody(plainBars(1), { exchangeTimezoneName: 'Mars/Base' })),
    ],
  ])('%s is a failure that may pass', async (_name, status, body) => {
    const { fetch } = await yahoo((_request, response) => response.writeHead(status).end(body));
    const error = await read(fetch).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'TransientError', code: 'market_data_failed' });
    expect(String(error).length).toBeLessThan(300);
  });

  test('columns of different lengths are refused, not padded', async () => {
    const body = chartBody(plainBars(3));
    body.chart.result[0]?.indicators.quote[0]?.volume.pop();
    await expect(readBody(body)).rejects.toMatchObject({ code: 'market_data_failed' });
  });

  test('a 503 that names a time to wait passes it on', async () => {
    const { fetch } = await yahoo((_request, response) =>
      response.writeHead(503, { 'retry-after': '7' }).end('busy'),
    );
    const busy = { name: 'TransientError', code: 'market_data_failed', retryAfterMs: 7000 };
    await expect(read(fetch)).rejects.toMatchObject(busy);
  });

  test('a body beyond 5 MB is refused', async () => {
    const { fetch } = await yahoo((_request, response) => response.end(`"${'x'.repeat(5_000_000)}"`));
    await expect(read(fetch)).rejects.toMatchObject({ name: 'TransientError', code: 'market_data_failed' });
  });

  test('a connection lost half-way is a failure of Yahoo, since Yahoo was reached', async () => {
    const { fetch } = await yahoo((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"chart":');
      setTimeout(() => response.destroy(), 10);
    });
    await expect(read(fetch)).rejects.toMatchObject({ name: 'TransientError', code: 'market_data_failed' });
  });

  test('a host that cannot be found or reached is market_data_unreachable', async () => {
    const unreachable = { name: 'ProviderSilence', code: 'market_data_unreachable' };
    const gone = await yahoo(() => {});
    gone.close();
    await expect(read(gone.fetch)).rejects.toMatchObject(unreachable);
    const nowhere: Fetch = (_input, init) => fetch('http://yahoo.invalid/', init);
    await expect(read(nowhere)).rejects.toMatchObject(unreachable);
  });

  test('an abort ends the request with its own reason', async () => {
    const reason = new Error('step timed out');
    const controller = new AbortController();
    let hungUp: (() => void) | undefined;
    const isHungUp = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const { fetch } = await yahoo((_request, response) => {
      response.on('close', () => hungUp?.());
      controller.abort(reason);
    });
    await expect(read(fetch, 'AAPL', controller.signal)).rejects.toBe(reason);
    await isHungUp;
    await expect(read(fetch, 'AAPL', AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
