import { expect, test } from 'vitest';
import { account } from '../../../lib/profiles/analyses/account.ts';
import { network } from '../../../lib/profiles/analyses/network.ts';
import { CONTEXT, PROFILE, post, shown, whyNot } from './posts.ts';

test('counts who is mentioned and replied to, never oneself', () => {
  const posts = [
    post('a', { mentions: ['bob', 'ada'] }),
    post('b', { kind: 'reply', repliesTo: 'bob', mentions: ['bob'] }),
    post('c', { kind: 'reply', repliesTo: 'eve' }),
    post('d', { kind: 'reply', repliesTo: 'ada' }),
    post('e', { kind: 'repost', mentions: ['zoe'] }),
  ];
  const found = network(posts, { ...CONTEXT, profile: PROFILE });
  expect(shown(found, 'addressed')).toEqual({
    most: [
      { handle: 'bob', posts: 2, mentions: 2, replies: 1, share: 0.667, post_ids: ['a', 'b'] },
      { handle: 'eve', posts: 1, mentions: 0, replies: 1, share: 0.333, post_ids: ['c'] },
    ],
    distinct: 2,
    share_of_own_posts: 0.75,
  });
  expect(whyNot(found, 'concentration')).toBe('too few posts address somebody');
  expect(whyNot(found, 'reciprocity')).toBe('only one side of each exchange was read');
});

test('the share of the top five is of all times that somebody is addressed', () => {
  const posts = Array.from({ length: 20 }, (_, index) =>
    post(`p${index}`, { mentions: [`friend${index % 10}`] }),
  );
  expect(shown(network(posts, CONTEXT), 'concentration')).toEqual({ top_5_share: 0.5, distinct: 10 });
});

test('an account is numbers and nothing else', () => {
  const found = account([], { ...CONTEXT, profile: PROFILE });
  expect(shown(found, 'age')).toMatchObject({ days: 365 });
  expect(shown(found, 'completeness')).toEqual({
    fields: { display_name: true, bio: false, url: false, avatar: true },
    share_filled: 0.5,
  });
  expect(shown(found, 'counts')).toEqual({
    followers: 30,
    following: 20,
    posts: 5,
    followers_per_following: 1.5,
  });
});

test('without a profile nothing is said of one', () => {
  expect(account([], CONTEXT).findings).toEqual({});
});
