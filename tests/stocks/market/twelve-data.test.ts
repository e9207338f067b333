import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { twelveDataSource } from '../../../lib/stocks/market/twelve-data.ts';
import type { LocalProvider } from './provider-server.ts';
import { errorBody, KEY, plainValues, seriesBody, startTwelveData } from './twelve-data-server.ts';

const NOW = Date.UTC(2026, 0, 5, 20, 0, 40);
let running: LocalProvider[] = [];

afterEach(() => {
  for (const server of running) server.close();
  running = [];
});

async function provider(handler: RequestListener): Promise<LocalProvider> {
  const server = await startTwelveData(handler);
  running.push(server);
  return server;
}

async function readBody(body: unknown, { ticker = 'AAPL', years = 2, status = 200, now = NOW } = {}) {
  const { fetch, requests } = await provider((_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
  );
  const source = twelveDataSource({ fetch, now: () => now, key: KEY });
  const data = await source.dailyBars({
    ticker,
    years,
    signal: new AbortController().signal,
    log: silentLog,
  });
  return { data, requests };
}

describe('what Twelve Data is asked', () => {
  test.each([
    ['AAPL', { symbol: 'AAPL', country: 'United States' }, {}],
    ['brk-b', { symbol: 'BRK.B', country: 'United States' }, { symbol: 'BRK.B' }],
    ['TCS.NS', { symbol: 'TCS', exchange: 'NSE' }, { symbol: 'TCS', exchange: 'NSE', currency: 'INR' }],
    ['M&M.NS', { symbol: 'M&M', exchange: 'NSE' }, { symbol: 'M&M', exchange: 'NSE', currency: 'INR' }],
    [
      '500325.BO',
      { symbol: '500325', exchange: 'BSE' },
      { symbol: '500325', exchange: 'BSE', currency: 'INR' },
    ],
  ])('%s in its own spelling, the key in a header and in no URL', async (ticker, asked, meta) => {
    const { data, requests } = await readBody(seriesBody(plainValues(3), meta), { ticker, years: 3 });
    const url = new URL(requests[0]?.url ?? '', 'http://local');
    expect(url.pathname).toBe('/time_series');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...asked,
      interval: '1day',
      outputsize: '786',
      order: 'asc',
      adjust: 'splits',
    });
    expect(requests[0]?.headers.authorization).toBe(`apikey ${KEY}`);
    expect(JSON.stringify(data)).not.toContain(KEY);
    expect(data.bars.ticker).toBe(ticker.toUpperCase());
  });

  test('never more than the 5,000 bars that one call gives', async () => {
    const { requests } = await readBody(seriesBody(plainValues(3)), { years: 20 });
    expect(requests[0]?.url).toContain('outputsize=5000');
  });

  test.each(['^GSPC', 'EURUSD=X', 'RELIANCE.L', 'BTC-USD', '005930.KS', 'NIFTY50'])(
    'not for %s, which it spells otherwise',
    async (ticker) => {
      const refused = { name: 'PermanentError', code: 'market_data_refused' };
      await expect(readBody(seriesBody(plainValues(3)), { ticker })).rejects.toMatchObject(refused);
    },
  );

  test('nothing without a key', async () => {
    const { fetch, requests } = await provider(() => {});
    const source = twelveDataSource({ fetch, now: () => NOW, key: null });
    const request = { ticker: 'AAPL', years: 2, signal: new AbortController().signal, log: silentLog };
    await expect(source.dailyBars(request)).rejects.toMatchObject({
      code: 'market_data_refused',
      message: expect.stringContaining('TWELVE_DATA_API_KEY'),
    });
    expect(requests).toEqual([]);
  });
});

