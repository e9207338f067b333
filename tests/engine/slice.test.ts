import { type SQL, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import { PermanentError, TransientError } from '../../lib/core/errors.ts';
import { cancelJob } from '../../lib/engine/cancel.ts';
import { listSteps } from '../../lib/jobs/steps.ts';
import { type TestEngine, testAnalyzer } from '../support/engine.ts';
import { engineSuite } from '../support/engine-suite.ts';

const { start } = engineSuite();

const keys = (count: number) => Array.from({ length: count }, (_, i) => `K${i}`);

describe('a job', () => {
  test('of 100 quick steps ends with at most 6 messages and 0.5 round trips a step', async () => {
    const runs = new Map<string, number>();
    const analyzer = testAnalyzer([
      {
        concurrency: 25,
        run: async ({ key }) => {
          runs.set(key, (runs.get(key) ?? 0) + 1);
          return { record: null };
        },
      },
    ]);
    const { create, ended, qstash } = await start({ analyzer });
    const { id } = await create(keys(100));
    const job = await ended(id);
    expect(job).toMatchObject({ status: 'completed', done: 100, failed: 0, error: null });
    expect([...runs.values()]).toEqual(Array(100).fill(1));
    expect(qstash.published({ label: id })).toHaveLength(job.messages);
    expect(job.messages).toBeLessThanOrEqual(6);
    expect(job.roundTrips / 100).toBeLessThanOrEqual(0.5);
  });

  test('whose steps take no time keeps to its one line, and one whose steps do gets as many as its rest is worth', async () => {
    let stepMs = 0;
    const analyzer = testAnalyzer([
      {
        concurrency: 25,
        run: async (_, { signal }) => {
          if (stepMs > 0) await systemClock.sleep(stepMs, signal);
          return { record: null };
        },
      },
    ]);
    const { create, ended, qstash } = await start({ analyzer });
    const lines = async (ms: number) => {
      stepMs = ms;
      const { id } = await create(keys(100));
      expect(await ended(id)).toMatchObject({ status: 'completed', done: 100 });
      const sent = qstash.published({ label: id }).map(({ body }) => JSON.parse(String(body)));
      return sent.flatMap(({ type, line }) => (type === 'slice' ? [line] : [])).sort();
    };
    expect(await lines(0)).toEqual(['0']);
    expect((await lines(400)).slice(0, 3)).toEqual(['0', '1', '2']);
  });

  test('that outlasts a slice goes on in the next, by continuations', async () => {
    const analyzer = testAnalyzer([
      {
        concurrency: 2,
        run: async (_, { signal }) => {
          await systemClock.sleep(60, signal);
          return { record: null };
        },
      },
    ]);
    const {
      create,
      ended,
      qstash,
      job: current,
    } = await start({
      analyzer,
      settings: { sliceBudgetMs: 150, groupMs: 5 },
    });
    const { id } = await create(keys(30));
    const job = await ended(id);
    expect(job).toMatchObject({ status: 'completed', done: 30 });
    await qstash.idle();
    const accepted = qstash.published({ label: id }).length;
    expect(accepted).toBeGreaterThan(3);
    expect((await current(id)).messages).toBe(accepted);
  });

  test('opens its later stages with the steps that earlier ones found', async () => {
    const order: string[] = [];
    const run = async ({ key }: { key: string }) => {
      order.push(key);
      return { record: null };
    };
    const analyzer = testAnalyzer([
      {
        run: async (step) => ({
          ...(await run(step)),
          further: Array.from({ length: 60 }, (_, i) => ({ stage: 1, key: `page-${i}` })),
        }),
      },
      { run, concurrency: 5 },
    ]);
    const { create, ended } = await start({ analyzer });
    const { id } = await create(['fetch']);
    const job = await ended(id);
    expect(job).toMatchObject({ status: 'completed', total: 61, done: 61 });
    expect(order[0]).toBe('fetch');
    expect(new Set(order).size).toBe(61);
  });

  test('keeps what a step has done while another one was being committed', async () => {
    const runs: string[] = [];
    let committing: () => void = () => {};
    const beingCommitted = new Promise<void>((resolve) => {
      committing = resolve;
    });
    const analyzer = testAnalyzer([
      {
        run: async ({ key }) => {
          runs.push(key);
          if (key === 'LATER') await beingCommitted;
          return { record: null };
        },
        write: () => {
          committing();
          return [];
        },
      },
    ]);
    const { create, ended } = await start({ analyzer, settings: { groupMs: 5 } });
    const { id } = await create(['FIRST', 'LATER']);
    expect(await ended(id)).toMatchObject({ status: 'completed', done: 2 });
    expect(runs).toEqual(['FIRST', 'LATER']);
  });
});

describe('a bad step', () => {
  test('sinks neither its job nor its neighbours', async () => {
    let flaky = 0;
    const analyzer = testAnalyzer([
      {
        run: async ({ key }) => {
          if (key === 'GONE') throw new PermanentError('unknown_symbol', 'no such symbol');
          if (key === 'DOWN') throw new TransientError('market_data_failed', 'HTTP 502');
          if (key === 'FLAKY' && ++flaky < 3) throw new TransientError('market_data_failed', 'HTTP 502');
          return { record: null };
        },
      },
    ]);
    const { create, ended, context } = await start({ analyzer });
    const { id } = await create(['A', 'GONE', 'DOWN', 'FLAKY', 'B']);
    const job = await ended(id);
    expect(job).toMatchObject({ status: 'completed_with_errors', done: 3, failed: 2 });
    const steps = Object.fromEntries(
      (await listSteps(context, job, { limit: 10 })).map((step) => [step.key, step]),
    );
    expect(steps['GONE']).toMatchObject({ status: 'failed', attempts: 1, error: { code: 'unknown_symbol' } });
    expect(steps['DOWN']).toMatchObject({
      status: 'failed',
      attempts: 4,
      error: { code: 'market_data_failed' },
    });
    expect(steps['FLAKY']).toMatchObject({ status: 'done', attempts: 3, error: null });
  });

  test('that hangs is cut off at its timeout and tried again', async () => {
    let first = true;
    const analyzer = testAnalyzer([
      {
        timeoutMs: 100,
        run: async (_, { signal }) => {
          // It stops when it is told to; what does not stop needs a process of its own.
          if (first) {
            first = false;
            await systemClock.sleep(60_000, signal);
          }
          return { record: null };
        },
      },
    ]);
    const { create, ended } = await start({ analyzer });
    const { id } = await create(['HANGS']);
    expect(await ended(id)).toMatchObject({ status: 'completed' });
  });

  test('that ignores its time limit never runs twice in one process', async () => {
    let runs = 0;
    const analyzer = testAnalyzer([
      {
        timeoutMs: 100,
        run: () => {
          runs++;
          return new Promise(() => {});
        },
      },
    ]);
    const { create, ended } = await start({ analyzer });
    const { id } = await create(['STUBBORN']);
    expect(await ended(id)).toMatchObject({ status: 'failed', error: { code: 'step_timeout' } });
    expect(runs).toBe(1);
  });
});

describe('a cancelled job', () => {
  test('stops its running steps and stays cancelled', async () => {
    let aborted = 0;
    const started = Promise.withResolvers<void>();
    const analyzer = testAnalyzer([
      {
        timeoutMs: 20_000,
        concurrency: 4,
        run: async ({ key }, { signal }) => {
          signal.addEventListener('abort', () => aborted++);
          if (key === 'K0') return { record: null };
          started.resolve();
          await systemClock.sleep(15_000, signal);
          return { record: null };
        },
      },
    ]);
    const { create, job, context, qstash } = await start({ analyzer });
    const { id } = await create(keys(3));
    await started.promise;
    await cancelJob(context, 'ann', id);
    await qstash.idle();
    expect(aborted).toBeGreaterThanOrEqual(2);
    expect(await job(id)).toMatchObject({ status: 'cancelled' });
  });
});

/** Changes the job as soon as it is there: its messages come before it. */
async function changeQueued({ db }: TestEngine['context'], change: SQL): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { rowCount } = await db.execute(sql`update jobs set ${change} where status = 'queued'`);
    if (rowCount > 0) return;
    await systemClock.sleep(10);
  }
}

