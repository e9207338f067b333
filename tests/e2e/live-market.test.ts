import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chartError } from '../stocks/market/yahoo-server.ts';
import { yahooShapes } from '../stocks/market/yahoo-shapes.ts';
import { analyze, getJson, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

const shapes = yahooShapes(Date.now());
const UNKNOWN = JSON.stringify(chartError('Not Found', 'No data found, symbol may be delisted'));

let yahoo: Server;
let stack: TestStack;
beforeAll(async () => {
  yahoo = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname);
    const shape = shapes.find(({ symbol }) => path.endsWith(`/${symbol}`));
    response.writeHead(shape?.status ?? 404, shape?.headers).end(shape?.body ?? UNKNOWN);
  });
  await new Promise<void>((resolve) => yahoo.listen(0, '127.0.0.1', resolve));
  const { port } = yahoo.address() as AddressInfo;
  stack = await startTestStack({ MARKET_DATA: 'yahoo', YAHOO_API_URL: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  await stack.stop();
  yahoo.closeAllConnections();
  yahoo.close();
});

const resultsSchema = z.object({
  data: z.array(z.object({ ticker: z.string(), data_source: z.string(), provenance: z.string() })),
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
