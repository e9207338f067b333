import { expect, test } from 'vitest';
import { coverageOf } from '../../profiles/forecasts/coverage.ts';

/** Of 600: who fell silent a few days before the end cannot be told from one who pauses. */
const STOPPED_AT_MOST = 12;

test('of 600 authors of each kind, the intervals that are given hold 75 to 85 %, or hardly any is given', () => {
  const all = coverageOf(600, 20_261_130);
  for (const { kind, given, held } of all) {
    console.log(`${kind}: ${given} forecasts${given > 0 ? `, ${(100 * held).toFixed(1)} % held` : ''}`);
  }
  for (const { kind, given, held, told } of all) {
    if (given < 60) continue;
    expect(held, kind).toBeGreaterThanOrEqual(0.75);
    expect(held, kind).toBeLessThanOrEqual(0.85);
    expect(told[0], kind).toBeGreaterThanOrEqual(0.75);
    expect(told[1], kind).toBeLessThanOrEqual(0.85);
  }
  const stopped = all.find(({ kind }) => kind === 'stopped');
  expect(stopped?.given).toBeLessThanOrEqual(STOPPED_AT_MOST);
});
