import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { limitsOf, whenFull } from '../../lib/core/thread-heap.ts';

/** Holds so many MiB of small objects, then does nothing. */
const HOLDS = `const { workerData, parentPort } = require('node:worker_threads');
  const held = [];
  const heap = () => require('node:v8').getHeapStatistics().used_heap_size;
  while (heap() < workerData * 2 ** 20) for (let i = 0; i < 1e4; i++) held.push({ i });
  parentPort.postMessage('holds');
  parentPort.on('message', () => held.length);`;

let worker: Worker | undefined;
afterEach(() => worker?.terminate());

/** @returns how often it was said to be full, by now, of a thread that holds so much */
async function holding(mb: number, mostMb: number, isWatched = true): Promise<() => number> {
  const one = new Worker(HOLDS, { eval: true, workerData: mb, resourceLimits: limitsOf(mostMb) });
  worker = one;
  let times = 0;
  const end = whenFull(one, mostMb, () => times++);
  if (!isWatched) end();
  await new Promise((resolve, reject) => one.once('message', resolve).once('error', reject));
  return () => times;
}

describe('a thread that is watched', () => {
  test('is full where it holds more than it may, before V8 ends it', async () => {
    const full = await holding(120, 60);
    await expect.poll(full).toBeGreaterThan(0);
  });

  test.each([
    ['where it holds less', 20, true],
    ['once the watch has ended', 120, false],
  ])('is not %s', async (_, mb, isWatched) => {
    const full = await holding(mb, 60, isWatched);
    await sleep(150);
    expect(full()).toBe(0);
  });
});
