import { expect, test } from 'vitest';
import { coverageOf } from '../../profiles/forecasts/coverage.ts';

test('of 600 authors of each kind, the intervals that are given hold 75 to 85 %, or hardly any is given', () => {
  for (const { kind, given, held, told } of coverageOf(600, 20_261_130)) {
    console.log(`${kind}: ${given} forecasts${given > 0 ? `, ${(100 * held).toFixed(1)} % held` : ''}`);
    if (given < 60) continue;
    expect(held, kind).toBeGreaterThanOrEqual(0.75);
    expect(held, kind).toBeLessThanOrEqual(0.85);
    expect(told[0], kind).toBeGreaterThanOrEqual(0.75);
    expect(told[1], kind).toBeLessThanOrEqual(0.85);
  }
});
