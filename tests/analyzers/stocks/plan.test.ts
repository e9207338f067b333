import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planTrade } from '../../../lib/analyzers/stocks/plan.ts';
import { evenly } from './bars.ts';

const OPTIONS = { capital: 100_000, riskPercent: 2, positionCapPercent: 20 };

describe('a trade plan', () => {
  test('puts the stop 2 ATR below the last close and the target 3 ATR above it', () => {
    const { plan } = planTrade('Buy', 500, 50, OPTIONS);
    // 2 % of 100,000 over 100 a share is 20; 20 % over 500 a share is 40.
    expect(plan).toEqual({
      entry: 500,
      stop: 400,
      target: 650,
      riskReward: 1.5,
      shares: 20,
      limitedBy: 'risk',
    });
  });

  test('is limited by the position cap where the stop is near', () => {
    // 2,000 over 20 a share is 100; 20,000 over 500 a share is 40.
    const { plan } = planTrade('Strong Buy', 500, 10, OPTIONS);
    expect(plan).toMatchObject({ stop: 480, target: 530, shares: 40, limitedBy: 'position_cap' });
  });

  test.each(['Neutral', 'Sell', 'Strong Sell'] as const)('does not exist for %s', (verdict) => {
    expect(planTrade(verdict, 500, 10, OPTIONS)).toEqual({ plan: null, noPlanReason: 'verdict_not_buy' });
  });

  test('does not exist without volatility, nor with a stop at or below 0', () => {
    expect(planTrade('Buy', 500, 0, OPTIONS)).toEqual({ plan: null, noPlanReason: 'no_volatility' });
    expect(planTrade('Buy', 500, 1e-300, OPTIONS)).toEqual({ plan: null, noPlanReason: 'no_volatility' });
    expect(planTrade('Buy', 500, 250, OPTIONS)).toEqual({ plan: null, noPlanReason: 'stop_not_positive' });
    expect(planTrade('Buy', 500, 900, OPTIONS)).toEqual({ plan: null, noPlanReason: 'stop_not_positive' });
  });

  test('keeps its levels and says 0 shares where the capital cannot carry one', () => {
    const { plan } = planTrade('Buy', 500, 10, { ...OPTIONS, capital: 2000 });
    expect(plan).toMatchObject({ entry: 500, stop: 480, target: 530, shares: 0, limitedBy: 'position_cap' });
  });

  test('holds as many shares as both limits allow, and not one more', () => {
    fc.assert(
      fc.property(
        evenly(0.01, 1e5),
        evenly(0.0001, 0.6, 10_000),
        fc.record({
          capital: evenly(1, 2e6),
          riskPercent: evenly(0.1, 10),
          positionCapPercent: evenly(1, 100),
        }),
        (close, share, options) => {
          const { plan } = planTrade('Buy', close, close * share, options);
          expect(plan === null).toBe(close - 2 * close * share <= 0);
          if (plan === null) return;
          const { entry, stop, target, shares } = plan;
          const breaks = (count: number) =>
            count * (entry - stop) > options.capital * (options.riskPercent / 100) * (1 + 1e-12) ||
            count * entry > options.capital * (options.positionCapPercent / 100) * (1 + 1e-12);
          expect(Number.isSafeInteger(shares) && shares >= 0).toBe(true);
          expect(0 < stop && stop < entry && entry < target).toBe(true);
          expect([breaks(shares), breaks(shares + 1.01)]).toEqual([false, true]);
        },
      ),
    );
  });
});