describe('what Twelve Data gives', () => {
  test('bars as numbers, labelled, without dividends and splits', async () => {
    const { data } = await readBody(seriesBody(plainValues(2)));
    expect(data).toMatchObject({
      source: 'twelvedata',
      stale: false,
      provenance: expect.stringMatching(/^Twelve Data.*2026-01-04 to 2026-01-05.*not for dividends/),
      quality: { bars: 2, findings: [] },
      listing: { name: null, exchange: 'NASDAQ' },
      settledUntil: null,
    });
    expect(data.bars).toEqual({
      ticker: 'AAPL',
      currency: 'USD',
      dates: ['2026-01-04', '2026-01-05'],
      open: Float64Array.of(100, 101),
      high: Float64Array.of(102, 103),
      low: Float64Array.of(98, 99),
      close: Float64Array.of(101, 102),
      volume: Float64Array.of(1000, 1001),
      dividends: Float64Array.of(0, 0),
      splits: [],
      dropped: 0,
    });
  });

  test('newest first, as it does unless told otherwise, is put in order', async () => {
    const { data } = await readBody(seriesBody(plainValues(3).reverse()));
    expect(data.bars.dates).toEqual(['2026-01-03', '2026-01-04', '2026-01-05']);
  });

  test('bars older than the years asked for are left out, uncounted', async () => {
    const old = plainValues(2, '2024-01-05');
    const { data } = await readBody(seriesBody([...old, ...plainValues(1)]));
    expect([data.bars.dates, data.bars.dropped]).toEqual([['2024-01-05', '2026-01-05'], 0]);
  });

  test('a bar of an earlier day is final for an hour', async () => {
    const { data } = await readBody(seriesBody(plainValues(3)), { now: NOW + 86_400_000 });
    expect(data.settledUntil).toBe(NOW + 86_400_000 + 3_600_000);
  });

  test.each([
    ['of another symbol', { symbol: 'AAPL34' }, 'AAPL'],
    ['of another exchange', { symbol: 'TCS', exchange: 'BSE', currency: 'INR' }, 'TCS.NS'],
    ['in another currency', { currency: 'EUR' }, 'AAPL'],
  ])('prices %s are refused', async (_name, meta, ticker) => {
    const other = { code: 'market_data_failed', message: expect.stringContaining('another security') };
    await expect(readBody(seriesBody(plainValues(3), meta), { ticker })).rejects.toMatchObject(other);
  });

  test('prices that end more than 30 days ago are not those of the present', async () => {
    const noData = { name: 'PermanentError', code: 'no_data' };
    await expect(readBody(seriesBody(plainValues(3, '2025-12-05')))).rejects.toMatchObject(noData);
    expect((await readBody(seriesBody(plainValues(3, '2025-12-06')))).data.bars.dates).toHaveLength(3);
  });
});

const CREDITS =
  'You have run out of API credits for the current minute. 9 API credits were used, with the current limit being 8.';
const PLAN = 'This symbol is available starting with the Grow or Venture plan. Consider upgrading now';
const MISSING = '**symbol** or **figi** parameter is missing or invalid. Please provide a valid symbol';
const NOT_FOUND = '**symbol** not found: AAPLX. Please specify it correctly according to API Documentation.';
const NO_DATA = 'No data is available on the specified dates. Try setting different start/end dates.';

describe('its errors, with their own status and with 200', () => {
  test.each([
    [400, NOT_FOUND, 'PermanentError', 'unknown_symbol'],
    [404, MISSING, 'PermanentError', 'unknown_symbol'],
    [400, NO_DATA, 'PermanentError', 'no_data'],
    [400, '**interval** is wrong', 'TransientError', 'market_data_failed'],
    [401, `**apikey** parameter is incorrect: ${KEY}`, 'PermanentError', 'market_data_refused'],
    [403, 'Your key is not permitted', 'PermanentError', 'market_data_refused'],
    [404, PLAN, 'PermanentError', 'market_data_refused'],
    [404, 'Not here', 'TransientError', 'market_data_failed'],
    [429, CREDITS, 'ProviderRefusal', 'market_data_rate_limited'],
    [500, 'Internal error', 'TransientError', 'market_data_failed'],
  ])('%i "%s" is a %s %s', async (code, message, name, expected) => {
    for (const status of [200, code]) {
      const error = await readBody(errorBody(code, message), { status }).catch((e: unknown) => e);
      expect(error).toMatchObject({ name, code: expected });
      expect(JSON.stringify(error) + String(error)).not.toContain(KEY);
    }
  });

  test('no credits for the current minute are waited out until the next one', async () => {
    await expect(readBody(errorBody(429, CREDITS))).rejects.toMatchObject({ retryAfterMs: 20_000 });
    const daily = 'You have run out of API credits for the day.';
    await expect(readBody(errorBody(429, daily))).rejects.toMatchObject({ retryAfterMs: undefined });
  });
});
