import { describe, expect, test } from 'vitest';
import { atOnce } from '../../lib/core/slices.ts';
import { type AnalyzeOptions, analyzeBars } from '../../lib/stocks/analyze.ts';
import { PLAN_DEFAULTS } from '../../lib/stocks/plan/plan.ts';
import { STRATEGY_IDS } from '../../lib/stocks/rating/strategies.ts';
import { columnsOf, dailyBars, pricesOnly, spxBars } from './bars.ts';

const OPTIONS = { ...PLAN_DEFAULTS, strategies: ['balanced'] as const, comparisons: 1, capital: 100_000 };

const climbing = dailyBars(
  pricesOnly(Array.from({ length: 290 }, (_, i) => 100 * 1.001 ** i + 3 * Math.sin(i / 5))),
);

describe('an analysis', () => {
  test('describes the last bar', () => {
    const analysis = atOnce(analyzeBars(spxBars(600), OPTIONS));
    expect(analysis).toMatchObject({
      asOf: '2002-05-24',
      barCount: 600,
      close: 1083.819946,
      verdict: 'Sell',
      groups: { moving_averages: -10 / 15, oscillators: 1 / 11 },
      strategy: 'balanced',
      votesVersion: 3,
      plan: null,
      noPlanReason: 'verdict_not_buy',
    });
    expect(analysis.votes).toHaveLength(31);
    expect(analysis.values).toMatchObject({ close: 1083.819946, rsi14: expect.closeTo(47.5161078, 6) });
  });

  test('carries the figures of its context', () => {
    const bars = spxBars(600);
    const columns = columnsOf(bars);
    const last = (name: string) => columns[name]?.at(-1);
    expect(atOnce(analyzeBars(bars, OPTIONS)).context).toEqual({
      atr14: last('atr14'),
      bollinger_upper: last('bollinger.upper'),
      bollinger_middle: last('bollinger.middle'),
      bollinger_lower: last('bollinger.lower'),
      obv: last('obv'),
      cmf20: last('cmf20'),
      psar: last('psar'),
    });
  });

  test('plans a trade on a buy, from the last close and ATR 14', () => {
    const { verdict, close, context, plan, noPlanReason } = atOnce(analyzeBars(climbing, OPTIONS));
    expect([verdict, noPlanReason]).toEqual(['Buy', null]);
    expect(plan?.entry).toBe(close);
    expect(plan?.stop).toBeCloseTo(close - 2 * (context.atr14 ?? 0), 9);
    expect(plan?.target).toBeCloseTo(close + 3 * (context.atr14 ?? 0), 9);
    expect(plan?.shares).toBeGreaterThan(0);
  });

  test.each(STRATEGY_IDS)(
    'by %s is the same to the last bit in either order, alone or together',
    (strategy) => {
      const options: AnalyzeOptions = { ...OPTIONS, strategies: [strategy] };
      const one = spxBars(600);
      const other = dailyBars({
        ...pricesOnly([...climbing.close].reverse()),
        volume: climbing.volume.map((_, i) => i),
      });
      const alone = atOnce(analyzeBars(one, options));
      const otherAlone = atOnce(analyzeBars(other, options));
      expect(otherAlone).not.toEqual(alone);
      expect([atOnce(analyzeBars(one, options)), atOnce(analyzeBars(other, options))]).toStrictEqual([
        alone,
        otherAlone,
      ]);
      expect([atOnce(analyzeBars(other, options)), atOnce(analyzeBars(one, options))]).toStrictEqual([
        otherAlone,
        alone,
      ]);
      for (const between of STRATEGY_IDS)
        atOnce(analyzeBars(climbing, { ...OPTIONS, strategies: [between] }));
      expect(atOnce(analyzeBars(one, options))).toStrictEqual(alone);
    },
  );

  test('rates the same votes by its strategy, and names the halves of the published rating beside it', () => {
    const byStrategy = STRATEGY_IDS.map((strategy) =>
      atOnce(analyzeBars(spxBars(600), { ...OPTIONS, strategies: [strategy] })),
    );
    expect(byStrategy.map(({ strategy }) => strategy)).toEqual([...STRATEGY_IDS]);
    for (const { votes, groups } of byStrategy) {
      expect([votes, groups]).toEqual([byStrategy[0]?.votes, byStrategy[0]?.groups]);
    }
    expect(new Set(byStrategy.map(({ rating }) => rating)).size).toBeGreaterThan(3);
  });

  test.each([
    ['trend', 353, 'sma20'],
    ['trend', 326, 'ema50'],
    ['mean_reversion', 300, 'low20'],
  ] as const)('by %s on %d bars enters at %s, below the close', (strategy, count, support) => {
    const bars = spxBars(count);
    const { plan, close, values } = atOnce(analyzeBars(bars, { ...OPTIONS, strategies: [strategy] }));
    const low20 = Math.min(...bars.low.slice(-20));
    const levels = { sma20: values['sma20'], ema50: values['ema50'], low20 };
    expect(plan?.entryReason.code).toBe(support);
    expect(plan?.entry).toBe(levels[support]);
    expect(plan?.entry).toBeLessThan(close);
  });

  test('does not change the bars', () => {
    const bars = spxBars(300);
    atOnce(analyzeBars(bars, OPTIONS));
    expect(bars).toStrictEqual(spxBars(300));
  });

  test('survives JSON unchanged, with null for what has no value', () => {
    const silent = dailyBars({ ...climbing, volume: climbing.volume.map(() => 0) });
    const analysis = atOnce(analyzeBars(silent, OPTIONS));
    expect([analysis.values['vwma20'], analysis.context.cmf20, analysis.votes[13]]).toEqual([
      null,
      null,
      null,
    ]);
    expect(JSON.parse(JSON.stringify(analysis))).toStrictEqual(analysis);
  });

  test('of a short history has a plan and no evidence: a walk-forward needs full verdicts', () => {
    const short = dailyBars(
      pricesOnly(Array.from({ length: 75 }, (_, i) => 100 * 1.001 ** i + Math.sin(i / 5))),
    );
    const { verdict, plan, evidence, values } = atOnce(analyzeBars(short, OPTIONS));
    expect([verdict, plan?.entry]).toEqual(['Buy', short.close.at(-1)]);
    expect(evidence).toMatchObject([{ finding: 'too_few', n: 0, effective_n: 0, base: { n: 0 } }]);
    expect([values['sma50'], values['sma100']]).toEqual([expect.any(Number), null]);
  });

  test('is refused below 60 bars', () => {
    expect(() => atOnce(analyzeBars(spxBars(59), OPTIONS))).toThrowError(/59/);
  });
});
