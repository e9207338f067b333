import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { analyze, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

let stack: TestStack | undefined;
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});

const symbols = (count: number) => Array.from({ length: count }, (_, i) => `SIM${i}`);

describe('what a job says it cost', () => {
  test('is what the queue and the database counted', async () => {
    stack = await startTestStack({ MARKET_DATA: 'simulated' });
    const id = await analyze(stack.url, symbols(100));
    const job = await untilEnded(stack.url, id);
    expect(job).toMatchObject({ status: 'completed', progress: { completed: 100, failed: 0 } });
    await stack.qstash?.idle();

    expect(stack.qstash?.published({ label: id })).toHaveLength(job.usage.messages);
    const named = stack.requests.filter(({ queries }) => queries.some(({ params }) => params.includes(id)));
    const bySlices = named.filter(({ applicationName }) => applicationName === 'unstuck-engine').length;
    const lookUpAndInsert = 2;
    expect(bySlices + lookUpAndInsert).toBe(job.usage.round_trips);

    expect(job.usage.messages).toBeLessThanOrEqual(6);
    expect(job.usage.round_trips / 100).toBeLessThanOrEqual(0.5);
  });
});

describe("a provider's budget", () => {
  test('holds at every moment over all functions together', async () => {
    stack = await startTestStack({
      MARKET_DATA: 'simulated',
      SIMULATED_LATENCY_MS: '100',
      MARKET_MAX_IN_FLIGHT: '10',
    });
    const { url, database } = stack;
    const ids = await Promise.all([analyze(url, symbols(40)), analyze(url, symbols(40))]);
    for (const id of ids) expect(await untilEnded(url, id)).toMatchObject({ status: 'completed' });

    const client = new pg.Client({ connectionString: database.directUrl });
    await client.connect();
    // A request lies within its step's lease, from started_at to completed_at.
    const { rows } = await client.query(`select max((
        select count(*)::int from steps o where o.started_at <= s.started_at and o.completed_at > s.started_at
      )) as most from steps s`);
    await client.end();
    expect(rows[0].most).toBeLessThanOrEqual(10);
    expect(rows[0].most).toBeGreaterThan(5);
  });
});
