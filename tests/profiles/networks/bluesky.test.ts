import { AppBskyActorDefs, AppBskyFeedDefs, AppBskyFeedPost } from '@atproto/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { blueskySource } from '../../../lib/profiles/networks/bluesky.ts';
import type { Profile } from '../../../lib/profiles/networks/social.ts';
import { contract, failsAs, NOW, SECRET_TEXT } from './contract.ts';
import { asked, json, type Network, startNetwork } from './network.ts';

const DID = 'did:plc:z72i7hdynmk6r22z27h6tvur';
const CID = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a';
const author = { did: DID, handle: 'Alice.bsky.social', displayName: 'Alice' };

const profileBody = {
  ...author,
  description: 'I write \u202eabout\u202c rivers.',
  avatar: 'https://cdn.bsky.app/img/avatar/plain/a@jpeg',
  followersCount: 12,
  followsCount: 34,
  postsCount: 56,
  createdAt: '2023-04-12T04:53:57.057Z',
  indexedAt: '2024-01-01T00:00:00.000Z',
  verification: { verifications: [], verifiedStatus: 'valid', trustedVerifierStatus: 'none' },
  labels: [],
};
const profile: Profile = {
  platform: 'bluesky',
  id: DID,
  handle: 'alice.bsky.social',
  displayName: 'Alice',
  bio: 'I write about rivers.',
  url: 'https://bsky.app/profile/Alice.bsky.social',
  createdAt: '2023-04-12T04:53:57.057Z',
  followers: 12,
  following: 34,
  posts: 56,
  hasAvatar: true,
  verified: true,
  saysBot: null,
};

function view(key: string, record: Record<string, unknown> = {}) {
  return {
    uri: `at://${DID}/app.bsky.feed.post/${key}`,
    cid: CID,
    author,
    record: {
      $type: 'app.bsky.feed.post',
      text: SECRET_TEXT,
      createdAt: '2026-01-01T10:00:00+01:00',
      ...record,
    },
    replyCount: 1,
    repostCount: 2,
    likeCount: 3,
    quoteCount: 0,
    indexedAt: '2026-01-01T09:00:05.000Z',
  };
}

// The euro and the picture before them make byte offsets differ from those of characters.
const TEXT = '€😀 @bob.test #Rivers https://example.com/a';
const at = (piece: string) => {
  const byteStart = Buffer.byteLength(TEXT.slice(0, TEXT.indexOf(piece)));
  return { byteStart, byteEnd: byteStart + Buffer.byteLength(piece) };
};
const ref = { uri: `at://${DID}/app.bsky.feed.post/parent`, cid: CID };
const fullRecord = {
  text: TEXT,
  langs: ['en', 'de'],
  tags: ['Maps'],
  facets: [
    { index: at('@bob.test'), features: [{ $type: 'app.bsky.richtext.facet#mention', did: DID }] },
    { index: at('#Rivers'), features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'Rivers' }] },
    {
      index: at('https://example.com/a'),
      features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.com/a' }],
    },
  ],
  reply: { root: ref, parent: ref },
  embed: {
    $type: 'app.bsky.embed.external',
    external: { uri: 'https://example.org/card', title: 'A card', description: '' },
  },
};
const bob = { did: 'did:plc:ewvi7nxzyoun6zhxrhs64oiz', handle: 'bob.test' };
const parent = { $type: 'app.bsky.feed.defs#postView', ...view('parent'), author: bob };
const full = { post: view('full', fullRecord), reply: { root: parent, parent } };
const repost = {
  post: { ...view('theirs'), author: bob },
  reason: {
    $type: 'app.bsky.feed.defs#reasonRepost',
    by: author,
    uri: `at://${DID}/app.bsky.feed.repost/r1`,
    indexedAt: '2026-01-02T00:00:00.000Z',
  },
};
const quote = {
  post: view('quote', { embed: { $type: 'app.bsky.embed.record', record: ref } }),
};

contract('Bluesky', {
  create: ({ fetch }) => blueskySource({ fetch, now: () => NOW }),
  profileId: () => '@Alice.bsky.social',
  profile: () => profile,
  profileBody,
  page: (count, page) => ({
    body: {
      feed: Array.from({ length: count }, (_, i) => ({ post: view(`p${page}x${i}`) })),
      ...(page < 2 ? { cursor: `c${page}` } : {}),
    },
  }),
  pages: [100, 100, 7],
  full: {
    body: { feed: [full] },
    post: {
      id: `at://${DID}/app.bsky.feed.post/full`,
      createdAt: '2026-01-01T09:00:00.000Z',
      text: TEXT,
      kind: 'reply',
      statedLanguage: 'en',
      url: 'https://bsky.app/profile/Alice.bsky.social/post/full',
      mentions: ['bob.test'],
      repliesTo: 'bob.test',
      hashtags: ['rivers', 'maps'],
      links: ['https://example.com/a', 'https://example.org/card'],
      likes: 3,
      reposts: 2,
      replies: 1,
    },
  },
  refused: [
    {
      when: 'not found',
      call: 'both',
      status: 400,
      body: { error: 'InvalidRequest', message: 'Profile not found' },
      error: { code: 'profile_not_found' },
    },
    {
      when: 'suspended',
      call: 'both',
      status: 400,
      body: { error: 'AccountTakedown', message: 'Account has been suspended' },
      error: { code: 'profile_suspended' },
    },
    {
      when: 'deactivated',
      call: 'both',
      status: 400,
      body: { error: 'AccountDeactivated', message: 'Account is deactivated' },
      error: { code: 'profile_not_found' },
    },
    {
      when: 'private by its own label',
      call: 'profile',
      status: 200,
      body: {
        ...profileBody,
        labels: [{ src: DID, uri: DID, val: '!no-unauthenticated', cts: '2024-01-01T00:00:00.000Z' }],
      },
      error: { code: 'profile_private' },
    },
    {
      when: '401',
      call: 'both',
      status: 401,
      body: { error: 'AuthMissing', message: SECRET_TEXT },
      error: { code: 'platform_unauthorized' },
    },
    {
      when: '429 with RateLimit-Reset',
      call: 'both',
      status: 429,
      body: {},
      headers: { 'ratelimit-reset': String(NOW / 1000 + 45), 'ratelimit-remaining': '0' },
      error: { code: 'platform_rate_limited', retryAfterMs: 45_000 },
    },
  ],
  redirect: 'platform_failed',
  empty: { body: { feed: [], cursor: 'more' }, namesNext: true },
  otherNames: () => ['alice.bsky.social', 'alice', 'https://bsky.app/profile/alice.bsky.social'],
  quoting: { body: { feed: [{ post: view('q', { text: '> no\n\nYes.' }) }] }, own: 'Yes.' },
});

