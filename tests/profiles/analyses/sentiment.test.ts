import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { sentiment } from '../../../lib/profiles/analyses/sentiment.ts';
import { CONTEXT, post, shown, whyNot } from './posts.ts';

const GOOD = 'What a wonderful day, I love this beautiful garden';
const BAD = 'This is a terrible and disgusting mess, I hate it';
const PLAIN = 'The train to the north leaves at seven from this station';
const inMonth = (month: number, text: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    post(`m${month}-${index}`, {
      text,
      createdAt: new Date(Date.UTC(2024, month - 1, 1 + index)).toISOString(),
    }),
  );

test('says the shares of labels, and why posts were not read', () => {
  const posts = [
    ...inMonth(1, GOOD, 2),
    ...inMonth(2, BAD, 1),
    ...inMonth(3, PLAIN, 2),
    post('de', { text: 'Ich gehe morgen mit meinem Bruder in die Stadt, um ein neues Fahrrad zu kaufen.' }),
    post('empty'),
  ];
  expect(shown(atOnce(sentiment(posts, CONTEXT)), 'distribution')).toMatchObject({
    labels: [
      { label: 'positive', posts: 2, share: 0.4 },
      { label: 'neutral', posts: 2, share: 0.4 },
      { label: 'negative', posts: 1, share: 0.2 },
    ],
    posts_not_assessed: [
      { why: 'language_not_read', posts: 1 },
      { why: 'no_words', posts: 1 },
    ],
  });
});

test('the trend has only months with five posts, and needs three of them', () => {
  const two = [...inMonth(1, GOOD, 5), ...inMonth(2, BAD, 5), ...inMonth(3, PLAIN, 4)];
  expect(whyNot(atOnce(sentiment(two, CONTEXT)), 'monthly_trend')).toBe('too few months with enough posts');
  const trend = shown(atOnce(sentiment([...two, ...inMonth(4, PLAIN, 5)], CONTEXT)), 'monthly_trend');
  expect(trend).toMatchObject({
    months: [
      { month: '2024-01', posts: 5 },
      { month: '2024-02', posts: 5 },
      { month: '2024-04', posts: 5, mean: 0 },
    ],
    months_left_out: 1,
  });
});

test('names the most positive and negative posts by id, without their text', () => {
  const found = atOnce(
    sentiment([...inMonth(1, GOOD, 1), ...inMonth(2, BAD, 1), ...inMonth(3, PLAIN, 3)], CONTEXT),
  );
  expect(shown(found, 'most_positive')).toEqual([{ id: 'm1-0', score: expect.any(Number) }]);
  expect(shown(found, 'most_negative')).toEqual([{ id: 'm2-0', score: expect.any(Number) }]);
  expect(JSON.stringify(found)).not.toContain('garden');
});

test('somebody else’s words are not read: reposts are left out', () => {
  const posts = Array.from({ length: 9 }, (_, index) => post(`r${index}`, { text: GOOD, kind: 'repost' }));
  expect(whyNot(atOnce(sentiment(posts, CONTEXT)), 'distribution')).toBe(
    'too few posts with English words or emoji',
  );
});
