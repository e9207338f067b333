import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { analyzeBars, type StockAnalysis } from '../../../lib/stocks/analyze.ts';
import { PLAN_DEFAULTS } from '../../../lib/stocks/plan/plan.ts';
import { explain as explainBy, type StoredValues } from '../../../lib/stocks/rating/explain.ts';
import { ratingOf } from '../../../lib/stocks/rating/rate.ts';
import { STRATEGY_IDS, type StrategyId, strategyOf } from '../../../lib/stocks/rating/strategies.ts';
import { voteListOf } from '../../../lib/stocks/rating/vote-lists.ts';
import { VOTES, VOTES_VERSION, type Vote } from '../../../lib/stocks/rating/votes.ts';
import { spxBars } from '../bars.ts';

const OPTIONS = { ...PLAN_DEFAULTS, strategies: ['balanced'] as const, comparisons: 1, capital: 100_000 };

const list = voteListOf(VOTES_VERSION);
if (list === null) throw new Error('the present list is unknown');
const explain = (votes: readonly Vote[], values: StoredValues, strategy: StrategyId = 'balanced') =>
  explainBy({ strategy, votes, values, barCount: 600 }, list);

describe('an explanation', () => {
  const stored: unknown = JSON.parse(JSON.stringify(atOnce(analyzeBars(spxBars(600), OPTIONS))));
  const { votes, values } = stored as StockAnalysis;
  const told = explain(votes, values);
  const textOf = (id: string) => told.find((vote) => vote.id === id)?.text;

  test('tells each vote with its own numbers and its rule, from what is stored', () => {
    expect(textOf('macd')).toBe(
      'MACD 12, 26, 9: buy. Here MACD -3.65761, signal -6.49747. Buy when MACD is above its signal, sell when below.',
    );
    expect(textOf('sma20')).toBe(
      'SMA 20: buy. Here close 1083.82, SMA 20 1080.61. Buy when the close is above the average, sell when it is below.',
    );
    expect(textOf('ultimate')).toMatch(/^Ultimate Oscillator 7, 14, 28: neutral\. Here UO 51\.3071\./);
  });

  test('stands in the order of the list, with ids, groups and kinds of evidence', () => {
    expect(told.map(({ id, group, evidence, name }) => ({ id, group, evidence, name }))).toEqual(
      VOTES.map(({ id, group, evidence, name }) => ({ id, group, evidence, name })),
    );
    expect(told.map(({ vote }) => vote)).toEqual(votes);
  });

  test('weighs a vote by its share of the published rating: half a group, and nothing for the other five', () => {
    const weights = told.map(({ weight }) => weight);
    expect(weights).toEqual([
      ...new Array<number>(15).fill(0.5 / 15),
      ...new Array<number>(11).fill(0.5 / 11),
      ...new Array<number>(5).fill(0),
    ]);
  });

  test.each(STRATEGY_IDS)('weights of %s times votes are its rating, whatever is missing', (id) => {
    const strategy = strategyOf(id);
    for (const some of [votes, votes.with(13, null).with(30, null), votes.with(15, null)]) {
      const weighed = explain(some, values, id);
      const sum = weighed.reduce((total, { weight, vote }) => total + weight * (vote ?? 0), 0);
      expect(sum).toBeCloseTo(ratingOf(some, strategy)?.rating ?? 9, 12);
      expect(weighed.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  test('says so where a vote was not available', () => {
    const absent = votes.with(13, null);
    expect(explain(absent, { ...values, vwma20: null })[13]?.text).toMatch(
      /^VWMA 20: not available\. Nothing was traded in the last 20 bars, or the data has no volume\. Here close 1083\.82, VWMA 20 no value\./,
    );
  });

  test('is refused for votes of another list', () => {
    expect(() => explain(votes.slice(1), values)).toThrowError(RangeError);
  });
});
