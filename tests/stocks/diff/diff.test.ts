import { describe, expect, test } from 'vitest';
import { diffOf } from '../../../lib/stocks/diff/diff.ts';
import { VOTES } from '../../../lib/stocks/rating/votes.ts';
import { storedResult } from './stored-result.ts';

const earlier = storedResult({ asOf: '2026-11-19' });
const NOTHING = { verdict: [], plan: [], votes: [], values: [], cautions: [] };
const placeOf = (wanted: string) => VOTES.findIndex(({ id }) => id === wanted);

describe('the diff of two results', () => {
  test('of equal ones is empty', () => {
    expect(diffOf(earlier, storedResult())).toEqual(NOTHING);
  });

  test('names what changed in verdict, plan, votes and values, before and after', () => {
    const from = storedResult({ asOf: '2026-11-19', values: { rsi14: 50, rsi14_before: 49, cmf20: null } });
    const to = storedResult({
      ...{ verdict: 'Buy', rating: 0.2, score: 60, close: 101 },
      ...{ entry: 101, noPlanReason: null, shares: 5 },
      votes: VOTES.map((_, i) => (i === placeOf('rsi14') ? 1 : i === placeOf('obv') ? null : 0)),
      values: { rsi14: 29, rsi14_before: 28, cmf20: 0.1 },
      context: { atr14: 2 },
    });
    expect(diffOf(from, to)).toEqual({
      verdict: [
        { name: 'verdict', from: 'Neutral', to: 'Buy' },
        { name: 'rating', from: 0, to: 0.2 },
        { name: 'score', from: 50, to: 60 },
      ],
      plan: [
        { name: 'entry', from: null, to: 101 },
        { name: 'shares', from: null, to: 5 },
        { name: 'no_plan_reason', from: 'verdict_not_buy', to: null },
      ],
      votes: [
        { id: 'rsi14', name: 'RSI 14', from: 0, to: 1 },
        { id: 'obv', name: 'On-balance volume', from: 0, to: null },
      ],
      values: [
        { name: 'close', from: 100, to: 101 },
        { name: 'rsi14', from: 50, to: 29 },
        { name: 'cmf20', from: null, to: 0.1 },
        { name: 'atr14', from: null, to: 2 },
      ],
      cautions: [],
    });
  });

  test('read backwards is the same with both sides exchanged', () => {
    const to = storedResult({ verdict: 'Buy', votes: VOTES.map(() => 1), values: { rsi14: 1 } });
    const back = diffOf(to, earlier);
    expect(back.votes).toHaveLength(31);
    expect(back.votes).toEqual(
      diffOf(earlier, to).votes.map((vote) => ({ ...vote, from: vote.to, to: vote.from })),
    );
    expect(back.cautions).toEqual(['The second describes an earlier day than the first.']);
  });

  test('says what else than the market may have made the difference', () => {
    const other = storedResult({ strategy: 'trend', votesVersion: 2, dataSource: 'sample', bars: 100 });
    expect(diffOf(earlier, other).cautions).toEqual([
      'The strategies differ: balanced, then trend.',
      'The votes follow different versions of the rules: 3, then 2.',
      'The data is from different sources: yahoo, then sample.',
      'One rating is partial.',
    ]);
    expect(diffOf(storedResult(), storedResult()).cautions).toEqual(['Both describe the same day.']);
  });

  test('leaves votes and values out where the list of one is not known any more', () => {
    const old = storedResult({ asOf: '2026-11-19', votesVersion: 1, votes: [1], values: {} });
    const diff = diffOf(old, storedResult({ verdict: 'Sell', values: { rsi14: 1 } }));
    expect([diff.votes, diff.values, diff.verdict.length]).toEqual([[], [], 1]);
    expect(diff.cautions).toContain('Votes and values are not compared: one list of them is unknown.');
  });
});
