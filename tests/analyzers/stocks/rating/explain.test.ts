import { describe, expect, test } from 'vitest';
import { analyzeBars } from '../../../../lib/analyzers/stocks/analyze.ts';
import { explain } from '../../../../lib/analyzers/stocks/rating/explain.ts';
import { VOTES } from '../../../../lib/analyzers/stocks/rating/votes.ts';
import { spxBars } from '../bars.ts';

const OPTIONS = { capital: 100_000, riskPercent: 2, positionCapPercent: 20 };

describe('an explanation', () => {
  const stored: unknown = JSON.parse(JSON.stringify(analyzeBars(spxBars(600), OPTIONS)));
  const { votes, values } = stored as ReturnType<typeof analyzeBars>;
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

  test('stands in the order of the list, with ids, groups and weights', () => {
    expect(told.map(({ id, group, name, weight }) => ({ id, group, name, weight }))).toEqual(
      VOTES.map(({ id, group, name, weight }) => ({ id, group, name, weight })),
    );
    expect(told.map(({ vote }) => vote)).toEqual(votes);
  });

  test('says so where a vote was not available', () => {
    const absent = votes.with(13, null);
    expect(explain(absent, { ...values, vwma20: null })[13]?.text).toMatch(
      /^VWMA 20: not available\. Here close 1083\.82, VWMA 20 no value\./,
    );
  });

  test('is refused for votes of another list', () => {
    expect(() => explain(votes.slice(1), values)).toThrowError(RangeError);
  });
});
