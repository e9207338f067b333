import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { redditSource } from '../../../lib/profiles/networks/reddit.ts';
import type { Profile } from '../../../lib/profiles/networks/social.ts';
import { contract, failsAs, NOW, SECRET_TEXT, TOKEN } from './contract.ts';
import { asked, json, type Network, startNetwork } from './network.ts';

const profileBody = {
  kind: 't2',
  data: {
    id: '1w72',
    name: 'Alice_Maps',
    created_utc: 1_134_104_400,
    verified: true,
    is_employee: false,
    link_karma: 10,
    comment_karma: 20,
    icon_img: 'https://styles.redditmedia.com/t5_x/a.png',
    subreddit: {
      display_name: 'u_Alice_Maps',
      title: 'Alice',
      public_description: 'Maps & rivers',
      subscribers: 12,
      icon_img: 'https://styles.redditmedia.com/t5_x/a.png',
    },
  },
};
const profile: Profile = {
  platform: 'reddit',
  id: '1w72',
  handle: 'alice_maps',
  displayName: 'Alice',
  bio: 'Maps & rivers',
  url: 'https://www.reddit.com/user/Alice_Maps',
  createdAt: '2005-12-09T05:00:00.000Z',
  followers: 12,
  following: null,
  posts: null,
  hasAvatar: true,
  verified: null,
  saysBot: null,
};

const comment = (name: string, changes: object = {}) => ({
  kind: 't1',
  data: {
    id: name.slice(3),
    name,
    author: 'Alice_Maps',
    body: SECRET_TEXT,
    body_html: '<div class="md"></div>',
    created_utc: 1_767_258_000,
    link_author: 'Bob',
    link_id: 't3_aaa',
    link_title: 'Not hers',
    num_comments: 99,
    parent_id: 't3_aaa',
    permalink: '/r/maps/comments/aaa/not_hers/bbb/',
    score: 4,
    score_hidden: false,
    subreddit: 'maps',
    edited: false,
    ...changes,
  },
});
const submission = (changes: object = {}) => ({
  kind: 't3',
  data: {
    id: 'ccc',
    name: 't3_ccc',
    author: 'Alice_Maps',
    title: 'Rivers of the north',
    selftext: 'As u/Carol-1 said, see [this](https://example.com/a).\n\n> quoted\n\n&gt; not unescaped',
    is_self: true,
    url: 'https://www.reddit.com/r/maps/comments/ccc/rivers/',
    permalink: '/r/maps/comments/ccc/rivers/',
    created_utc: 1_767_258_000,
    score: 10,
    ups: 10,
    upvote_ratio: 0.9,
    num_comments: 3,
    num_crossposts: 1,
    subreddit: 'maps',
    removed_by_category: null,
    ...changes,
  },
});
const listing = (children: unknown[], after: string | null = null) => ({
  kind: 'Listing',
  data: { after, before: null, dist: children.length, modhash: '', geo_filter: '', children },
});

const create = (network: Network) => redditSource({ fetch: network.fetch, now: () => NOW, app: undefined });

contract('Reddit', {
  create,
  profileId: () => 'u/Alice_Maps',
  profile: () => profile,
  profileBody,
  page: (count, page) => ({
    body: listing(
      Array.from({ length: count }, (_, i) => comment(`t1_${page}x${i}`)),
      page < 2 ? `t1_${page}x${count - 1}` : null,
    ),
  }),
  pages: [100, 97, 5],
  full: {
    body: listing([submission()]),
    post: {
      id: 't3_ccc',
      createdAt: '2026-01-01T09:00:00.000Z',
      text: 'Rivers of the north\n\nAs u/Carol-1 said, see [this](https://example.com/a).\n\n> quoted\n\n&gt; not unescaped',
      kind: 'post',
      statedLanguage: null,
      url: 'https://www.reddit.com/r/maps/comments/ccc/rivers/',
      mentions: ['carol-1'],
      repliesTo: null,
      hashtags: [],
      links: ['https://example.com/a'],
      likes: 10,
      reposts: 1,
      replies: 3,
    },
  },
  refused: [
    {
      when: 'not found (banned ones too)',
      call: 'both',
      status: 404,
      body: { message: 'Not Found', error: 404 },
      error: { code: 'profile_not_found' },
    },
    {
      when: 'suspended',
      call: 'profile',
      status: 200,
      body: { kind: 't2', data: { name: 'Alice_Maps', is_suspended: true } },
      error: { code: 'profile_suspended' },
    },
    {
      when: 'an address that Reddit blocks',
      call: 'both',
      status: 403,
      body: `<body>${SECRET_TEXT}</body>`,
      error: { code: 'platform_unauthorized' },
    },
    {
      when: 'too many requests by its own headers',
      call: 'both',
      status: 429,
      body: { message: 'Too Many Requests', error: 429 },
      headers: { 'x-ratelimit-used': '100', 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '543' },
      error: { code: 'platform_rate_limited', retryAfterMs: 543_000 },
    },
  ],
  redirect: 'platform_failed',
  empty: { body: listing([], 't3_zzz'), namesNext: true },
  otherNames: () => [
    'alice_maps',
    '@Alice_Maps',
    '/user/alice_maps/',
    'https://old.reddit.com/user/Alice_Maps/comments/',
  ],
  quoting: { body: listing([comment('t1_q', { body: '> no\n\nYes.' })]), own: 'Yes.' },
});