describe('a deployment in the middle of a job', () => {
  test('of another analyzer version ends the job with a reason, and keeps what was done', async () => {
    const { create, ended, context } = await start({
      analyzer: testAnalyzer([{ run: async () => ({ record: null }) }]),
      before: async () => {
        await changeQueued(context, sql`analyzer_version = 7`);
        return null;
      },
    });
    const { id } = await create(['A', 'B']);
    const job = await ended(id);
    expect(job).toMatchObject({ status: 'failed', error: { code: 'analyzer_changed' } });
    expect(job.error?.message).toContain('version 7');
  });

  test('that no longer understands the input ends it too', async () => {
    const { create, ended, context } = await start({
      analyzer: testAnalyzer([{ run: async () => ({ record: null }) }]),
      before: async () => {
        await changeQueued(context, sql`input = '{"old": true}'`);
        return null;
      },
    });
    const { id } = await create(['A']);
    expect(await ended(id)).toMatchObject({ status: 'failed', error: { code: 'analyzer_changed' } });
  });
});

describe('an unfinished job with nothing left to do', () => {
  test('is recounted from its rows and ends', async () => {
    const analyzer = testAnalyzer([{ run: async () => ({ record: null }) }]);
    const { create, ended, context } = await start({
      analyzer,
      before: async () => {
        await context.db.execute(sql`update jobs set stage_left = stage_left + 1 where stage_left = 2`);
        return null;
      },
    });
    const { id } = await create(['A', 'B']);
    expect(await ended(id)).toMatchObject({ status: 'completed', done: 2, stageLeft: 0 });
  });
});
