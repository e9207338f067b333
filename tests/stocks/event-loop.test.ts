import { expect, test } from 'vitest';
import { inSlices } from '../../lib/core/slices.ts';
import { analyzeBars } from '../../lib/stocks/analyze.ts';
import { STRATEGY_IDS } from '../../lib/stocks/rating/strategies.ts';
import { longestHoldOf, MOST_HOLD_MS } from '../support/longest-hold.ts';
import { spxBars } from './bars.ts';

test('twenty stocks with the evidence of all strategies never hold the event loop longer than 100 ms', async () => {
  const bars = spxBars(5_000);
  const options = {
    strategies: STRATEGY_IDS,
    comparisons: 100,
    capital: 100_000,
    riskPercent: 1,
    positionCapPercent: 20,
    feePercent: 0.1,
    slippagePercent: 0.1,
  };
  const analyses = () => Promise.all(Array.from({ length: 20 }, () => inSlices(analyzeBars(bars, options))));
  expect(await longestHoldOf(analyses)).toBeLessThanOrEqual(MOST_HOLD_MS);
}, 120_000);
