import { expect, test } from 'vitest';
import { ownTurn } from '../../lib/core/own-turn.ts';

test('the event loop turns between any two pieces of work, however many wait', async () => {
  let turns = 0;
  let counting = true;
  const count = () => {
    turns++;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const seen = await Promise.all(
    Array.from({ length: 20 }, async () => {
      await ownTurn();
      return turns;
    }),
  );
  counting = false;
  expect(new Set(seen).size).toBe(20);
});
