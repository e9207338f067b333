import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import type { Profile } from '../../../lib/profiles/networks/social.ts';
import { youtubeApi } from '../../../lib/profiles/networks/youtube-api.ts';
import { contract, failsAs, NOW, SECRET_TEXT, TOKEN } from './contract.ts';
import { asked, json, type Network, startNetwork } from './network.ts';

const ID = 'UC_x5XG1OV2P6uZZ5FSM9Ttw';
const pageInfo = { totalResults: 1, resultsPerPage: 50 };
const channel = {
  kind: 'youtube#channel',
  etag: 'e',
  id: ID,
  snippet: {
    title: 'Maps',
    description: 'Rivers & maps',
    customUrl: '@MapsAndRivers',
    publishedAt: '2010-02-03T04:05:06Z',
    thumbnails: { default: { url: 'https://yt3.ggpht.com/a', width: 88, height: 88 } },
    country: 'US',
  },
  statistics: { viewCount: '1000', subscriberCount: '120', hiddenSubscriberCount: false, videoCount: '56' },
};
const profileBody = { kind: 'youtube#channelListResponse', etag: 'e', pageInfo, items: [channel] };
const profile: Profile = {
  platform: 'youtube',
  id: ID,
  handle: 'mapsandrivers',
  displayName: 'Maps',
  bio: 'Rivers & maps',
  url: `https://www.youtube.com/channel/${ID}`,
  createdAt: '2010-02-03T04:05:06.000Z',
  followers: 120,
  following: null,
  posts: 56,
  hasAvatar: true,
  verified: null,
  saysBot: null,
};

const playlist = (ids: string[], nextPageToken?: string) => ({
  kind: 'youtube#playlistItemListResponse',
  etag: 'e',
  ...(nextPageToken === undefined ? {} : { nextPageToken }),
  items: ids.map((videoId) => ({
    kind: 'youtube#playlistItem',
    id: `item-${videoId}`,
    contentDetails: { videoId, videoPublishedAt: '2026-01-01T09:00:00Z' },
  })),
  pageInfo,
});
const DESCRIPTIONS: Record<string, string> = {
  full: 'By @Bob, see https://example.com/a #Maps',
  quoting: '> no\n\nYes.',
};
const video = (id: string) => ({
  kind: 'youtube#video',
  id,
  snippet: {
    publishedAt: '2026-01-01T09:00:00Z',
    channelId: ID,
    title: 'Rivers',
    description: DESCRIPTIONS[id] ?? SECRET_TEXT,
    tags: ['not', 'shown'],
    defaultAudioLanguage: 'en-US',
  },
  statistics: { viewCount: '900', likeCount: '7', favoriteCount: '0', commentCount: '3' },
});
/** Videos in another order than asked for, without those that are private. */
const videos = (url: URL) => ({
  kind: 'youtube#videoListResponse',
  items: (url.searchParams.get('id') ?? '')
    .split(',')
    .filter((id) => !id.startsWith('private'))
    .map(video)
    .reverse(),
  pageInfo,
});
const failure = (reason: string, message = SECRET_TEXT) => ({
  error: { code: 403, message, errors: [{ message, domain: 'youtube', reason }] },
});

const create = ({ fetch }: Network) => youtubeApi({ fetch, now: () => NOW, key: TOKEN });

