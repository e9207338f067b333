import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { engagement } from '../../../lib/profiles/analyses/engagement.ts';
import { mannWhitney } from '../../../lib/profiles/analyses/rank-test.ts';
import { CONTEXT, post, shown, whyNot } from './posts.ts';

const at = (day: number) => new Date(Date.UTC(2024, 0, day, 12)).toISOString();
const liked = (likes: readonly number[], given: Parameters<typeof post>[1] = {}, prefix = 'p') =>
  likes.map((count, index) =>
    post(`${prefix}${index}`, { likes: count, createdAt: at(1 + index), ...given }),
  );
const withComparison = (comparison: object) => ({
  comparisons: expect.arrayContaining([expect.objectContaining(comparison)]),
});

test('gives medians and quartiles: one famous post moves nothing', () => {
  expect(shown(atOnce(engagement(liked([1, 2, 3, 4, 10_000]), CONTEXT)), 'likes')).toEqual({
    median: 3,
    p25: 2,
    p75: 4,
    iqr: 2,
    most: 10_000,
  });
});

test('leaves out posts younger than two days and reposts', () => {
  const young = post('young', { likes: 0, createdAt: '2024-06-30T00:00:00.000Z' });
  const repost = post('repost', { likes: 0, kind: 'repost', createdAt: at(2) });
  const found = atOnce(engagement([...liked([5, 5, 5, 5, 5]), young, repost], CONTEXT));
  expect(found.findings['likes']).toMatchObject({ n: 5, value: { p25: 5 } });
});

test('a clear difference is told with its ratio, its sizes and a corrected p', () => {
  const low = liked([1, 2, 1, 2, 1, 2, 1, 2, 1, 2]);
  const high = liked([10, 12, 10, 12, 10, 12, 10, 12, 10, 12], { hashtags: ['art'] }, 'h');
  expect(shown(atOnce(engagement([...low, ...high], CONTEXT)), 'what_does_well')).toMatchObject(
    withComparison({
      what: 'has_hashtag',
      n_with: 10,
      n_without: 10,
      median_ratio: 7.333,
      p_corrected: expect.closeTo(0.0001, 3),
      says: 'more with it',
    }),
  );
});

test('no difference is not made into one', () => {
  const a = liked([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const b = liked([2, 3, 4, 5, 6, 7, 8, 9, 10, 11], { links: ['https://example.org'] }, 'b');
  expect(shown(atOnce(engagement([...a, ...b], CONTEXT)), 'what_does_well')).toMatchObject(
    withComparison({ what: 'has_link', says: 'no difference that these posts can show' }),
  );
});

test('one small p among several comparisons is no difference', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const varied = (likes: readonly number[], links: string[], prefix: string) =>
    likes.map((count, index) =>
      post(`${prefix}${index}`, {
        likes: count,
        createdAt: at(1 + index),
        links,
        hashtags: index % 2 === 0 ? ['art'] : [],
        kind: index % 4 < 2 ? 'reply' : 'post',
      }),
    );
  const links = ['https://example.org'];
  const posts = [
    ...varied(values, [], 'a'),
    ...varied(
      values.map((value) => value + 4),
      links,
      'b',
    ),
  ];
  expect(
    mannWhitney(
      values.map((value) => value + 4),
      values,
    ).p,
  ).toBeLessThan(0.05);
  expect(shown(atOnce(engagement(posts, CONTEXT)), 'what_does_well')).toMatchObject(
    withComparison({
      what: 'has_link',
      median_ratio: 1.727,
      says: 'no difference that these posts can show',
    }),
  );
});

test('fewer than eight on a side are not compared', () => {
  const tens = Array.from({ length: 10 }, () => 1);
  const replies = liked([9, 9, 9, 9, 9, 9, 9], { kind: 'reply' }, 'r');
  const found = atOnce(
    engagement([...liked(tens), ...liked(tens, { hashtags: ['a'] }, 'h'), ...replies], CONTEXT),
  );
  expect(shown(found, 'what_does_well')).toMatchObject({
    ...withComparison({ what: 'has_hashtag' }),
    not_compared: expect.arrayContaining(['is_reply']),
  });
  expect(whyNot(atOnce(engagement(liked([1, 2, 3]), CONTEXT)), 'what_does_well')).toBe(
    'too few posts with counts',
  );
});
