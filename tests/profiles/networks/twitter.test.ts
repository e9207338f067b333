import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import type { Profile } from '../../../lib/profiles/networks/social.ts';
import { twitterSource } from '../../../lib/profiles/networks/twitter.ts';
import { contract, NOW, SECRET_TEXT, TOKEN } from './contract.ts';
import { asked, json, type Network, startNetwork } from './network.ts';

const user = {
  id: '2244994945',
  username: 'AliceX',
  name: 'Alice',
  description: 'Maps.',
  created_at: '2013-12-14T04:35:55.000Z',
  profile_image_url: 'https://pbs.twimg.com/profile_images/1/a_normal.jpg',
  protected: false,
  verified: true,
  public_metrics: {
    followers_count: 12,
    following_count: 34,
    tweet_count: 56,
    listed_count: 1,
    like_count: 2,
  },
};
const profile: Profile = {
  platform: 'twitter',
  id: '2244994945',
  handle: 'alicex',
  displayName: 'Alice',
  bio: 'Maps.',
  url: 'https://x.com/AliceX',
  createdAt: '2013-12-14T04:35:55.000Z',
  followers: 12,
  following: 34,
  posts: 56,
  hasAvatar: true,
  verified: true,
  saysBot: null,
};
const tweet = {
  id: '1',
  edit_history_tweet_ids: ['1'],
  text: '@Bob 2 &lt; 3 &amp;amp; #Rivers https://t.co/aaaaaaaaaa https://t.co/bbbbbbbbbb',
  created_at: '2026-01-01T09:00:00.000Z',
  lang: 'en',
  in_reply_to_user_id: '77',
  referenced_tweets: [{ type: 'replied_to', id: '0' }],
  entities: {
    mentions: [{ start: 0, end: 4, username: 'Bob', id: '77' }],
    hashtags: [{ start: 20, end: 27, tag: 'Rivers' }],
    urls: [
      {
        start: 28,
        end: 51,
        url: 'https://t.co/aaaaaaaaaa',
        expanded_url: 'https://example.com/a',
        display_url: 'example.com/a',
      },
      {
        start: 52,
        end: 75,
        url: 'https://t.co/bbbbbbbbbb',
        expanded_url: 'https://x.com/AliceX/status/1/photo/1',
        display_url: 'pic.x.com/b',
        media_key: '3_1',
      },
    ],
  },
  public_metrics: {
    retweet_count: 2,
    reply_count: 1,
    like_count: 3,
    quote_count: 0,
    bookmark_count: 0,
    impression_count: 9,
  },
};
const problem = (type: string, title: string, detail: string) => ({
  value: 'alicex',
  detail,
  title,
  resource_type: 'user',
  parameter: 'username',
  resource_id: 'alicex',
  type: `https://api.twitter.com/2/problems/${type}`,
});
const create = ({ fetch }: Network) => twitterSource({ fetch, now: () => NOW, token: TOKEN });

