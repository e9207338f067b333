import { expect, test } from 'vitest';
import { ownTurn } from '../../lib/core/own-turn.ts';
import { Share } from '../../lib/core/share.ts';
import { countTurns } from '../support/loop-turns.ts';

const busy = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until; );
};

test.each([
  ['any two pieces of work that take time, however many wait', 1, 20, 20],
  ['a few pieces that take none', 0, 1, 10],
])('the event loop turns between %s', async (_, ms, least, most) => {
  const loop = countTurns();
  const seen = await Promise.all(
    Array.from({ length: 20 }, async () => {
      await ownTurn();
      busy(ms);
      return loop.turns;
    }),
  );
  loop.stop();
  expect(new Set(seen).size).toBeGreaterThanOrEqual(least);
  expect(new Set(seen).size).toBeLessThanOrEqual(most);
});

/** The order in which work of these names comes to its end, each in slices until it has had so many milliseconds. */
async function orderOf(work: Readonly<Record<string, number>>): Promise<string[]> {
  const ended: string[] = [];
  await Promise.all(
    Object.entries(work).map(async ([name, ms]) => {
      for (const share = new Share(); share.spentMs < ms; share.spend(5)) await ownTurn(share);
      ended.push(name);
    }),
  );
  return ended;
}

test('little work does not queue behind each piece of much work that came before it', async () => {
  const large = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`large ${at}`, 500]));
  expect((await orderOf({ ...large, small: 15 }))[0]).toBe('small');
  const [first, second] = await orderOf({ ...large, small: 15, 'another small one': 10 });
  expect([first, second]).toEqual(['another small one', 'small']);
});

test('however much little work comes, large work has its turn', async () => {
  let isDone = false;
  const large = orderOf({ large: 500 }).then(() => {
    isDone = true;
  });
  let small = 0;
  for (; !isDone && small < 5_000; small++) await ownTurn();
  await large;
  expect(small).toBeLessThan(1_000);
});
