import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { ownTurn } from '../../lib/core/own-turn.ts';
import { inOwnShare, restOfLargeMs, Share, shareHere } from '../../lib/core/share.ts';
import { inOneSlice, inSlices, type Work } from '../../lib/core/slices.ts';

function* busy(ms: number): Work<void> {
  for (let hadMs = 0; hadMs < ms; hadMs++) {
    for (const until = performance.now() + 1; performance.now() < until; );
    yield;
  }
}

const large = new Share();
const worked = (ms: number) => large.spend(ms);
afterEach(() => worked(0));

test('while a new job is here, a large one is to rest three times as long as it has worked', async () => {
  await inOwnShare(async () => {
    worked(20_000);
    expect(restOfLargeMs()).toBeGreaterThan(50_000);
    expect(restOfLargeMs()).toBeLessThanOrEqual(60_000);
  });
  expect(restOfLargeMs()).toBe(0);
});

test('until then it has no turn, and small ones have theirs', async () => {
  const order: string[] = [];
  const turnOf = (name: string, share: Share) => ownTurn(share).then(() => order.push(name));
  const start = performance.now();
  await inOwnShare(async () => {
    worked(100);
    await Promise.all([
      turnOf('large', large),
      turnOf('small', new Share()),
      sleep(20).then(() => turnOf('later', new Share())),
    ]);
  });
  expect(order).toEqual(['small', 'later', 'large']);
  expect(performance.now() - start).toBeGreaterThan(290);
});

test('a job that only waits slows others for a second, not for as long as it waits', async () => {
  await inOwnShare(async () => {
    await sleep(1_050);
    worked(20_000);
    expect(restOfLargeMs()).toBe(0);
  });
});

test('a job that is large itself slows no one, nor does one that has failed', async () => {
  await inOwnShare(async () => {
    shareHere().spend(100);
    worked(20_000);
    expect(restOfLargeMs()).toBe(0);
  });
  await expect(inOwnShare(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  worked(20_000);
  expect(restOfLargeMs()).toBe(0);
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