contract('X', {
  create,
  profileId: () => 'https://x.com/AliceX',
  profile: () => profile,
  profileBody: { data: user },
  page: (count, page) => ({
    body: {
      ...(count > 0
        ? {
            data: Array.from({ length: count }, (_, i) => ({
              id: `${page}${i + 1000}`,
              text: SECRET_TEXT,
              created_at: '2026-01-01T09:00:00.000Z',
            })),
          }
        : {}),
      meta: { result_count: count, ...(page < 2 ? { next_token: `t${page}` } : {}) },
    },
  }),
  pages: [100, 100, 0],
  full: {
    body: { data: [tweet], meta: { result_count: 1 } },
    post: {
      id: '1',
      createdAt: '2026-01-01T09:00:00.000Z',
      text: '@Bob 2 < 3 &amp; #Rivers https://example.com/a',
      kind: 'reply',
      statedLanguage: 'en',
      url: 'https://x.com/alicex/status/1',
      mentions: ['bob'],
      repliesTo: 'bob',
      hashtags: ['rivers'],
      links: ['https://example.com/a'],
      likes: 3,
      reposts: 2,
      replies: 1,
    },
  },
  refused: [
    {
      when: 'not found',
      call: 'both',
      status: 200,
      body: {
        errors: [
          problem('resource-not-found', 'Not Found Error', 'Could not find user with username: [alicex].'),
        ],
      },
      error: { code: 'profile_not_found' },
    },
    {
      when: 'suspended',
      call: 'both',
      status: 200,
      body: { errors: [problem('resource-not-found', 'Forbidden', 'User has been suspended: [alicex].')] },
      error: { code: 'profile_suspended' },
    },
    {
      when: 'protected, by its field',
      call: 'profile',
      status: 200,
      body: { data: { ...user, protected: true } },
      error: { code: 'profile_private' },
    },
    {
      when: 'protected, by an error',
      call: 'posts',
      status: 200,
      body: {
        errors: [
          problem(
            'not-authorized-for-resource',
            'Authorization Error',
            'Sorry, you are not authorized to see the user with id: [1].',
          ),
        ],
      },
      error: { code: 'profile_private' },
    },
    {
      when: 'an error without a documented type',
      call: 'both',
      status: 200,
      body: { errors: [{ title: SECRET_TEXT }] },
      error: { code: 'platform_failed' },
    },
    {
      when: '401',
      call: 'both',
      status: 401,
      body: { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' },
      error: { code: 'platform_unauthorized' },
    },
    {
      when: '403',
      call: 'both',
      status: 403,
      body: {
        title: 'Client Forbidden',
        reason: 'client-not-enrolled',
        type: 'https://api.twitter.com/2/problems/client-forbidden',
      },
      error: { code: 'platform_unauthorized' },
    },
    {
      when: 'the plan is used up',
      call: 'both',
      status: 429,
      body: {
        title: 'UsageCapExceeded',
        period: 'Monthly',
        type: 'https://api.twitter.com/2/problems/usage-capped',
      },
      error: { code: 'platform_unauthorized' },
    },
    {
      when: '429 with x-rate-limit-reset',
      call: 'both',
      status: 429,
      body: { title: 'Too Many Requests', type: 'about:blank', status: 429 },
      headers: { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(NOW / 1000 + 900) },
      error: { code: 'platform_rate_limited', retryAfterMs: 900_000 },
    },
  ],
  redirect: 'platform_failed',
  empty: { body: { meta: { result_count: 0, next_token: 'more' } }, namesNext: true },
  otherNames: () => ['@AliceX', 'alicex', 'https://twitter.com/alicex'],
  quoting: {
    body: { data: [{ ...tweet, text: '&gt; no\n\nYes.' }], meta: { result_count: 1 } },
    own: 'Yes.',
  },
});

describe('X', () => {
  let network: Network;
  beforeEach(async () => {
    network = await startNetwork();
  });
  afterEach(() => network.close());
  const read = async (changes: Record<string, unknown>, most?: number) => {
    network.answer((_request, response) => json(response, { data: [{ ...tweet, ...changes }], meta: {} }));
    const request = { signal: new AbortController().signal, log: silentLog, most };
    return (await create(network).posts(profile, null, request)).posts[0];
  };

  test('a retweet has nothing that its author did not write', async () => {
    const post = await read({
      text: `RT @Bob: ${SECRET_TEXT}`,
      referenced_tweets: [{ type: 'retweeted', id: '9' }],
    });
    expect(post).toMatchObject({ kind: 'repost', text: '', mentions: [], links: [], likes: null });
  });

  test('a long post is read whole, with the links of its whole', async () => {
    const urls = [{ url: 'https://t.co/cccccccccc', expanded_url: 'https://example.com/c' }];
    const post = await read({
      note_tweet: { text: 'All of it https://t.co/cccccccccc', entities: { urls } },
    });
    expect(post).toMatchObject({ text: 'All of it https://example.com/c', links: ['https://example.com/c'] });
  });

  test.each([
    [{ in_reply_to_user_id: '2244994945' }, 'reply', 'alicex'],
    [{ in_reply_to_user_id: '5' }, 'reply', null],
    [{ in_reply_to_user_id: null, referenced_tweets: [{ type: 'quoted', id: '9' }] }, 'quote', null],
    [{ in_reply_to_user_id: undefined, referenced_tweets: undefined, entities: undefined }, 'post', null],
  ])('%j is a %s to %s', async (changes, kind, repliesTo) => {
    expect(await read(changes)).toMatchObject({ kind, repliesTo });
  });

  test.each([
    ['und', null],
    ['qme', null],
    ['zxx', null],
    ['iw', 'he'],
    ['zh_TW', 'zh-TW'],
    ['not a tag', null],
  ])('the language %s is %s', async (lang, expected) => {
    expect((await read({ lang }))?.statedLanguage).toBe(expected);
  });

  test('an expansion is put in as it is, even where it holds a replacement pattern', async () => {
    const urls = [{ url: 'https://t.co/aaaaaaaaaa', expanded_url: "https://example.com/$&$'" }];
    expect((await read({ text: 'a https://t.co/aaaaaaaaaa b', entities: { urls } }))?.text).toBe(
      "a https://example.com/$&$' b",
    );
  });

  test('it asks with the token, for no expansions, and for no more posts than are wanted', async () => {
    await read({}, 20);
    await read({}, 1);
    await read({}, 5000);
    const queries = network.requests.map((each) => asked(each).searchParams);
    expect(queries.map((query) => query.get('max_results'))).toEqual(['20', '5', '100']);
    expect(queries[0]?.has('expansions')).toBe(false);
    expect(asked(network.requests[0]).pathname).toBe('/2/users/2244994945/tweets');
    expect(network.requests[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });
});