contract('YouTube with a key', {
  create,
  profileId: () => '@MapsAndRivers',
  profile: () => profile,
  profileBody,
  page: (count, page) => ({
    body: playlist(
      Array.from({ length: count }, (_, i) => `${page}-${i}`),
      page < 2 ? `token${page}` : undefined,
    ),
  }),
  pages: [50, 50, 7],
  besides: (request) => (asked(request).pathname.endsWith('/videos') ? videos(asked(request)) : undefined),
  full: {
    body: playlist(['full']),
    post: {
      id: 'yt:video:full',
      createdAt: '2026-01-01T09:00:00.000Z',
      text: 'Rivers\n\nBy @Bob, see https://example.com/a #Maps',
      kind: 'post',
      statedLanguage: 'en-US',
      url: 'https://www.youtube.com/watch?v=full',
      mentions: ['bob'],
      repliesTo: null,
      hashtags: ['maps'],
      links: ['https://example.com/a'],
      likes: 7,
      reposts: null,
      replies: 3,
    },
  },
  refused: [
    {
      when: 'not found',
      call: 'profile',
      status: 200,
      body: { kind: 'youtube#channelListResponse', pageInfo },
      error: { code: 'profile_not_found' },
    },
    {
      when: 'a channel that has gone',
      call: 'posts',
      status: 404,
      body: failure('playlistNotFound'),
      error: { code: 'profile_not_found' },
    },
    {
      when: 'a key that is none',
      call: 'both',
      status: 400,
      body: failure('badRequest', 'API key not valid. Please pass a valid API key.'),
      error: { code: 'platform_unauthorized' },
    },
    {
      when: 'a key without the API',
      call: 'both',
      status: 403,
      body: failure('accessNotConfigured'),
      error: { code: 'platform_unauthorized' },
    },
    {
      // NOW is four in the morning in Los Angeles.
      when: 'a quota that is used up, until midnight there',
      call: 'both',
      status: 403,
      body: failure('quotaExceeded'),
      error: { code: 'platform_rate_limited', retryAfterMs: 20 * 3_600_000 },
    },
    {
      when: 'too many at once',
      call: 'both',
      status: 403,
      body: failure('rateLimitExceeded'),
      error: { code: 'platform_rate_limited', retryAfterMs: undefined },
    },
  ],
  redirect: 'platform_failed',
  empty: { body: playlist([], 'more'), namesNext: true },
  otherNames: () => ['mapsandrivers', 'https://www.youtube.com/@mapsandrivers/videos'],
  quoting: { body: playlist(['quoting']), own: 'Rivers\n\nYes.' },
});

describe('YouTube with a key', () => {
  let network: Network;
  beforeEach(async () => {
    network = await startNetwork();
  });
  afterEach(() => network.close());
  const request = { signal: new AbortController().signal, log: silentLog };

  test('finds a channel by its id, its handle and its old name; the key is in no address', async () => {
    network.answer((_request, response) => json(response, profileBody));
    for (const name of [ID, '@a.b', 'https://www.youtube.com/user/Old']) {
      await create(network).profile(name, request);
    }
    expect(network.requests.map((each) => Object.fromEntries(asked(each).searchParams))).toMatchObject([
      { id: ID },
      { forHandle: '@a.b' },
      { forUsername: 'Old' },
    ]);
    expect(
      network.requests.every(
        ({ url, headers }) => !url?.includes(TOKEN) && headers['x-goog-api-key'] === TOKEN,
      ),
    ).toBe(true);
  });

  test('keeps the order of the uploads, and counts those that are private', async () => {
    network.answer((asking, response) =>
      json(
        response,
        asking.url?.includes('/videos') ? videos(asked(asking)) : playlist(['a', 'private', 'b']),
      ),
    );
    const { posts, skipped } = await create(network).posts(profile, null, request);
    expect(posts.map(({ id }) => id)).toEqual(['yt:video:a', 'yt:video:b']);
    expect(skipped).toEqual({ not_public: 1 });
    expect(asked(network.requests[0]).searchParams.get('playlistId')).toBe(ID.replace('UC', 'UU'));
  });

  test('a channel without a video has no playlist, and is asked for none', async () => {
    const read = await create(network).posts({ ...profile, posts: 0 }, null, request);
    expect([read.posts, read.next, network.requests]).toEqual([[], null, []]);
  });

  test('hidden counts are unknown', async () => {
    const statistics = { hiddenSubscriberCount: true, subscriberCount: '0', videoCount: '1' };
    network.answer((_request, response) =>
      json(response, { ...profileBody, items: [{ ...channel, statistics }] }),
    );
    expect((await create(network).profile(ID, request)).followers).toBeNull();
    await failsAs(create(network).profile('a b', request), { code: 'invalid_profile_id' });
  });
});
