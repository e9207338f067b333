import { describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import type { Stage } from '../../lib/engine/analyzer.ts';
import { messageSchema } from '../../lib/engine/messages.ts';
import { retryJob } from '../../lib/engine/retry.ts';
import { watch } from '../../lib/engine/watchdog.ts';
import { type TestEngine, testAnalyzer } from '../support/engine.ts';
import { engineSuite } from '../support/engine-suite.ts';
import { database } from '../support/jobs.ts';

const { start } = engineSuite();

const quick: Stage['run'] = async () => ({ record: null });
const bodyOf = async (request: Request) => messageSchema.parse(await request.json());

describe('a message', () => {
  test('that arrives before its job is waited for, and dropped once its job can never come', async () => {
    const { context, qstash } = await start({
      analyzer: testAnalyzer([{ run: quick }]),
      settings: { waitForJobMs: 50 },
    });
    const orphan = { jobId: 'job_never', epoch: 1, lines: ['0'], nonce: 'n', watchdogDelaySeconds: 1 };
    await context.publisher.start({ ...orphan, at: Date.now() - 31_000 });
    await systemClock.sleep(400);
    await qstash.idle();
    const states = qstash
      .published({ label: 'job_never' })
      .map(({ body, state, deliveries }) => ({ body, state, deliveries }));
    expect(states.find(({ body }) => body.includes('slice'))).toMatchObject({
      state: 'DELIVERED',
      deliveries: 1,
    });
  });

  test('of a young unknown job is not acknowledged: its creation may yet commit', async () => {
    const { context, qstash } = await start({
      analyzer: testAnalyzer([{ run: quick }]),
      settings: { waitForJobMs: 50 },
    });
    const young = {
      jobId: 'job_soon',
      epoch: 1,
      lines: ['0'],
      nonce: 'n',
      watchdogDelaySeconds: 60,
      at: Date.now(),
    };
    await context.publisher.start(young);
    await systemClock.sleep(500);
    const slice = qstash.published({ label: 'job_soon' }).find(({ body }) => body.includes('slice'));
    expect(slice).toMatchObject({ state: 'RETRY', deliveries: 1 });
  });

  test('delivered twice at once has its effect once', async () => {
    const ran: string[] = [];
    const { create, ended } = await start({
      analyzer: testAnalyzer([
        {
          run: async ({ key }) => {
            ran.push(key);
            await systemClock.sleep(30);
            return { record: null };
          },
        },
      ]),
      qstash: { intercept: { deliver: () => 'twice' } },
    });
    const { id } = await create(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
    expect(await ended(id)).toMatchObject({ status: 'completed', done: 7 });
    expect(ran.sort()).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
  });
});

describe('a slice whose answer is lost', () => {
  test('costs nothing: what it committed stands, and the redelivery finds nothing left', async () => {
    const ran: string[] = [];
    const { create, ended, qstash } = await start({
      analyzer: testAnalyzer([
        {
          run: async ({ key }) => {
            ran.push(key);
            return { record: null };
          },
        },
      ]),
      qstash: { intercept: { deliver: ({ attempt }) => (attempt === 1 ? 'lose_ack' : undefined) } },
    });
    const { id } = await create(['A', 'B', 'C']);
    expect(await ended(id)).toMatchObject({ status: 'completed', done: 3 });
    await systemClock.sleep(300);
    await qstash.idle();
    expect(ran.sort()).toEqual(['A', 'B', 'C']);
    const slice = qstash.published({ label: id }).find(({ body }) => body.includes('slice'));
    expect(slice).toMatchObject({ state: 'DELIVERED', deliveries: 2 });
  });
});

describe('a slice message whose deliveries are exhausted', () => {
  test('is replaced on its own line by the failure callback', async () => {
    let refusals = 0;
    const { create, ended, qstash } = await start({
      analyzer: testAnalyzer([{ run: quick }]),
      settings: { messageRetries: 1, watchdogPeriodMs: 60_000 },
      before: async (request) => {
        if (request.url.endsWith('/api/failed') || refusals >= 2) return null;
        refusals++;
        return new Response('no', { status: 500 });
      },
    });
    const { id } = await create(['A']);
    expect(await ended(id, 20_000)).toMatchObject({ status: 'completed' });
    const bodies = qstash
      .published()
      .filter(({ url }) => url.endsWith('/api/process'))
      .map(({ body }) => body);
    const slices = bodies.map((body) => JSON.parse(body)).filter(({ type }) => type === 'slice');
    expect(slices.map(({ line }) => line)).toEqual(['0', '0']);
  });
});

describe('the watchdog', () => {
  test('rescues a job all of whose slice messages are lost', async () => {
    const { create, ended } = await start({
      analyzer: testAnalyzer([{ run: quick }]),
      settings: { messageRetries: 1 },
      before: async (request) => {
        if (request.url.endsWith('/api/failed')) return new Response('lost', { status: 200 });
        const { type, line } = await bodyOf(request);
        return type === 'slice' && line !== 'w' ? new Response('lost', { status: 200 }) : null;
      },
    });
    const { id } = await create(['A', 'B']);
    expect(await ended(id, 8_000)).toMatchObject({ status: 'completed', done: 2 });
  });

  const watchdog = (job: string, gen: number) => ({
    v: 1 as const,
    type: 'watchdog' as const,
    job,
    epoch: 1,
    line: 'w' as const,
    at: 0,
    gen,
  });
  const watchdogs = (qstash: TestEngine['qstash'], id: string) =>
    qstash.published({ label: id }).filter(({ body }) => body.includes('watchdog'));
  const endless = testAnalyzer([{ run: () => new Promise(() => {}), timeoutMs: 5_000 }]);

  test('arms nothing while the database is away: its own deliveries wait', async () => {
    const { deps, qstash } = await start({ analyzer: endless });
    const away = { ...deps, db: database('postgresql://nobody:nothing@127.0.0.1:9/gone') };
    await expect(watch(away, watchdog('job_x', 1))).rejects.toThrow();
    expect(qstash.published({ label: 'job_x' })).toEqual([]);
  });

  test('redelivered arms one successor, not two', async () => {
    const { create, deps, qstash } = await start({ analyzer: endless });
    const { id } = await create(['A']);
    await watch(deps, watchdog(id, 1));
    await watch(deps, watchdog(id, 1));
    expect(watchdogs(qstash, id)).toHaveLength(2);
  });

  test('of an older generation arms nothing, however late it comes', async () => {
    const { create, deps, qstash } = await start({ analyzer: endless });
    const { id } = await create(['A']);
    await watch(deps, watchdog(id, 1));
    await watch(deps, watchdog(id, 2));
    const before = watchdogs(qstash, id).length;
    expect(await watch(deps, watchdog(id, 1))).toMatchObject({
      reason: 'a later watchdog looks after the job',
    });
    expect(watchdogs(qstash, id)).toHaveLength(before);
  });
});

describe('an unfinished job that is asked for again', () => {
  test('is dispatched again and ends, though all its messages were lost', async () => {
    let lose = true;
    const { create, ended, context } = await start({
      analyzer: testAnalyzer([{ run: quick }]),
      before: async () => (lose ? new Response('lost', { status: 200 }) : null),
    });
    const { id } = await create(['A', 'B']);
    await systemClock.sleep(100);
    lose = false;
    await retryJob(context, { owner: 'ann', id, all: false });
    expect(await ended(id)).toMatchObject({ status: 'completed', epoch: 1, done: 2 });
  });
});
