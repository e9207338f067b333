import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { percentile } from '../chaos/recovery.ts';
import { analyze, getJson, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

const JOBS = 100;
const SYMBOLS = 20;

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ MARKET_DATA: 'simulated' });
});
afterAll(() => stack.stop());

const timesSchema = z.object({ created_at: z.coerce.date(), started_at: z.coerce.date() });

/** Milliseconds of one look at the progress of everything. */
async function look(): Promise<number> {
  const from = performance.now();
  await getJson(`${stack.url}/api/all-stocks/progress`);
  return performance.now() - from;
}

async function looks(count: number, pauseMs: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++, await sleep(pauseMs)) times.push(await look());
  return times.toSorted((a, b) => a - b);
}

/** Of the time in which all are done: the seconds are a figure, and depend on who else uses the machine. */
const LONGEST_SHARE = 0.25;

test('100 jobs at once of 20 symbols each: all complete, and each has begun before a quarter of the time is over', async () => {
  await looks(20, 0);
  const idle = await looks(200, 5);
  const watching = new AbortController();
  const meanwhile: number[] = [];
  const watcher = (async () => {
    for (; !watching.signal.aborted; await sleep(20)) meanwhile.push(await look());
  })();
  const startedAt = performance.now();
  const ids = await Promise.all(
    Array.from({ length: JOBS }, (_, job) =>
      analyze(
        stack.url,
        Array.from({ length: SYMBOLS }, (_, i) => `SIM${job}-${i}`),
      ),
    ),
  );
  const waits: number[] = [];
  for (const id of ids) {
    expect(await untilEnded(stack.url, id, 120_000)).toMatchObject({
      status: 'completed',
      progress: { completed: SYMBOLS, failed: 0 },
    });
    const { created_at, started_at } = timesSchema.parse(await getJson(`${stack.url}/api/v1/jobs/${id}`));
    waits.push(started_at.getTime() - created_at.getTime());
  }
  watching.abort();
  await watcher;
  const total = performance.now() - startedAt;
  const memory = (await stack.host.memory()).map(
    ({ name, rssBytes }) => `${name} ${Math.round(rssBytes / 2 ** 20)} MB`,
  );
  const round = (ms: number) => Math.round(ms);
  console.log(
    [
      `all ${JOBS} jobs in ${round(total)} ms; longest in queued ${round(Math.max(...waits))} ms`,
      `progress p99: ${round(percentile(idle, 0.99))} ms idle, ${round(
        percentile(
          meanwhile.toSorted((a, b) => a - b),
          0.99,
        ),
      )} ms meanwhile`,
      `memory: ${memory.join(', ')}`,
    ].join('\n'),
  );
  expect(Math.max(...waits)).toBeLessThanOrEqual(total * LONGEST_SHARE);
});
