import { describe, expect, test } from 'vitest';
import { analyzeBars } from '../../../lib/analyzers/stocks/analyze.ts';
import { columnsOf, dailyBars, pricesOnly, spxBars } from './bars.ts';

const OPTIONS = { capital: 100_000, riskPercent: 2, positionCapPercent: 20 };

const climbing = dailyBars(
  pricesOnly(Array.from({ length: 290 }, (_, i) => 100 * 1.001 ** i + 3 * Math.sin(i / 5))),
);

describe('an analysis', () => {
  test('describes the last bar', () => {
    const analysis = analyzeBars(spxBars(600), OPTIONS);
    expect(analysis).toMatchObject({
      asOf: '2002-05-24',
      barCount: 600,
      close: 1083.819946,
      verdict: 'Sell',
      groups: { moving_averages: -10 / 15, oscillators: 0 },
      votesVersion: 1,
      plan: null,
      noPlanReason: 'verdict_not_buy',
    });
    expect(analysis.votes).toHaveLength(26);
    expect(analysis.values).toMatchObject({ close: 1083.819946, rsi14: expect.closeTo(47.5161078, 6) });
  });

  test('carries the figures that do not vote', () => {
    const bars = spxBars(600);
    const columns = columnsOf(bars);
    const last = (name: string) => columns[name]?.at(-1);
    expect(analyzeBars(bars, OPTIONS).context).toEqual({
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
    const { verdict, close, context, plan, noPlanReason } = analyzeBars(climbing, OPTIONS);
    expect([verdict, noPlanReason]).toEqual(['Buy', null]);
    expect(plan?.entry).toBe(close);
    expect(plan?.stop).toBeCloseTo(close - 2 * (context.atr14 ?? 0), 9);
    expect(plan?.target).toBeCloseTo(close + 3 * (context.atr14 ?? 0), 9);
    expect(plan?.shares).toBeGreaterThan(0);
  });

  test('is the same to the last bit whatever was analyzed before', () => {
    const bars = spxBars(600);
    const falling = dailyBars({
      ...pricesOnly([...climbing.close].reverse()),
      volume: climbing.volume.map((_, i) => i),
    });
    const first = analyzeBars(bars, OPTIONS);
    for (const other of [falling, climbing]) expect(analyzeBars(other, OPTIONS)).not.toEqual(first);
    expect(analyzeBars(bars, OPTIONS)).toStrictEqual(first);
  });

  test('does not change the bars', () => {
    const bars = spxBars(300);
    analyzeBars(bars, OPTIONS);
    expect(bars).toStrictEqual(spxBars(300));
  });

  test('survives JSON unchanged, with null for what has no value', () => {
    const silent = dailyBars({ ...climbing, volume: climbing.volume.map(() => 0) });
    const analysis = analyzeBars(silent, OPTIONS);
    expect([analysis.values['vwma20'], analysis.context.cmf20, analysis.votes[13]]).toEqual([
      null,
      null,
      null,
    ]);
    expect(JSON.parse(JSON.stringify(analysis))).toStrictEqual(analysis);
  });

  test('is refused below 250 bars', () => {
    expect(() => analyzeBars(spxBars(249), OPTIONS)).toThrowError(/249/);
  });
});
