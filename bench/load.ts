import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Figure, percentile } from './figures.ts';
import { memoryFigures, submit, withStack } from './stack.ts';

const JOBS = 100;
const SYMBOLS = 20;
const LOOKS = 100;

async function look(url: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/api/all-stocks/progress`);
  await response.text();
  if (!response.ok) throw new Error(`progress answered ${response.status}`);
  return performance.now() - startedAt;
}

async function ended(client: pg.Client): Promise<{ done: number; failed: number; waitedMs: number }> {
  const { rows } = await client.query(`select count(*) filter (where status = 'completed')::int as done,
    count(*) filter (where status not in ('queued', 'processing', 'completed'))::int as failed,
    coalesce(max(extract(epoch from coalesce(started_at, clock_timestamp()) - created_at) * 1000), 0)::float8 as waited
    from jobs`);
  return { done: rows[0].done, failed: rows[0].failed, waitedMs: rows[0].waited };
}

/** 100 concurrent jobs of 20 symbols: waiting times, and latency of progress requests meanwhile. */
export async function benchLoad(): Promise<Figure[]> {
  return withStack({}, async (stack, databaseUrl) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    for (let i = 0; i < 20; i++) await look(stack.url);
    const idle: number[] = [];
    for (let i = 0; i < LOOKS; i++) idle.push(await look(stack.url));

    const startedAt = performance.now();
    const submitting = Promise.all(Array.from({ length: JOBS }, () => submit(stack.url, SYMBOLS)));
    const meanwhile: number[] = [];
    let state = await ended(client);
    while (state.done + state.failed < JOBS) {
      meanwhile.push(await look(stack.url));
      await sleep(20);
      state = await ended(client);
      if (performance.now() - startedAt > 120_000) throw new Error(`after 120 s: ${JSON.stringify(state)}`);
    }
    await submitting;
    const seconds = (performance.now() - startedAt) / 1000;
    const memory = await memoryFigures(stack);
    await client.end();
    return [
      { name: `${JOBS} jobs of ${SYMBOLS} symbols: time`, value: seconds, unit: 's' },
      { name: 'jobs that did not complete', value: state.failed, unit: 'jobs', budget: 0 },
      { name: 'longest wait in queued', value: Math.round(state.waitedMs), unit: 'ms', budget: 5_000 },
      { name: 'progress, idle, p99', value: percentile(idle, 0.99), unit: 'ms', budget: 20 },
      { name: 'progress, meanwhile, p99', value: percentile(meanwhile, 0.99), unit: 'ms', budget: 150 },
      ...memory,
    ];
  });
}
