import { getPriority } from 'node:os';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../lib/core/clock.ts';
import { type StepProcessFiles, stepProcessFiles } from '../../../lib/engine/alone/files.ts';
import type { AloneRequest } from '../../../lib/engine/alone/messages.ts';
import { createAloneRunner } from '../../../lib/engine/alone/runner.ts';

const never = new AbortController().signal;
const APP = new URL('./app.ts', import.meta.url);

function filesOf(app: URL): StepProcessFiles {
  const files = stepProcessFiles(app);
  if (!files) throw new Error('nobody knows where the app is');
  return files;
}

const deps = { files: filesOf(APP), clock: systemClock, marginMs: 20_000, atOnce: 3 };
const { run } = createAloneRunner(deps);

const request = (key: string, timeoutMs = 15_000): AloneRequest => ({
  kind: 'behaviours',
  input: { symbols: [key] },
  stage: 0,
  step: { key, input: { n: 1 } },
  jobId: 'job_a',
  epoch: 3,
  timeoutMs,
});

/** Waits for `work`; tells the longest time that the event loop was held meanwhile, in milliseconds. */
async function heldDuring(work: Promise<unknown>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  await work.catch(() => {});
  clearInterval(timer);
  return longest;
}

describe('a step in a process of its own', () => {
  test('is told its job, its epoch and its input, and is not in this process', async () => {
    const { record } = await run(request('told'), never);
    expect(record).toMatchObject({ step: { key: 'told', input: { n: 1 } }, jobId: 'job_a', epoch: 3 });
    expect(record).not.toMatchObject({ pid: process.pid });
  });

  test('leaves the processor to its function first, with all of its threads', async () => {
    const { record } = await run(request('ranked'), never);
    const priorities = z.array(z.number()).nonempty().parse(record);
    expect(Math.min(...priorities)).toBe(Math.min(19, getPriority() + 5));
  });

  test('brings back dates, maps, sets, typed arrays and further steps as they were', async () => {
    expect(await run(request('rich'), never)).toEqual({
      is: 'done',
      output: { at: new Date(86_400_000) },
      record: {
        map: new Map([['a', new Set([1])]]),
        floats: Float64Array.of(0.5, Number.NaN),
        bytes: Uint8Array.of(1, 255),
        big: 2n ** 70n,
        missing: undefined,
      },
      further: [{ stage: 0, key: 'more', input: { n: 1 } }],
    });
  });

  test.each([
    ['permanent', { name: 'PermanentError', code: 'bad_step', message: 'No.' }],
    ['transient', { name: 'TransientError', code: 'busy_step', message: 'Later.', retryAfterMs: 5_000 }],
    ['bug', { name: 'Error', message: 'x is undefined' }],
    ['uncloneable', { name: 'Error', message: expect.stringContaining('could not be cloned') }],
  ])('that fails brings back its error: %s', async (key, error) => {
    await expect(run(request(key), never)).rejects.toMatchObject(error);
  });

  test.each([
    ['exits', 'exited with code 3'],
    ['killed', 'ended by SIGKILL'],
    ['stray', 'exited with code 1'],
    ['hoards objects', 'ended by SIGABRT'],
    ['hoards buffers', 'ended by SIGKILL'],
  ])(
    'that takes its process down is lost, and nothing else is: %s',
    async (key, end) => {
      const work = createAloneRunner(deps).run(request(key, 40_000), never);
      const held = heldDuring(work);
      await expect(work).rejects.toMatchObject({
        name: 'ProcessDied',
        message: `The step's own process ${end}.`,
      });
      expect(await held).toBeLessThan(1_000);
    },
    60_000,
  );

  test('whose process had run others before is lost only when it dies in a new one', async () => {
    const own = createAloneRunner({ ...deps, atOnce: 1 });
    await own.run(request('told'), never);
    await expect(own.run(request('killed', 40_000), never)).rejects.toMatchObject({ name: 'GivenBack' });
    await expect(own.run(request('killed', 40_000), never)).rejects.toMatchObject({ name: 'ProcessDied' });
  });

  test('shares it with other suspects where no place is free', async () => {
    const own = createAloneRunner({ ...deps, atOnce: 1 });
    const keys = ['told', 'rich', 'told', 'rich', 'told'];
    const results = await Promise.all(
      keys.map((key, i) => own.run({ ...request(key), jobId: `job_${i}` }, never, true)),
    );
    const pids = results.flatMap(({ record }) => z.object({ pid: z.number() }).safeParse(record).data ?? []);
    expect(pids).toHaveLength(3);
    expect(new Set(pids.map(({ pid }) => pid)).size).toBe(1);
  });

  test.each([
    ['killed', { name: 'ProcessDied' }],
    ['blocks', { code: 'step_timeout' }],
  ])('that it shares takes nobody down twice, and is found out: %s', async (key, found) => {
    const own = createAloneRunner({ ...deps, atOnce: 1 });
    const all = () =>
      Promise.allSettled(['waits', key].map((each) => own.run(request(each, 2_000), never, true)));
    const first = await all();
    expect(first).toMatchObject([
      { status: 'rejected', reason: { name: 'GivenBack' } },
      { status: 'rejected', reason: { name: 'GivenBack' } },
    ]);
    expect(await all()).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: found }]);
  });

  test('that may not share waits for a place of its own', async () => {
    const own = createAloneRunner({ ...deps, atOnce: 1 });
    const [shared, alone] = await Promise.all([
      own.run(request('told'), never, true),
      own.run(request('told'), never),
    ]);
    expect([shared, alone]).toMatchObject([{ is: 'done' }, { is: 'done' }]);
  });

  test.each(['blocks', 'hangs'])('that does not stop is ended at its timeout: %s', async (key) => {
    const work = run(request(key, 300), never);
    const held = heldDuring(work);
    await expect(work).rejects.toMatchObject({
      name: 'TransientError',
      code: 'step_timeout',
      message: 'The step took longer than 300 ms.',
    });
    expect(await held).toBeLessThan(1_000);
  });

  test('is ended when it is given up', async () => {
    const giveUp = new AbortController();
    const reason = new Error('the slice ends');
    const work = run(request('blocks', 60_000), giveUp.signal);
    setTimeout(() => giveUp.abort(reason), 500);
    await expect(work).rejects.toBe(reason);
    await expect(run(request('told'), giveUp.signal)).rejects.toBe(reason);
  });
});

describe('a process that cannot be had', () => {
  test('because its app cannot be loaded is a passing failure', async () => {
    const broken = createAloneRunner({ ...deps, files: filesOf(new URL('./missing.ts', import.meta.url)) });
    await expect(broken.run(request('told'), never)).rejects.toMatchObject({
      name: 'TransientError',
      code: 'isolation_unavailable',
    });
  });

  test('because it is not ready within the margin of its lease costs no attempt', async () => {
    const hasty = createAloneRunner({ ...deps, marginMs: 10 });
    await expect(hasty.run(request('told'), never)).rejects.toMatchObject({ name: 'GivenBack' });
  });

  test('because others run is waited for, and the step given back if they go on', async () => {
    const { run } = createAloneRunner({ ...deps, marginMs: 2_000, atOnce: 1 });
    const stop = new AbortController();
    const first = run(request('hangs', 60_000), stop.signal).catch(() => {});
    await expect(run(request('told'), never)).rejects.toMatchObject({ name: 'GivenBack' });
    const next = createAloneRunner({ ...deps, atOnce: 1 });
    const both = [next.run(request('told'), never), next.run(request('told'), never)];
    expect(await Promise.all(both)).toMatchObject([{ is: 'done' }, { is: 'done' }]);
    stop.abort();
    await first;
  });
});
