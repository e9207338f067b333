import { expect, test } from 'vitest';
import { Bm25, termsOf } from '../../lib/text/bm25.ts';

function ranked(query: string, texts: readonly string[]): number[] {
  const ranking = new Bm25<number>(query);
  for (const [at, text] of texts.entries()) ranking.add(at, text);
  return ranking.best(texts.length).map(({ item }) => item);
}

test('a rare word counts for more than a common one, and a short text for more than a long one', () => {
  expect(ranked('the transformer', ['the the the', 'a transformer', 'the sky', 'the sea'])[0]).toBe(1);
  expect(ranked('budget', [`budget ${'word '.repeat(50)}`, 'budget word', 'word'])).toEqual([1, 0]);
});

test('of two texts by hand, the score is that of the formula', () => {
  const ranking = new Bm25<string>('a');
  ranking.add('one', 'a b');
  ranking.add('other', 'b c');
  // N = 2, n = 1: ln(1 + 1.5/1.5) = ln 2; tf = 1 at the mean length: 2.2 / 2.2.
  expect(ranking.best(1)[0]?.score).toBeCloseTo(Math.LN2, 10);
});

test('terms are found whatever their form, also in scripts without spaces', () => {
  expect(termsOf('E\ufb03cient, EFFICIENT')).toEqual(['efficient', 'efficient']);
  expect(ranked('東京', ['大阪の天気', '東京の天気'])).toEqual([1]);
});
