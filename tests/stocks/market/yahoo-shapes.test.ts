import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { yahooSource } from '../../../lib/stocks/market/yahoo.ts';
import type { LocalProvider } from './provider-server.ts';
import { startYahoo } from './yahoo-server.ts';
import { yahooShapes } from './yahoo-shapes.ts';

const NOW = Date.UTC(2026, 10, 28, 12);
const shapes = yahooShapes(NOW);

let yahoo: LocalProvider;
beforeAll(async () => {
  yahoo = await startYahoo((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname);
    const shape = shapes.find(({ symbol }) => path.endsWith(`/${symbol}`));
    response.writeHead(shape?.status ?? 404, shape?.headers).end(shape?.body);
  });
});
afterAll(() => yahoo.close());

async function outcome(ticker: string): Promise<number | string> {
  const source = yahooSource({ fetch: yahoo.fetch, now: () => NOW });
  const request = { ticker, years: 2, signal: new AbortController().signal, log: silentLog };
  const read = source.dailyBars(request);
  return read.then(({ bars }) => bars.dates.length).catch((error: { code: string }) => error.code);
}

describe('an answer of Yahoo', () => {
  test.each(shapes.map((shape) => [shape.what, shape] as const))(
    '%s: is read, or is the right error',
    async (_, { symbol, gives }) => {
      expect(await outcome(symbol)).toBe(gives);
    },
  );
});
