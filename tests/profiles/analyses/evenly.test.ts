import { expect, test } from 'vitest';
import { evenly } from '../../../lib/profiles/analyses/evenly.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

test('all are taken where there are few', () => {
  expect(evenly(upTo(5), 5)).toEqual([0, 1, 2, 3, 4]);
});

test.each([
  [10, 3],
  [100_001, 20_000],
  [20_001, 20_000],
])('of %i items %i are taken, evenly spread', (count, most) => {
  const taken = evenly(upTo(count), most);
  expect(taken).toHaveLength(most);
  const gaps = taken.slice(1).map((item, at) => item - (taken[at] ?? 0));
  expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
});
