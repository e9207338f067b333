import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { dailyBars } from '../../../lib/stocks/market/bars.ts';
import { parseDailyCsv } from '../../../lib/stocks/market/daily-csv.ts';
import { sampleSource } from '../../../lib/stocks/market/sample.ts';

const request = (ticker: string, signal = new AbortController().signal) => ({
  ticker,
  years: 2,
  signal,
  log: silentLog,
});
const installed = (path: string) =>
  readFile(new URL(`../../../node_modules/${path}`, import.meta.url), 'utf8');

describe('the sample', () => {
  test.each([
    ['vega-datasets/data/sp500-2000.csv', 5105, '2000-01-03', '2020-04-17'],
    ['@observablehq/sample-datasets/aapl.csv', 1260, '2013-05-13', '2018-05-11'],
  ])('%s holds %i rows, each of them usable', async (path, count, first, last) => {
    const rows = parseDailyCsv(await installed(path));
    const { bars, quality } = dailyBars({ ticker: 'X', currency: 'USD', rows });
    expect(quality).toEqual({ bars: count, from: first, to: last, findings: [] });
    expect([bars.dates.length, bars.dropped]).toEqual([count, 0]);
    expect([bars.dates[0], bars.dates.at(-1)]).toEqual([first, last]);
    expect(bars.dividends).toEqual(new Float64Array(count));
  });

  test('^GSPC is the last 1,260 days of its series, with its origin named', async () => {
    const { bars, ...label } = await sampleSource().dailyBars(request('^GSPC'));
    expect([bars.dates.length, bars.dates.at(-1), bars.currency]).toEqual([1260, '2020-04-17', 'USD']);
    expect(bars.close.at(-1)).toBe(2874.560059);
    expect(label).toMatchObject({ source: 'sample', stale: true, listing: { name: 'S&P 500' } });
    for (const fact of [
      'vega-datasets 3.2.1',
      'sp500-2000.csv',
      '2000-01-03',
      '2020-04-17',
      '1260 of 5105',
      'not for dividends, of which it names none',
    ]) {
      expect(label.provenance).toContain(fact);
    }
  });

  test('AAPL is its whole series, and the close is not the dividend-adjusted one', async () => {
    const { bars, provenance } = await sampleSource().dailyBars(request('aapl'));
    expect([bars.ticker, bars.dates.length, bars.dates[0]]).toEqual(['AAPL', 1260, '2013-05-13']);
    expect([bars.open[0], bars.high[0], bars.low[0], bars.close[0], bars.volume[0]]).toEqual([
      64.501427, 65.414284, 64.5, 64.96286, 79237200,
    ]);
    expect(provenance).toContain('@observablehq/sample-datasets 1.0.1');
  });

  test('any other ticker is unknown, and the message lists what there is', async () => {
    const unknown = {
      name: 'PermanentError',
      code: 'unknown_symbol',
      message: expect.stringMatching(/\^GSPC.*AAPL/),
    };
    await expect(sampleSource().dailyBars(request('TCS.NS'))).rejects.toMatchObject(unknown);
  });

  test('where its packages are not installed it says so, and what to install', async () => {
    const from = pathToFileURL(join(tmpdir(), 'elsewhere', 'app.js'));
    const absent = {
      name: 'PermanentError',
      code: 'sample_not_installed',
      message: expect.stringContaining('vega-datasets'),
    };
    await expect(sampleSource({ from }).dailyBars(request('^GSPC'))).rejects.toMatchObject(absent);
  });

  test('an abort ends it with its own reason, before and while reading', async () => {
    const reason = new Error('cancelled');
    await expect(sampleSource().dailyBars(request('AAPL', AbortSignal.abort(reason)))).rejects.toBe(reason);
    const controller = new AbortController();
    const reading = sampleSource().dailyBars(request('^GSPC', controller.signal));
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });
});

describe('parseDailyCsv', () => {
  test('columns are found by name; what is not a number is null', () => {
    const text =
      'Volume,Close,Adj Close,Low,High,Open,Date\r\n7,4,1,2,5,3,2024-01-02\r\nnull,,1,-,x,3,2024-01-03\r\n';
    expect(parseDailyCsv(text)).toEqual([
      { date: '2024-01-02', open: 3, high: 5, low: 2, close: 4, volume: 7 },
      { date: '2024-01-03', open: 3, high: null, low: null, close: null, volume: null },
    ]);
  });

  test('a file without a needed column is refused by its name', () => {
    expect(() => parseDailyCsv('Date,Open,High,Low,Close\n')).toThrow('"volume"');
  });
});
