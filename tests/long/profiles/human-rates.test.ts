import { expect, test } from 'vitest';
import { unlikeStated } from '../../profiles/humans/stated.ts';

test.each([25, 100, 400])(
  'of 400 other simulated people of each kind with %i posts, as many show each signal as stated',
  (posts) => {
    expect(unlikeStated(400, posts, 4_711)).toEqual([]);
  },
);
