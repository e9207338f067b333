import { expect, test } from 'vitest';
import { sharedWork } from '../../lib/core/shared-work.ts';
import { atOnce, type Work } from '../../lib/core/slices.ts';

test('work on one object is done once, whoever takes part in it and in what order', () => {
  let steps = 0;
  const sum = sharedWork(function* (of: readonly number[]): Work<{ sum: number }> {
    let total = 0;
    for (const each of of) {
      steps += 1;
      total += each;
      yield;
    }
    return { sum: total };
  });
  const numbers = [1, 2, 3];
  const [first, second] = [sum(numbers), sum(numbers)];
  first.next();
  second.next();
  const result = atOnce(second);
  expect([atOnce(first), atOnce(sum(numbers))].every((other) => other === result)).toBe(true);
  expect([result, steps]).toEqual([{ sum: 6 }, 3]);
  expect(atOnce(sum([4]))).toEqual({ sum: 4 });
});

test('an error of the work is thrown to all who take part', () => {
  const failing = sharedWork(function* (_: object): Work<never> {
    yield;
    throw new Error('broken');
  });
  const of = {};
  for (const one of [failing(of), failing(of)]) expect(() => atOnce(one)).toThrow('broken');
});