describe('Bluesky', () => {
  let network: Network;
  beforeEach(async () => {
    network = await startNetwork();
  });
  afterEach(() => network.close());

  const read = (body: unknown, most?: number) => {
    network.answer((_request, response) => json(response, body));
    const source = blueskySource({ fetch: network.fetch, now: () => NOW });
    return source.posts(profile, null, { signal: new AbortController().signal, log: silentLog, most });
  };

  test('the fixtures are what the lexicons of @atproto/api allow', () => {
    expect(AppBskyActorDefs.validateProfileViewDetailed(profileBody)).toMatchObject({ success: true });
    for (const item of [full, repost, quote]) {
      expect(AppBskyFeedDefs.validateFeedViewPost(item)).toMatchObject({ success: true });
      expect(AppBskyFeedPost.validateRecord(item.post.record)).toMatchObject({ success: true });
    }
  });

  test('a repost has a time of its own, and nothing that its author did not write', async () => {
    const { posts } = await read({ feed: [repost] });
    expect(posts).toEqual([
      expect.objectContaining({
        id: `at://${DID}/app.bsky.feed.repost/r1`,
        createdAt: '2026-01-02T00:00:00.000Z',
        kind: 'repost',
        text: '',
        likes: null,
      }),
    ]);
  });

  test.each([
    [DID, undefined, true],
    ['did:plc:ewvi7nxzyoun6zhxrhs64oiz', undefined, null],
    [DID, true, null],
  ])('the label "bot" of %s (negated: %s) says %s', async (src, neg, saysBot) => {
    const labels = [{ src, uri: DID, val: 'bot', cts: '2024-01-01T00:00:00.000Z', neg }];
    network.answer((_request, response) => json(response, { ...profileBody, labels }));
    const source = blueskySource({ fetch: network.fetch, now: () => NOW });
    const request = { signal: new AbortController().signal, log: silentLog };
    expect((await source.profile('alice.bsky.social', request)).saysBot).toBe(saysBot);
  });

  test('a quote is one', async () => {
    const { posts } = await read({ feed: [quote] });
    expect(posts[0]?.kind).toBe('quote');
  });

  test.each([
    ['9999-12-31T23:59:59Z', '2026-01-01T09:00:05.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['0000-01-01T00:00:00Z', null],
    ['yesterday', null],
  ])('a post that says it is of %s is of %s', async (createdAt, expected) => {
    const { posts, changed } = await read({ feed: [{ post: view('p', { createdAt }) }] });
    expect(posts[0]?.createdAt).toBe(expected);
    expect(changed).toEqual(expected === null ? { date_unreadable: 1 } : {});
  });

  test('a malformed post is counted and costs no other', async () => {
    const { posts, skipped } = await read({ feed: [{ post: 1 }, { post: view('good') }, null] });
    expect([posts.length, skipped]).toEqual([1, { unreadable: 2 }]);
  });

  test('facets beyond the text, of no known kind or malformed are left alone', async () => {
    const facets = [
      {
        index: { byteStart: 5, byteEnd: 1_000_000 },
        features: [{ $type: 'app.bsky.richtext.facet#mention' }],
      },
      { index: { byteStart: -1, byteEnd: 2 }, features: [] },
      { index: { byteStart: 0, byteEnd: 2 }, features: [{ $type: 'x#y' }, 7] },
      null,
    ];
    const { posts } = await read({ feed: [{ post: view('p', { text: 'short', facets }) }] });
    expect(posts[0]).toMatchObject({ mentions: [], hashtags: [], links: [] });
  });

  test('a page that leads back to itself is the last', async () => {
    expect((await read({ feed: [] })).next).toBeNull();
    network.answer((_request, response) => json(response, { feed: [quote], cursor: 'same' }));
    const source = blueskySource({ fetch: network.fetch, now: () => NOW });
    const request = { signal: new AbortController().signal, log: silentLog };
    expect((await source.posts(profile, 'same', request)).next).toBeNull();
  });

  test('it asks for the account by its DID, with replies, and for no more than is wanted', async () => {
    await read({ feed: [] }, 20);
    const url = asked(network.requests[0]);
    expect(url.pathname).toBe('/xrpc/app.bsky.feed.getAuthorFeed');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      actor: DID,
      filter: 'posts_with_replies',
      limit: '20',
    });
  });

  test('a name that is none is refused before anything is sent', async () => {
    const source = blueskySource({ fetch: network.fetch, now: () => NOW });
    const request = { signal: new AbortController().signal, log: silentLog };
    await failsAs(source.profile('a/../b?c', request), { code: 'invalid_profile_id' });
    expect(network.requests).toEqual([]);
  });
});
