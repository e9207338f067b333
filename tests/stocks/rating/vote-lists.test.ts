import { describe, expect, test } from 'vitest';
import { decide } from '../../../lib/stocks/rating/cast.ts';
import { explain } from '../../../lib/stocks/rating/explain.ts';
import { ratingOf } from '../../../lib/stocks/rating/rate.ts';
import { strategyOf } from '../../../lib/stocks/rating/strategies.ts';
import { type VoteList, voteListOf } from '../../../lib/stocks/rating/vote-lists.ts';
import { VOTES, VOTES_VERSION, type VoteId } from '../../../lib/stocks/rating/votes.ts';
import { explainVerdict } from '../../../lib/stocks/verdict/explain-verdict.ts';
import { handMade } from '../verdict/hand-made.ts';

function listOf(version: number): VoteList {
  const list = voteListOf(version);
  if (list === null) throw new Error(`no list of version ${version}`);
  return list;
}

const placeOf = (id: VoteId) => VOTES.findIndex((vote) => vote.id === id);

/** Stored while ADX falls from 25 to 24 under a leading -DI, and the spans of 26 bars ago lie under the lines. */
const STORED = handMade('trend', 90, {
  ...{ adx14: 24, adx14_before: 25, plus_di14: 20, minus_di14: 30 },
  ...{ ichimoku_conversion: 97, ichimoku_base: 96, ichimoku_span_a: 95, ichimoku_span_b: 94 },
});
const STORED_2 = {
  ...STORED,
  votesVersion: 2,
  votes: STORED.votes.with(placeOf('adx14'), -1).with(placeOf('ichimoku'), 1).with(placeOf('sma10'), -1),
};

describe('results of version 2 of the votes', () => {
  test('keep their rules: ADX sold while it fell, and does not any more', () => {
    const falling = [24, 25, 20, 30];
    const rising = [25, 24, 20, 30];
    const by = (version: number) =>
      [falling, rising].map((read) => decide(listOf(version).rules.adx14, read));
    expect([by(2), by(VOTES_VERSION)]).toEqual([
      [-1, 0],
      [0, -1],
    ]);
  });

  test('keep their words', () => {
    const textOf = (id: VoteId, version: number) =>
      explain(version === 2 ? STORED_2 : STORED, listOf(version))[placeOf(id)]?.text;
    expect(textOf('adx14', 2)).toBe(
      'ADX 14, 14: sell. Here ADX 24, the bar before 25, +DI 20, -DI 30. Buy when +DI is above -DI with ADX above 20 ' +
        'and rising, sell when +DI is below -DI with ADX above 20 and falling.',
    );
    expect(textOf('ichimoku', 2)).toMatch(/^Ichimoku 9, 26, 52: buy\..*span B of the cloud at this bar/);
    expect(textOf('adx14', 3)).toMatch(/With ADX above 20 and rising, buy when \+DI is above -DI and sell/);
  });

  test('keep the weight of Ichimoku, so that votes and weights still make the stored rating', () => {
    const told = explainVerdict(STORED_2);
    const sum = told.votes.reduce((total, { weight, vote }) => total + weight * (vote ?? 0), 0);
    expect(sum).toBeCloseTo(told.rating, 12);
    expect(told.votes[placeOf('ichimoku')]?.weight).toBeCloseTo(0.5 * (2 / 22), 12);
    expect(told.rating).not.toBe(ratingOf(STORED_2.votes, strategyOf('trend'))?.rating);
  });

  test('keep their flips: a close below the conversion line turned Ichimoku, and a rise of ADX turned ADX', () => {
    const flipsOf = (stored: typeof STORED) =>
      explainVerdict(stored).changes.votes.map(({ id, level }) => [id, level]);
    expect(flipsOf(STORED_2)).toContainEqual(['adx14', 25]);
    expect(flipsOf(STORED_2)).toContainEqual(['ichimoku', 97]);
    expect(flipsOf(STORED)).not.toContainEqual(['ichimoku', 97]);
  });
});

test('votes of version 1, which nobody can read any more, have no list', () => {
  expect([voteListOf(1), voteListOf(VOTES_VERSION + 1)]).toEqual([null, null]);
});

test('every strategy but the published one leaves out the vote that is never cast', () => {
  const weightOf = (version: number) =>
    (['balanced', 'trend', 'mean_reversion', 'breakout', 'weekly_target'] as const).map(
      (id) => listOf(version).strategy(id).voteWeights.ichimoku ?? 1,
    );
  expect(weightOf(VOTES_VERSION)).toEqual([1, 0, 0, 0, 0]);
  expect(weightOf(2)).toEqual([1, 2, 1, 1, 1]);
});
