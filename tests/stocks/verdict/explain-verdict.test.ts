import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { analyzeBars } from '../../../lib/stocks/analyze.ts';
import { PLAN_DEFAULTS } from '../../../lib/stocks/plan/plan.ts';
import { STRATEGY_IDS } from '../../../lib/stocks/rating/strategies.ts';
import { packFigures, unpackFigures } from '../../../lib/stocks/results/figures.ts';
import { explainVerdict } from '../../../lib/stocks/verdict/explain-verdict.ts';
import { spxBars } from '../bars.ts';
import { handMade } from './hand-made.ts';

describe('an explanation of a verdict', () => {
  test.each(STRATEGY_IDS)('by %s says from stored votes and figures what the analysis said', (strategy) => {
    const analysis = atOnce(
      analyzeBars(spxBars(600), {
        ...PLAN_DEFAULTS,
        strategies: [strategy],
        comparisons: 1,
        capital: 100_000,
      }),
    );
    const { values } = unpackFigures(packFigures(analysis.values, analysis.context));
    const told = explainVerdict({ ...analysis, values });
    expect(told).toMatchObject({
      strategy: { id: strategy },
      rating: analysis.rating,
      verdict: analysis.verdict,
      published: { rating: expect.closeTo(-1 / 3 + 1 / 22, 12), verdict: 'Sell' },
    });
    expect(told.votes).toHaveLength(31);
    expect(told).toEqual(explainVerdict(analysis));
  });

  test('counts the votes of each kind of evidence, with what they bring to the rating', () => {
    // 14 averages below the close, Ichimoku neutral; MACD sells, momentum falls, the stop is below the close.
    const { groups, rating } = explainVerdict(
      handMade('balanced', 90, { macd_line: -1, momentum10: -1, obv: 5, obv_ema20: 4 }),
    );
    expect(groups).toMatchObject([
      { group: 'trend', buy: 15, neutral: 3, sell: 1, absent: 0, lean: 'buy' },
      { group: 'momentum', buy: 0, neutral: 8, sell: 1, absent: 0, lean: 'sell' },
      { group: 'volatility', buy: 0, neutral: 1, sell: 0, absent: 0, lean: 'neutral', weight: 0, points: 0 },
      { group: 'volume', buy: 1, neutral: 1, sell: 0, absent: 0, lean: 'buy', weight: 0, points: 0 },
    ]);
    expect(groups[0]?.points).toBeCloseTo(14 / 30 - 1 / 22, 12);
    expect(groups.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(rating, 12);
    expect(groups.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  test('counts what is not available apart, and leans nowhere without a vote', () => {
    const stored = handMade('balanced', 90);
    const { groups } = explainVerdict({ ...stored, votes: stored.votes.with(29, null).with(30, null) });
    expect(groups[3]).toMatchObject({ buy: 0, neutral: 0, sell: 0, absent: 2, lean: 'neutral' });
  });

  test('is refused for votes of another list, and for too few of them', () => {
    const stored = handMade('trend', 90);
    const { votes } = stored;
    expect(() => explainVerdict({ ...stored, votes: votes.slice(0, 26) })).toThrowError(/26/);
    const none = votes.map(() => null);
    expect(() => explainVerdict({ ...stored, votes: none })).toThrowError(RangeError);
  });
});

describe('the labels next to a verdict', () => {
  test('stand at the bounds of the labels', () => {
    // 14 of 15 averages buy: 14/30 is 0.467, between 0.1 and 0.5.
    const { changes, verdict } = explainVerdict(handMade('balanced', 90));
    expect(verdict).toBe('Buy');
    expect(changes.up).toMatchObject({
      verdict: 'Strong Buy',
      text: '0.03 rating points below Strong Buy.',
    });
    expect(changes.down).toMatchObject({ verdict: 'Neutral', text: '0.37 rating points above Neutral.' });
    expect(changes.up?.points).toBeCloseTo(0.5 - 14 / 30, 12);
    expect(changes.down?.points).toBeCloseTo(14 / 30 - 0.1, 12);
  });

  test('end with the strongest', () => {
    const up = explainVerdict(handMade('balanced', 90, { macd_line: 1, momentum10: 1 }));
    expect([up.verdict, up.changes.up, up.changes.down?.verdict]).toEqual(['Strong Buy', null, 'Buy']);
    const down = explainVerdict(handMade('balanced', 110, { macd_line: -1, momentum10: -1 }));
    expect([down.verdict, down.changes.down, down.changes.up?.verdict]).toEqual([
      'Strong Sell',
      null,
      'Sell',
    ]);
  });

  test('are 0 points away on a bound, which belongs to the weaker label', () => {
    // Averages 1/20 and money flow 1/20 of mean reversion: 0.1.
    const told = explainVerdict(handMade('mean_reversion', 90, { cmf20: 0.2 }));
    expect([told.rating, told.verdict]).toEqual([0.1, 'Neutral']);
    expect(told.changes.up).toMatchObject({ verdict: 'Buy', points: 0 });
    expect(told.changes.down?.verdict).toBe('Sell');
  });
});
