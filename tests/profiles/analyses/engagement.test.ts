import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { engagement } from '../../../lib/profiles/analyses/engagement.ts';
import { comparisonsOf, isDifference } from './differences.ts';
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
    most_post_ids: ['p4'],
    by_kind: { post: { posts: 5, median: 3 } },
  });
});

test('leaves out posts younger than two days and reposts', () => {
  const young = post('young', { likes: 0, createdAt: '2024-06-30T00:00:00.000Z' });
  const repost = post('repost', { likes: 0, kind: 'repost', createdAt: at(2) });
  const found = atOnce(engagement([...liked([5, 5, 5, 5, 5]), young, repost], CONTEXT));
  expect(found.findings['likes']).toMatchObject({ n: 5, value: { p25: 5 } });
});

const repeated = (likes: readonly number[]) => [...likes, ...likes, ...likes, ...likes];

test('a clear difference is told with its strength, its interval, its sizes and a corrected p', () => {
  const low = liked(repeated([1, 2, 1, 2, 1]));
  const high = liked(repeated([10, 12, 10, 12, 10]), { hashtags: ['art'] }, 'h');
  expect(shown(atOnce(engagement([...low, ...high], CONTEXT)), 'what_does_well')).toMatchObject(
    withComparison({
      what: 'has_hashtag',
      n_with: 20,
      n_without: 20,
      groups: 5,
      ratio_of_count_plus_1: { value: 5.5, low: expect.any(Number), high: expect.any(Number) },
      share_of_pairs_with_more: { value: 1, low: expect.any(Number), high: 1 },
      says: 'more with it',
    }),
  );
});

test('no difference is not made into one', () => {
  const a = liked(repeated([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  const b = liked(repeated([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), { links: ['https://example.org'] }, 'b');
  expect(shown(atOnce(engagement([...a, ...b], CONTEXT)), 'what_does_well')).toMatchObject(
    withComparison({ what: 'has_link', says: 'no difference that these posts can show' }),
  );
});

/** Posts and replies in turn, a post every five hours. */
const inTurn = (count: number, given: (index: number) => Parameters<typeof post>[1]) =>
  Array.from({ length: count }, (_, index) =>
    post(`p${index}`, {
      createdAt: new Date(Date.UTC(2024, 0, 1) + index * 18_000_000).toISOString(),
      ...given(index),
    }),
  );
const said = (posts: Parameters<typeof engagement>[0]) =>
  shown(atOnce(engagement(posts, CONTEXT)), 'what_does_well');

test('links that only posts have, of which replies get fewer likes, are not compared', () => {
  const posts = inTurn(400, (index) =>
    index % 2 === 0
      ? { kind: 'reply', likes: index % 3 }
      : { kind: 'post', likes: 5 + (index % 4), links: ['https://example.org'] },
  );
  expect(said(posts)).toMatchObject({ not_compared: expect.arrayContaining(['has_link']) });
  expect(JSON.stringify(said(posts))).not.toMatch(/(more|fewer) with it/);
  expect(shown(atOnce(engagement(posts, CONTEXT)), 'likes')).toMatchObject({
    by_kind: { post: { posts: 200, median: 7 }, reply: { posts: 200, median: 1 } },
  });
});

test('a habit that began when the audience grew is no difference', () => {
  const posts = inTurn(400, (index) => {
    const later = index >= 203;
    const hashtag = later ? index % 20 !== 0 : index % 20 === 0;
    return { likes: (later ? 50 : 5) + ((index * 7) % 5), hashtags: hashtag ? ['art'] : [] };
  });
  expect(said(posts)).toMatchObject(
    withComparison({ what: 'has_hashtag', says: 'no difference that these posts can show' }),
  );
});

test('of authors without any difference at most 5 % are told one, and a planted one is found', () => {
  const none = comparisonsOf(60, { posts: 120, linkFactor: 1, seed: 5 });
  expect(none.filter((all) => all.some(isDifference)).length).toBeLessThanOrEqual(5);
  const planted = comparisonsOf(20, { posts: 300, linkFactor: 4, seed: 6 });
  const found = planted.flat().filter(({ what, says }) => what === 'has_link' && says === 'more with it');
  expect(found.length).toBeGreaterThanOrEqual(18);
});

test('fewer than eight on a side, or posts without a date, are not compared', () => {
  const many = repeated([1, 1, 1, 1, 1]);
  const links = liked([9, 9, 9, 9, 9, 9, 9], { links: ['https://example.org'] }, 'r');
  const posts = [...liked(many), ...liked(many, { hashtags: ['a'] }, 'h'), ...links];
  expect(said(posts)).toMatchObject({
    ...withComparison({ what: 'has_hashtag' }),
    not_compared: expect.arrayContaining(['has_link']),
  });
  const undated = atOnce(
    engagement(
      posts.map((each) => ({ ...each, createdAt: null })),
      CONTEXT,
    ),
  );
  expect(whyNot(undated, 'what_does_well')).toBe('too few dated posts with counts');
  expect(whyNot(atOnce(engagement(liked([1, 2, 3]), CONTEXT)), 'what_does_well')).toBe(
    'too few posts with counts',
  );
});
