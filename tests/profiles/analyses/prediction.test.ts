import { describe, expect, test } from 'vitest';
import { fitted, quantilesOf } from '../../../lib/profiles/analyses/count-distribution.ts';
import { prediction } from '../../../lib/profiles/analyses/prediction.ts';
import { AS_OF, CONTEXT, postsAt, shown, whyNot } from './posts.ts';

const DAY = 86_400_000;
const END = Date.parse(AS_OF);

/** Posts of full weeks, oldest week first. */
const weeks = (counts: readonly number[]) =>
  postsAt(
    counts.flatMap((count, index) =>
      Array.from({ length: count }, (_, at) => END - (counts.length - index) * 7 * DAY + at * 60_000),
    ),
  );

/** A small generator with a fixed seed: the test is the same each time (Park & Miller 1988). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function poisson(mean: number, random: () => number): number {
  let count = -1;
  for (let product = 1; product > Math.exp(-mean); product *= random()) count += 1;
  return count;
}

test('a steady rate is foretold, and the back test says how well', () => {
  const value = shown(prediction(weeks(Array.from({ length: 10 }, () => 6)), CONTEXT), 'posts_next_week');
  expect(value).toMatchObject({
    posts: 6,
    interval: { low: 3, high: 9, meant_to_hold: 0.8 },
    from_weeks: 10,
    back_test: { weeks: 4, share_inside_interval: 1, mean_absolute_error: 0 },
  });
});

test('seven full weeks are too few, eight are enough', () => {
  expect(whyNot(prediction(weeks([1, 1, 1, 1, 1, 1, 1]), CONTEXT), 'posts_next_week')).toBe(
    'the posts span too few weeks',
  );
  expect(shown(prediction(weeks([1, 1, 1, 1, 1, 1, 1, 1]), CONTEXT), 'posts_next_week')).toMatchObject({
    back_test: { weeks: 2 },
  });
});

test('the back test sees the weeks before alone: a jump in the last week is missed', () => {
  const value = shown(prediction(weeks([2, 2, 2, 2, 2, 2, 2, 40]), CONTEXT), 'posts_next_week');
  expect(value).toMatchObject({ back_test: { share_inside_interval: 0.5, mean_absolute_error: 19 } });
});

describe('the interval', () => {
  test.each([0.4, 3, 20])('holds about 80 %% of counts by chance around %s', (mean) => {
    const random = createRandom(7);
    let inside = 0;
    for (let round = 0; round < 2_000; round += 1) {
      const seen = Array.from({ length: 12 }, () => poisson(mean, random));
      const [low = 0, high = 0] = quantilesOf(fitted(seen), [0.1, 0.9]);
      const next = poisson(mean, random);
      inside += Number(next >= low && next <= high);
    }
    expect(inside / 2_000).toBeGreaterThan(0.78);
    expect(inside / 2_000).toBeLessThan(0.98);
  });

  test('is finite for large counts', () => {
    const [low = 0, high = 0] = quantilesOf(fitted([90_000, 110_000, 100_000]), [0.1, 0.9]);
    expect(low).toBeGreaterThan(80_000);
    expect(high).toBeLessThan(125_000);
  });
});
