import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import type { Stage } from '../../lib/engine/analyzer.ts';
import { parseMessage } from '../../lib/engine/messages.ts';
import { watch } from '../../lib/engine/watchdog.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { startEngine, type TestEngine, type TestEngineOptions, testAnalyzer } from '../support/engine.ts';

let fresh: FreshDatabase;
let engine: TestEngine | undefined;
let ran: string[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
  ran = [];
});
afterAll(() => fresh.drop());

const run: Stage['run'] = async ({ key }) => {
  ran.push(key);
  await systemClock.sleep(20);
  return { record: null };
};

async function start(options: Partial<TestEngineOptions> = {}): Promise<TestEngine> {
  engine = await startEngine({
    databaseUrl: fresh.url,
    analyzer: testAnalyzer([{ run, concurrency: 2 }]),
    ...options,
  });
  return engine;
}

const KEYS = ['A', 'B', 'C', 'D', 'E'];
const lanes = ({ qstash }: TestEngine, label: string) =>
  qstash.published({ label }).filter(({ body }) => parseMessage(body)?.type === 'slice');

describe('a slice', () => {
  test('killed after its commit and before its acknowledgement has done its work once', async () => {
    let died = false;
    const made = await start({
      before: async (request) => {
        if (died || parseMessage(await request.clone().text())?.type !== 'slice') return null;
        died = true;
        await engine?.callbacks.process(request);
        return new Response('FUNCTION_INVOCATION_FAILED', { status: 500 });
      },
    });
    const { id } = await made.create(KEYS);
    expect(await made.ended(id)).toMatchObject({ status: 'completed', done: 5 });
    await systemClock.sleep(300);
    await made.qstash.idle();
    expect(ran.sort()).toEqual(KEYS);
    expect(lanes(made, id)).toMatchObject([{ state: 'DELIVERED', deliveries: 2 }]);
  });

  test('whose acknowledgement was sent and lost has done its work once', async () => {
    const made = await start({
      qstash: { intercept: { deliver: ({ attempt }) => (attempt <= 2 ? 'lose_ack' : undefined) } },
    });
    const { id } = await made.create(KEYS);
    expect(await made.ended(id)).toMatchObject({ status: 'completed', done: 5 });
    await systemClock.sleep(600);
    await made.qstash.idle();
    expect(ran.sort()).toEqual(KEYS);
    expect(lanes(made, id)).toMatchObject([{ state: 'DELIVERED', deliveries: 3 }]);
  });
});

describe('a publish that is accepted and reported as failed', () => {
  test('creates one job, whose every step runs once', async () => {
    let calls = 0;
    const made = await start({
      qstash: { intercept: { publish: () => (calls++ % 2 === 0 ? 'store_then_fail' : undefined) } },
    });
    const { id } = await made.create(KEYS);
    expect(await made.ended(id)).toMatchObject({ status: 'completed', done: 5 });
    expect(ran.sort()).toEqual(KEYS);
    expect(lanes(made, id)).toHaveLength(1);
  });

  test('hands a line over once', async () => {
    let calls = 0;
    const made = await start({
      settings: { sliceBudgetMs: 30, groupMs: 5 },
      qstash: { intercept: { publish: () => (calls++ % 2 === 0 ? 'store_then_fail' : undefined) } },
    });
    const { id } = await made.create(KEYS);
    expect(await made.ended(id)).toMatchObject({ status: 'completed', done: 5 });
    await made.qstash.idle();
    expect(ran.sort()).toEqual(KEYS);
    const sent = lanes(made, id).length;
    expect(sent).toBeGreaterThan(1);
    expect(calls).toBeGreaterThan(sent);
  });
});

describe('a watchdog', () => {
  const message = (job: string) => ({
    v: 1 as const,
    type: 'watchdog' as const,
    job,
    epoch: 1,
    line: 'w' as const,
    gen: 1,
    at: Date.now(),
  });

  test('that arrives before its job comes again', async () => {
    const { deps } = await start();
    const answer = await watch(deps, message('job_not_yet'));
    expect(answer).toMatchObject({ kind: 'again' });
  });

  test('that arrives during its job arms the next one and leaves the rest alone', async () => {
    const made = await start({ settings: { watchdogPeriodMs: 30_000 } });
    const { id } = await made.create(KEYS);
    const before = made.qstash.published({ label: id }).length;
    const answer = await watch(made.deps, message(id));
    expect(answer).toMatchObject({ kind: 'done' });
    expect(made.qstash.published({ label: id }).length).toBeGreaterThan(before);
    expect(await made.ended(id)).toMatchObject({ status: 'completed', done: 5 });
    expect(ran.sort()).toEqual(KEYS);
  });

  test('that arrives after its job arms none', async () => {
    const made = await start();
    const { id } = await made.create(KEYS);
    await made.ended(id);
    const before = made.qstash.published({ label: id }).length;
    const answer = await watch(made.deps, message(id));
    expect(answer).toMatchObject({ kind: 'done', reason: 'the job is completed' });
    expect(made.qstash.published({ label: id })).toHaveLength(before);
  });
});
