import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAN_DEFAULTS, type PlanBasis, type PlanOptions, planTrade } from '../../../lib/stocks/plan/plan.ts';
import { verdictOf } from '../../../lib/stocks/rating/rate.ts';
import { STRATEGY_IDS, strategyOf } from '../../../lib/stocks/rating/strategies.ts';
import { evenly } from '../bars.ts';

const FREE: PlanOptions = {
  ...{ capital: 100_000, riskPercent: 2, positionCapPercent: 20 },
  ...{ feePercent: 0, slippagePercent: 0 },
};
const NO_SUPPORT = { sma20: null, ema50: null, low20: null };
const BALANCED = strategyOf('balanced');

const basis = (close: number, atr: number, given: Partial<PlanBasis> = {}): PlanBasis => ({
  ...{ verdict: 'Buy', close, atr, supports: NO_SUPPORT },
  ...given,
});

describe('a trade plan', () => {
  test('puts the stop 2 ATR below the last close and the target 3 ATR above it', () => {
    // 2 % of 100,000 over 100 a share is 20; 20 % over 500 a share is 40.
    expect(planTrade(basis(500, 50), BALANCED, FREE).plan).toEqual({
      entry: 500,
      entryReason: { code: 'close', text: 'Entry at the last close.' },
      stop: 400,
      target: 650,
      riskReward: 1.5,
      breakEven: 500,
      timeLimitBars: 20,
      shares: 20,
      limitedBy: 'risk',
      sharesReason: null,
      perShare: { paid: 500, lost: 100 },
    });
  });

  test('is limited by the position cap where the stop is near', () => {
    // 2,000 over 20 a share is 100; 20,000 over 500 a share is 40.
    const { plan } = planTrade(basis(500, 10, { verdict: 'Strong Buy' }), BALANCED, FREE);
    expect(plan).toMatchObject({ stop: 480, target: 530, shares: 40, limitedBy: 'position_cap' });
  });

  test('follows the exit of its strategy', () => {
    const { plan } = planTrade(basis(500, 10), strategyOf('trend'), FREE);
    expect(plan).toMatchObject({ stop: 475, target: 562.5, riskReward: 2.5, timeLimitBars: 25 });
  });

  test('measures stop and target from the support where it enters there', () => {
    const at = basis(500, 10, { supports: { ...NO_SUPPORT, ema50: 495 } });
    expect(planTrade(at, strategyOf('trend'), FREE).plan).toMatchObject({
      ...{ entry: 495, stop: 470, target: 557.5 },
      entryReason: { code: 'ema50', text: expect.stringContaining('EMA 50') },
    });
    expect(planTrade(at, BALANCED, FREE).plan?.entry).toBe(500);
  });

  test('counts fees and slippage of both sides in the risk, the cap and the break-even', () => {
    // A share costs 500 × 1.01 × 1.02 = 515.1 and brings 400 × 0.99 × 0.98 = 388.08 at the stop: 127.02 at risk.
    const costs = { ...FREE, feePercent: 2, slippagePercent: 1 };
    const { plan } = planTrade(basis(500, 50), BALANCED, costs);
    expect(plan).toMatchObject({ entry: 500, stop: 400, target: 650, shares: 15, limitedBy: 'risk' });
    expect(plan?.breakEven).toBeCloseTo(515.1 / (0.99 * 0.98), 9);
    // 20,000 over 515.1 is 38.8, where 20,000 over 500 was 40.
    const capped = planTrade(basis(500, 50), BALANCED, { ...costs, riskPercent: 10 });
    expect(capped.plan).toMatchObject({ shares: 38, limitedBy: 'position_cap' });
  });

  test.each(['Neutral', 'Sell', 'Strong Sell'] as const)('does not exist for %s', (verdict) => {
    for (const id of STRATEGY_IDS) {
      const outcome = planTrade(basis(500, 10, { verdict }), strategyOf(id), FREE);
      expect(outcome).toEqual({ plan: null, noPlanReason: 'verdict_not_buy' });
    }
  });

  test('does not exist without volatility, with a stop at or below 0, or with costs above the reward', () => {
    const why = (atr: number, options = FREE) => planTrade(basis(500, atr), BALANCED, options).noPlanReason;
    expect([0, 1e-300].map((atr) => why(atr))).toEqual(['no_volatility', 'no_volatility']);
    expect(why(Number.NaN)).toBe('inputs_missing');
    expect([250, 900].map((atr) => why(atr))).toEqual(['stop_not_positive', 'stop_not_positive']);
    // The target is 0.6 % above the entry; 0.3 % a side come to more than that, 0.29 % do not.
    expect(why(1, { ...FREE, feePercent: 0.3 })).toBe('costs_exceed_reward');
    expect(why(1, { ...FREE, feePercent: 0.29 })).toBeNull();
    expect(why(1, { ...FREE, feePercent: 100 })).toBe('costs_exceed_reward');
    expect(why(1, { ...FREE, feePercent: 150 })).toBe('costs_exceed_reward');
  });

  test('keeps its levels and says 0 shares where the capital cannot carry one', () => {
    const { plan } = planTrade(basis(500, 10), BALANCED, { ...FREE, capital: 2000 });
    expect(plan).toMatchObject({ entry: 500, stop: 480, target: 530, shares: 0, limitedBy: 'position_cap' });
    expect(plan?.sharesReason).toBe('capital_too_small');
  });

  test('takes the fees of each side, where they differ', () => {
    // A share costs 500 and brings 400 × 0.98 at the stop: 108 at risk, so 2,000 allow 18.
    const { plan } = planTrade(basis(500, 50), BALANCED, { ...FREE, saleFeePercent: 2 });
    expect(plan).toMatchObject({ shares: 18, limitedBy: 'risk', perShare: { paid: 500, lost: 108 } });
    expect(plan?.breakEven).toBeCloseTo(500 / 0.98, 9);
  });

  test('has levels that can be ordered where the step of the prices is known', () => {
    const tickAt = () => 0.05;
    const { plan } = planTrade(basis(500.02, 1.01), BALANCED, { ...FREE, tickAt });
    // 500 - 2.02 is 497.98; 500 + 1.5 × 2.02 is 503.03.
    expect(plan).toMatchObject({ entry: 500, stop: 497.95, target: 503.05 });
  });

  test('does not exist where the step leaves no price for the stop', () => {
    const none = planTrade(basis(500, 0.1), BALANCED, { ...FREE, tickAt: () => 500 });
    expect(none).toEqual({ plan: null, noPlanReason: 'stop_not_positive' });
  });

  test('has defaults for all but the capital', () => {
    expect(PLAN_DEFAULTS).toEqual({
      ...{ strategy: 'balanced', riskPercent: 2, positionCapPercent: 20 },
      ...{ feePercent: 0.1, slippagePercent: 0.05, volumeLimitPercent: 5 },
    });
  });
});

