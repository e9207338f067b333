import { expect, test } from 'vitest';
import { inOwnShare } from '../../lib/core/share.ts';
import { atOnce, inSlices, type Work } from '../../lib/core/slices.ts';
import { eachOf, filterOf, flatMapOf, mapOf, sortedOf } from '../../lib/core/slices-of.ts';
import { longestHoldOf } from '../support/longest-hold.ts';
import { countTurns } from '../support/loop-turns.ts';

function* busy(pieces: number, msEach: number): Work<number> {
  for (let piece = 0; piece < pieces; piece++) {
    for (const until = performance.now() + msEach; performance.now() < until; );
    yield;
  }
  return pieces;
}

test('work in slices gives the event loop back about every 5 ms, however much of it there is', async () => {
  const all = () => Promise.all(Array.from({ length: 5 }, () => inSlices(busy(60, 2))));
  expect(await longestHoldOf(all)).toBeLessThanOrEqual(18);
  await expect(all()).resolves.toEqual([60, 60, 60, 60, 60]);
});

/** How often the event loop turns while work of so many milliseconds is done, a fifth of one after the other. */
async function turnsDuring(ms: number): Promise<number> {
  const loop = countTurns();
  await inSlices(busy(ms * 5, 0.2));
  loop.stop();
  return loop.turns;
}

test('slices are shorter while a job is here that is new', async () => {
  const alone = await turnsDuring(40);
  const beside = await inOwnShare(() => turnsDuring(10));
  expect(alone).toBeLessThanOrEqual(15);
  expect(beside).toBeGreaterThanOrEqual(4);
});

test('an aborted signal ends work between two slices, with its reason', async () => {
  const ending = new AbortController();
  setTimeout(() => ending.abort(new Error('enough')), 30);
  await expect(inSlices(busy(10_000, 2), ending.signal)).rejects.toThrow('enough');
});

test('what the work throws is thrown', async () => {
  function* broken(): Work<void> {
    yield;
    throw new Error('broken');
  }
  await expect(inSlices(broken())).rejects.toThrow('broken');
  expect(() => atOnce(broken())).toThrow('broken');
});

test('the pieces do what the methods of arrays do', () => {
  const numbers = Array.from({ length: 10_000 }, (_, at) => (at * 7_919) % 257);
  const visited: number[] = [];
  atOnce(eachOf(numbers, (number) => visited.push(number)));
  expect(visited).toEqual(numbers);
  expect(atOnce(mapOf(numbers, (number, at) => number + at))).toEqual(numbers.map((n, at) => n + at));
  expect(atOnce(filterOf(numbers, (number) => number > 9))).toEqual(numbers.filter((n) => n > 9));
  expect(atOnce(flatMapOf(numbers, (number) => [number, 1]))).toEqual(numbers.flatMap((n) => [n, 1]));
});

test.each([0, 1, 2_048, 2_049, 10_000])('sorting %i items is as stable as the method of arrays', (count) => {
  const items = Array.from({ length: count }, (_, at) => ({ key: (at * 7_919) % 13, at }));
  const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
  expect(atOnce(sortedOf(items, compare))).toEqual(items.toSorted(compare));
});
