import { normalQuantile } from '../normal.ts';

/**
 * Upper quantile of Student's t, from that of the normal distribution: M. Abramowitz, I. A. Stegun, Handbook of
 * Mathematical Functions (1964), 26.7.5. Within 0.5 % from 6 degrees of freedom and for tails down to 0.01.
 * @param tail probability above it, more than 0 and at most 0.5. @param freedom above 0; need not be whole.
 */
export function studentQuantile(tail: number, freedom: number): number {
  const z = -normalQuantile(tail);
  const s = z * z;
  const terms = [
    (s + 1) / 4,
    ((5 * s + 16) * s + 3) / 96,
    (((3 * s + 19) * s + 17) * s - 15) / 384,
    ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92_160,
  ];
  return terms.reduce((sum, term, i) => sum + (z * term) / freedom ** (i + 1), z);
}
