import { expect, test } from 'vitest';
import { systemClock } from '../../../lib/core/clock.ts';
import { silentLog } from '../../../lib/core/log.ts';
import { atOnce } from '../../../lib/core/slices.ts';
import { analyzeBars } from '../../../lib/stocks/analyze.ts';
import { simulatedSource } from '../../../lib/stocks/market/simulated.ts';
import { PLAN_DEFAULTS } from '../../../lib/stocks/plan/plan.ts';
import { STRATEGY_IDS } from '../../../lib/stocks/rating/strategies.ts';

const WALKS = 2_200;

/** The part of so many walks on which at least one of the five strategies is called better than the base rate. */
async function calledBetter(bars: number, comparisons: number): Promise<number> {
  const market = simulatedSource({ clock: systemClock, latencyMs: 0, bars });
  const signal = new AbortController().signal;
  const options = { ...PLAN_DEFAULTS, capital: 100_000, strategies: STRATEGY_IDS, comparisons };
  let better = 0;
  for (let i = 0; i < WALKS; i++) {
    const data = await market.dailyBars({ ticker: `SIM${i}`, years: 5, signal, log: silentLog });
    const { evidence } = atOnce(analyzeBars(data.bars, options));
    if (evidence.some(({ finding }) => finding === 'better')) better++;
  }
  return better / WALKS;
}

test.each([
  { bars: 500, comparisons: 1 },
  { bars: 1_250, comparisons: 1 },
  { bars: 1_250, comparisons: 5 * WALKS },
])(
  'of 2,200 random walks of $bars bars at most 5 % look better, at $comparisons comparisons',
  async ({ bars, comparisons }) => {
    const part = await calledBetter(bars, comparisons);
    console.log(`${bars} bars, ${comparisons} comparisons: ${(100 * part).toFixed(2)} % called better`);
    expect(part).toBeLessThanOrEqual(0.05);
  },
);