describe('Reddit', () => {
  let network: Network;
  beforeEach(async () => {
    network = await startNetwork();
  });
  afterEach(() => network.close());
  const request = { signal: new AbortController().signal, log: silentLog };
  const read = async (...things: unknown[]) => {
    network.answer((_request, response) => json(response, listing(things)));
    return create(network).posts(profile, null, request);
  };

  test('a comment answers the author of what it stands below, and of nobody else is it told', async () => {
    const { posts } = await read(
      comment('t1_a'),
      comment('t1_b', { parent_id: 't1_other' }),
      comment('t1_c', { link_author: '[deleted]' }),
    );
    expect(posts.map(({ kind, repliesTo, replies }) => [kind, repliesTo, replies])).toEqual([
      ['reply', 'bob', null],
      ['reply', null, null],
      ['reply', null, null],
    ]);
  });

  test('what a link leads to is a link, a crosspost quotes, and hidden votes are unknown', async () => {
    const { posts } = await read(
      submission({ is_self: false, selftext: '', url: 'https://example.com/x' }),
      submission({ name: 't3_d', is_self: false, selftext: '', crosspost_parent: 't3_e', url: '/r/x/' }),
      comment('t1_e', { score_hidden: true }),
      comment('t1_f', { score: -3 }),
    );
    expect(posts.map(({ kind, links, likes }) => [kind, links, likes])).toEqual([
      ['post', ['https://example.com/x'], 10],
      ['quote', [], 10],
      ['reply', [], null],
      ['reply', [], null],
    ]);
  });

  test('what was removed is counted, and a thing of another kind is unreadable', async () => {
    const { posts, skipped } = await read(
      comment('t1_a', { body: '[removed]' }),
      submission({ removed_by_category: 'moderator' }),
      submission({ name: 't3_d', selftext: '[deleted]' }),
      { kind: 't5', data: {} },
    );
    expect(posts.map(({ text }) => text)).toEqual(['Rivers of the north']);
    expect(skipped).toEqual({ not_public: 2, unreadable: 1 });
  });

  test('without an app a refusal says what the operator can do', async () => {
    network.answer((_request, response) => response.writeHead(403).end('blocked'));
    const error = await failsAs(create(network).profile('alice', request), { code: 'platform_unauthorized' });
    expect(error.message).toMatch(/REDDIT_CLIENT_ID.*reddit_archive/);
    expect(asked(network.requests[0]).pathname).toBe('/user/alice/about.json');
  });

  describe('with an app', () => {
    const app = { id: 'client', secret: TOKEN };
    const grant = { access_token: 'granted', token_type: 'bearer', expires_in: 86_400, scope: '*' };
    const paths = () => network.requests.map(({ url }) => asked({ url } as never).pathname);
    const granting = (body: unknown, status = 200) =>
      network.answer((asking, response) =>
        asking.url === '/api/v1/access_token' ? json(response, grant) : json(response, body, status),
      );

    test('asks for a token once, with the app, and goes on with it until it ends', async () => {
      let now = NOW;
      const source = redditSource({ fetch: network.fetch, now: () => now, app });
      granting(profileBody);
      await source.profile('alice', request);
      await source.profile('alice', request);
      now += 86_400_000;
      await source.profile('alice', request);
      const token = '/api/v1/access_token';
      expect(paths()).toEqual([token, '/user/alice/about', '/user/alice/about', token, '/user/alice/about']);
      expect(network.requests[0]).toMatchObject({ method: 'POST' });
      expect(network.requests.map(({ headers }) => headers.authorization).slice(0, 2)).toEqual([
        `Basic ${Buffer.from(`client:${TOKEN}`).toString('base64')}`,
        'Bearer granted',
      ]);
    });

    test('that is refused names its variables', async () => {
      network.answer((_request, response) => json(response, { message: 'Unauthorized', error: 401 }, 401));
      const source = redditSource({ fetch: network.fetch, now: () => NOW, app });
      const error = await failsAs(source.profile('alice', request), { code: 'platform_unauthorized' });
      expect(error.message).toContain('REDDIT_CLIENT_SECRET');
    });

    test('whose token is refused asks for another the next time', async () => {
      const source = redditSource({ fetch: network.fetch, now: () => NOW, app });
      granting({ message: 'Unauthorized', error: 401 }, 401);
      await failsAs(source.posts(profile, null, request), { code: 'platform_failed' });
      granting(listing([]));
      await source.posts(profile, null, request);
      expect(paths().filter((path) => path === '/api/v1/access_token')).toHaveLength(2);
    });
  });
});
