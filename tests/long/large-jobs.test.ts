import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { analyze, getJson, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

const BUFFERED_LIMIT = 4.5 * 2 ** 20;

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ MARKET_DATA: 'simulated' });
});
afterAll(() => stack.stop());

test('10,000 symbols are accepted, and their result is read page by page and as CSV', async () => {
  const symbols = Array.from({ length: 10_000 }, (_, i) => `SIM${i}`);
  const id = await analyze(stack.url, symbols);
  const job = await untilEnded(stack.url, id, 540_000);
  expect(job).toMatchObject({ status: 'completed', progress: { completed: 10_000, failed: 0 } });

  const page = z.object({
    data: z.array(z.object({ ticker: z.string() })),
    next_cursor: z.string().nullable(),
  });
  const seen = new Set<string>();
  for (let cursor = ''; ; ) {
    const response = await fetch(`${stack.url}/api/v1/jobs/${id}/result${cursor ? `?cursor=${cursor}` : ''}`);
    const text = await response.text();
    expect(text.length).toBeLessThan(BUFFERED_LIMIT);
    const { data, next_cursor } = page.parse(JSON.parse(text));
    for (const { ticker } of data) seen.add(ticker);
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  expect(seen.size).toBe(10_000);

  const csv = await fetch(`${stack.url}/api/v1/jobs/${id}/result?format=csv`);
  expect(csv.headers.get('content-length')).toBeNull();
  const lines = (await csv.text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(10_001);
});

test('a job of 2,200 symbols completes; its memory is a figure of `npm run bench -- jobs`', async () => {
  const id = await analyze(
    stack.url,
    Array.from({ length: 2_200 }, (_, i) => `SIM${i}`),
  );
  expect(await untilEnded(stack.url, id, 120_000)).toMatchObject({ status: 'completed' });
  expect(await getJson(`${stack.url}/api/v1/jobs/${id}`)).toMatchObject({ progress: { percent: 100 } });
  for (const { name, rssBytes } of await stack.host.memory()) {
    console.log(`memory of ${name}: ${Math.round(rssBytes / 2 ** 20)} MB`);
  }
});
