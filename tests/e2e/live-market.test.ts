import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { yahooShapes, yahooShare } from '../stocks/market/yahoo-shapes.ts';
import { analyze, getJson, type TestStack, untilEnded } from '../support/stack.ts';
import { startYahooStack } from '../support/yahoo-stack.ts';

const NOW = Date.now();
/** Two companies under one name, on two exchanges. */
const HAL = [
  yahooShare(NOW, 'HAL', { longName: 'Halliburton Company', fullExchangeName: 'NYSE' }),
  yahooShare(NOW, 'HAL.NS', {
    longName: 'Hindustan Aeronautics Limited',
    fullExchangeName: 'NSE',
    currency: 'INR',
    exchangeTimezoneName: 'Asia/Kolkata',
  }),
];
const shapes = [...yahooShapes(NOW), ...HAL];

let stack: TestStack;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ stack, stop } = await startYahooStack((asked) => shapes.find(({ symbol }) => symbol === asked)));
});
afterAll(() => stop());

const resultsSchema = z.object({
  data: z.array(z.object({ ticker: z.string(), data_source: z.string(), provenance: z.string() })),
});
const listedSchema = z.object({
  data: z.array(
    z.object({
      ticker: z.string(),
      name: z.string().nullable(),
      exchange: z.string().nullable(),
      currency: z.string(),
      also_asked_for: z.array(z.string()),
      symbol_note: z.string().nullable(),
      other_listings: z.array(z.unknown()).nullable(),
    }),
  ),
});
const stepsSchema = z.object({
  data: z.array(z.object({ key: z.string(), error: z.object({ code: z.string() }).nullable() })),
});

describe('with live data', () => {
  test('the README’s call completes both symbols, and says whom it asked', async () => {
    const id = await analyze(stack.url, ['AAPL', '^GSPC']);
    expect(await untilEnded(stack.url, id, 60_000)).toMatchObject({ status: 'completed' });
    const { data } = resultsSchema.parse(await getJson(`${stack.url}/api/v1/jobs/${id}/result`));
    expect(data.map(({ ticker, data_source }) => [ticker, data_source])).toEqual([
      ['AAPL', 'yahoo'],
      ['^GSPC', 'yahoo'],
    ]);
    expect(data[0]?.provenance).toMatch(/^Yahoo Finance \(unofficial interface\) through 127\.0\.0\.1:\d+, /);
  });

  test('a symbol that is two securities is the configured one, and the result names the other', async () => {
    const id = await analyze(stack.url, ['HAL']);
    await untilEnded(stack.url, id, 60_000);
    const { data } = listedSchema.parse(await getJson(`${stack.url}/api/v1/jobs/${id}/result`));
    expect(data).toEqual([
      {
        ticker: 'HAL.NS',
        name: 'Hindustan Aeronautics Limited',
        exchange: 'NSE',
        currency: 'INR',
        also_asked_for: [],
        symbol_note: expect.stringContaining('HAL exists too (Halliburton Company, NYSE, USD)'),
        other_listings: [{ ticker: 'HAL', name: 'Halliburton Company', exchange: 'NYSE', currency: 'USD' }],
      },
    ]);
  });

  test('two securities asked for by name are two results, two spellings of one are one', async () => {
    const id = await analyze(stack.url, ['HAL', 'HAL.NS', 'TCS', 'TCS.NS']);
    expect(await untilEnded(stack.url, id, 60_000)).toMatchObject({
      status: 'completed',
      progress: { total: 4 },
    });
    const { data } = listedSchema.parse(await getJson(`${stack.url}/api/v1/jobs/${id}/result`));
    expect(data.map(({ ticker, also_asked_for }) => [ticker, also_asked_for.length])).toEqual([
      ['HAL', 0],
      ['HAL.NS', 0],
      ['TCS.NS', 1],
    ]);
  });

  test('each shape that arrives and is no refusal of all is analyzed, or fails its own step alone', async () => {
    const own = shapes.filter(
      ({ gives }) => typeof gives === 'number' || /^(unknown_symbol|no_data)$/.test(gives),
    );
    const id = await analyze(
      stack.url,
      own.map(({ symbol }) => symbol),
    );
    await untilEnded(stack.url, id, 60_000);
    const { data } = stepsSchema.parse(await getJson(`${stack.url}/api/v1/jobs/${id}/steps?limit=100`));
    const short = (gives: number) => (gives < 60 ? 'insufficient_history' : null);
    expect(new Map(data.map(({ key, error }) => [key, error?.code ?? null]))).toEqual(
      new Map(own.map(({ symbol, gives }) => [symbol, typeof gives === 'number' ? short(gives) : gives])),
    );
  });
});