const level = fc.option(evenly(0.9, 1.1, 10_000));
const anyPlan = fc
  .record({
    rating: evenly(-1, 1),
    close: evenly(0.01, 1e5),
    share: evenly(0.0001, 0.6, 10_000),
    levels: fc.tuple(level, level, level),
    id: fc.constantFrom(...STRATEGY_IDS),
    capital: evenly(1, 2e6),
    riskPercent: evenly(0.1, 10),
    positionCapPercent: evenly(1, 100),
    feePercent: evenly(0, 2),
    slippagePercent: evenly(0, 2),
  })
  .map(({ rating, close, share, levels, id, ...options }) => {
    const [sma20, ema50, low20] = levels.map((of) => (of === null ? null : of * close));
    const supports = { sma20: sma20 ?? null, ema50: ema50 ?? null, low20: low20 ?? null };
    const verdict = verdictOf(rating);
    return { at: { verdict, close, atr: close * share, supports }, strategy: strategyOf(id), options };
  });

describe('any plan', () => {
  test('exists only on a buy, and then its reason not to is one of the other three', () => {
    fc.assert(
      fc.property(anyPlan, ({ at, strategy, options }) => {
        const { plan, noPlanReason } = planTrade(at, strategy, options);
        const buy = at.verdict === 'Buy' || at.verdict === 'Strong Buy';
        expect(noPlanReason === 'verdict_not_buy').toBe(!buy);
        expect(plan === null).toBe(noPlanReason !== null);
      }),
    );
  });

  test('has its levels in order, enters within 1 ATR below the close, and pays its costs at the target', () => {
    fc.assert(
      fc.property(anyPlan, ({ at, strategy, options }) => {
        const { plan } = planTrade(at, strategy, options);
        if (plan === null) return;
        const { entry, stop, target, breakEven } = plan;
        expect(0 < stop && stop < entry && entry <= breakEven && breakEven < target).toBe(true);
        expect(entry <= at.close && at.close - entry <= at.atr && at.close < target).toBe(true);
        expect(plan.entryReason.code === 'close').toBe(strategy.entry === 'close');
        expect((target - entry) / (entry - stop)).toBeCloseTo(strategy.exit.riskReward, 6);
      }),
    );
  });

  test('holds as many shares as both limits allow with all costs, and not one more', () => {
    fc.assert(
      fc.property(anyPlan, ({ at, strategy, options }) => {
        const { plan } = planTrade(at, strategy, options);
        if (plan === null) return;
        const { entry, stop } = plan;
        const shares = plan.shares ?? Number.NaN;
        const [fee, slippage] = [options.feePercent / 100, options.slippagePercent / 100];
        const paid = entry * (1 + slippage) * (1 + fee);
        const loss = paid - stop * (1 - slippage) * (1 - fee);
        const breaks = (count: number) =>
          count * loss > options.capital * (options.riskPercent / 100) * (1 + 1e-12) ||
          count * paid > options.capital * (options.positionCapPercent / 100) * (1 + 1e-12);
        expect(Number.isSafeInteger(shares) && shares >= 0).toBe(true);
        expect([breaks(shares), breaks(shares + 1.01)]).toEqual([false, true]);
      }),
    );
  });
});
