import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inOwnShare, shareHere } from '../../lib/core/share.ts';
import { inOneSlice, inSlices, type Work } from '../../lib/core/slices.ts';

const WINDOW_MS = 300;

function* busy(ms: number, pieceMs = 1): Work<void> {
  for (let hadMs = 0; hadMs < ms; hadMs += pieceMs) {
    for (const until = performance.now() + pieceMs; performance.now() < until; );
    yield;
  }
}

/** A large job, and how much time it has had of the event loop up to now. */
function largeJob(pieceMs: number) {
  const ending = new AbortController();
  let hadMs = () => 0;
  const ended = inOwnShare(async () => {
    const share = shareHere();
    hadMs = () => share.spentMs;
    await inSlices(busy(60_000, pieceMs), ending.signal).catch(() => {});
  });
  const stop = async () => {
    ending.abort();
    await ended;
  };
  return { hadMs: () => hadMs(), stop };
}

/** What part of so many milliseconds a large job has. */
async function partOf(large: { hadMs: () => number }, ms: number): Promise<number> {
  const [start, before] = [performance.now(), large.hadMs()];
  await sleep(ms);
  return (large.hadMs() - before) / (performance.now() - start);
}

test.each([1, 12])(
  'while a new job is here, one in pieces of %i ms has at most half of the time',
  async (pieceMs) => {
    const large = largeJob(pieceMs);
    await sleep(200);
    const alone = await partOf(large, WINDOW_MS);
    const beside = await inOwnShare(() => partOf(large, WINDOW_MS));
    const after = await partOf(large, WINDOW_MS);
    await large.stop();
    expect(beside).toBeLessThan(0.6);
    expect(beside).toBeGreaterThan(0.2);
    expect(Math.min(alone, after)).toBeGreaterThan(1.3 * beside);
  },
);

test('a job that only waits slows others for a second, not for as long as it waits', async () => {
  const large = largeJob(1);
  const [first, later] = await inOwnShare(async () => {
    await sleep(200);
    const early = await partOf(large, WINDOW_MS);
    await sleep(700);
    return [early, await partOf(large, WINDOW_MS)];
  });
  await large.stop();
  expect(later).toBeGreaterThan(1.3 * (first ?? 0));
});

test('all that a job does counts together, and nothing of another', async () => {
  const spent = await inOwnShare(async () => {
    await inSlices(busy(20));
    await Promise.all([inSlices(busy(20)), inOneSlice(() => [...busy(20)])]);
    return shareHere().spentMs;
  });
  expect(spent).toBeGreaterThanOrEqual(60);
  expect(await inOwnShare(async () => shareHere().spentMs)).toBe(0);
});

test('a job that fails is no longer here', async () => {
  const large = largeJob(1);
  await sleep(200);
  const alone = await partOf(large, WINDOW_MS);
  await expect(inOwnShare(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const after = await partOf(large, WINDOW_MS);
  await large.stop();
  expect(after).toBeGreaterThan(0.75 * alone);
});
