import { expect, test } from 'vitest';
import { studentQuantile } from '../../../../lib/stocks/evidence/pooled/student.ts';

test.each([
  [0.05, 6, 1.943],
  [0.025, 8, 2.306],
  [0.05, 10, 1.812],
  [0.025, 32, 2.037],
  [0.01, 20, 2.528],
  [0.025, 1e9, 1.96],
])('the upper quantile at %d with %d degrees of freedom is %d', (tail, freedom, t) => {
  expect(Math.abs(studentQuantile(tail, freedom) / t - 1)).toBeLessThan(0.003);
});
