import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ratingOf, verdictOf } from '../../../lib/stocks/rating/rate.ts';
import { STRATEGY_IDS, strategyOf } from '../../../lib/stocks/rating/strategies.ts';
import { VOTES, type Vote, type VoteId } from '../../../lib/stocks/rating/votes.ts';

const ids: readonly VoteId[] = VOTES.map(({ id }) => id);
const allBut = (vote: Vote, others: Partial<Record<VoteId, Vote>>) =>
  ids.map((id) => {
    const other = others[id];
    return other === undefined ? vote : other;
  });
const averages = VOTES.flatMap(({ id, group }) => (group === 'moving_averages' ? [[id, 1] as const] : []));

describe.each(STRATEGY_IDS)('%s', (id) => {
  const strategy = strategyOf(id);
  const { weights, voteWeights, exit } = strategy;

  test('is known to the database', () => {
    const picture = readFileSync(new URL('../../../drizzle/schema.txt', import.meta.url), 'utf8');
    expect(picture).toMatch(new RegExp(`strategy_known.*'${id}'`));
  });

  test('is plain data under its own id, with a name and a sentence', () => {
    expect(strategy.id).toBe(id);
    expect(JSON.parse(JSON.stringify(strategy))).toEqual(strategy);
    expect(strategy.name).not.toBe('');
    expect(strategy.summary).toMatch(/^[A-Z].*\.$/);
  });

  test('has whole weights from 0 up, and every group that weighs has a vote that does', () => {
    const all = [...Object.values(weights), ...Object.values(voteWeights)];
    expect(all.every((weight) => Number.isSafeInteger(weight) && weight >= 0)).toBe(true);
    for (const [group, weight] of Object.entries(weights)) {
      const own = VOTES.filter((vote) => (vote.group ?? 'extra') === group);
      const total = own.reduce((sum, vote) => sum + (strategy.voteWeights[vote.id] ?? 1), 0);
      if (weight > 0) expect([group, total > 0]).toEqual([group, true]);
    }
  });

  test('has an exit', () => {
    expect(exit.stopAtrs).toBeGreaterThan(0);
    expect(exit.riskReward).toBeGreaterThan(0);
    expect(Number.isSafeInteger(exit.maxBars) && exit.maxBars > 0).toBe(true);
  });

  test('is 1 when all votes buy, -1 when all sell, 0 when none does, and nothing without votes', () => {
    const rated = ([1, -1, 0, null] as const).map((vote) => ratingOf(allBut(vote, {}), strategy)?.rating);
    expect(rated).toEqual([1, -1, 0, undefined]);
  });

  test('is rated without a vote that is not available as if the list had none', () => {
    const rated = ratingOf(allBut(1, { cmf20: null, vwma20: null, rsi14: null }), strategy);
    expect(rated?.rating).toBe(1);
  });
});

describe('weights, worked out by hand', () => {
  test('mean reversion does not buy on averages and money flow alone: 1/20 + 7/20 × 1/7 is 0.1, Neutral', () => {
    const votes = allBut(0, { ...Object.fromEntries(averages), cmf20: 1 });
    const rating = ratingOf(votes, strategyOf('mean_reversion'))?.rating ?? 1;
    expect(rating).toBe(0.1);
    expect(verdictOf(rating)).toBe('Neutral');
  });

  test('mean reversion buys below the lower band in a downtrend: 7/20 × 6/7 - 1/20', () => {
    const falls = Object.fromEntries(averages.map(([id]) => [id, -1 as const]));
    const rating = ratingOf(allBut(0, { ...falls, bollinger20: 1 }), strategyOf('mean_reversion'))?.rating;
    expect(rating).toBe(0.25);
  });

  test('without a breakout all other votes make a Buy, with it a Strong Buy', () => {
    const rated = ([0, 1] as const).map(
      (donchian20) => ratingOf(allBut(1, { donchian20 }), strategyOf('breakout'))?.rating ?? 0,
    );
    expect(rated).toEqual([0.5, 1]);
    expect(rated.map(verdictOf)).toEqual(['Buy', 'Strong Buy']);
  });

  test('trend counts MACD five times: 1/6 × 5/19 of its rating', () => {
    expect(ratingOf(allBut(0, { macd: 1 }), strategyOf('trend'))?.rating).toBeCloseTo(5 / 114, 15);
  });

  test('a strategy that weighs a group has no rating without it, and the published rating has', () => {
    const silent = allBut(1, { psar: null, bollinger20: null, donchian20: null, obv: null, cmf20: null });
    const rated = STRATEGY_IDS.map((id) => ratingOf(silent, strategyOf(id))?.rating ?? null);
    expect(rated).toEqual([1, null, null, null, null]);
  });
});
