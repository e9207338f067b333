import { afterEach, describe, expect, test, vi } from 'vitest';
import { readOutboxJson } from '../../../lib/profiles/archives/outbox-json.ts';
import { readTweetsJs } from '../../../lib/profiles/archives/tweets-js.ts';
import { tweet, ytd } from './archived.ts';

const tweetsJs = (tweets: unknown, name = 'tweets') => ytd(name, tweets);
const unreadable = expect.objectContaining({ name: 'PermanentError', code: 'archive_unreadable' });

describe('tweets.js of an X archive', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('becomes posts with every field', async () => {
    const text = tweetsJs([
      tweet('1', {
        full_text: '@Bob 2 &lt; 3 #Rivers https://t.co/aaaaaaaaaa https://t.co/pppppppppp',
        in_reply_to_status_id_str: '9',
        in_reply_to_screen_name: 'Bob',
        entities: {
          hashtags: [{ text: 'Rivers', indices: ['1', '2'] }],
          user_mentions: [{ screen_name: 'Bob', name: 'B', id_str: '7' }],
          urls: [
            {
              url: 'https://t.co/aaaaaaaaaa',
              expanded_url: 'https://example.com/a',
              display_url: 'example.com/a',
            },
          ],
          media: [{ url: 'https://t.co/pppppppppp', expanded_url: 'https://x.com/a/status/1/photo/1' }],
        },
      }),
    ]);
    const { profile, posts, skipped, changed } = await readTweetsJs(text, 'alice');
    expect(profile).toMatchObject({ platform: 'twitter_archive', handle: 'alice', followers: null });
    expect([skipped, changed]).toEqual([{}, {}]);
    expect(posts).toEqual([
      {
        id: '1',
        createdAt: '2026-01-01T09:00:00.000Z',
        text: '@Bob 2 < 3 #Rivers https://example.com/a',
        kind: 'reply',
        statedLanguage: 'en',
        url: 'https://x.com/i/web/status/1',
        mentions: ['bob'],
        repliesTo: 'bob',
        hashtags: ['rivers'],
        links: ['https://example.com/a'],
        likes: 3,
        reposts: 2,
        replies: null,
      },
    ]);
  });

  test.each([
    ['window.YTD.tweets.part0 = [];', 0],
    ['\uFEFFwindow.YTD.tweets.part12=[]\n', 0],
    [tweetsJs([tweet('1')], 'tweet'), 1],
    [tweetsJs([tweet('1').tweet]), 1],
  ])('is read as %j', async (text, count) => {
    expect((await readTweetsJs(text, 'alice')).posts).toHaveLength(count);
  });

  test('is never evaluated', async () => {
    vi.stubGlobal('window', { YTD: { tweets: {} } });
    const code = 'globalThis.pwned = true';
    for (const text of [
      `window.YTD.tweets.part0 = [(${code})]`,
      `window.YTD.tweets.part0 = []; ${code}`,
      `${code}; window.YTD.tweets.part0 = []`,
      code,
    ]) {
      await expect(readTweetsJs(text, 'alice')).rejects.toEqual(unreadable);
    }
    expect('pwned' in globalThis).toBe(false);
  });

  test.each([
    '',
    '{}',
    'window.YTD.tweets.part0 = {"a":1}',
    'window.YTD.tweets.part0 = [{"tweet":',
    'window.YTD.direct_messages.part0 = []',
  ])('%j is refused without being quoted', async (text) => {
    await expect(readTweetsJs(text, 'alice')).rejects.toEqual(unreadable);
  });

  test('a retweet is a repost without text, and a link to a post makes a quote', async () => {
    const urls = [{ url: 'https://t.co/aaaaaaaaaa', expanded_url: 'https://twitter.com/bob/status/5' }];
    const { posts } = await readTweetsJs(
      tweetsJs([tweet('2', { full_text: 'RT @bob: theirs' }), tweet('1', { entities: { urls } })]),
      'alice',
    );
    expect(posts.map(({ kind, text }) => [kind, text])).toEqual([
      ['repost', ''],
      ['quote', 'Hello'],
    ]);
  });

  test('the newest are kept; what is left out is counted', async () => {
    const day = (day: number) => ({ created_at: `Thu Jan 0${day} 09:00:00 +0000 2026` });
    const tweets = [
      tweet('1', day(1)),
      tweet('3', day(3)),
      tweet('2', day(2)),
      tweet('3', day(3)),
      { tweet: 7 },
      tweet('x', { created_at: 'never' }),
    ];
    const { posts, skipped, changed } = await readTweetsJs(tweetsJs(tweets), 'alice', 2);
    expect(posts.map(({ id }) => id)).toEqual(['3', '2']);
    expect(skipped).toEqual({ over_limit: 2, repeated: 1, unreadable: 1 });
    expect(changed).toEqual({ date_unreadable: 1 });
  });
});

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const actor = 'https://social.example/users/Alice';
const followers = `${actor}/followers`;
const create = (
  id: string,
  changes: Record<string, unknown> = {},
  audience: Record<string, unknown> = {},
) => ({
  id: `${actor}/statuses/${id}/activity`,
  type: 'Create',
  actor,
  published: '2026-01-01T09:00:00Z',
  to: [PUBLIC],
  cc: [followers],
  object: {
    id: `${actor}/statuses/${id}`,
    type: 'Note',
    summary: null,
    inReplyTo: null,
    published: '2026-01-01T09:00:00Z',
    url: `https://social.example/@Alice/${id}`,
    attributedTo: actor,
    content: '<p>Hello</p>',
    contentMap: { en: '<p>Hello</p>' },
    attachment: [],
    tag: [],
    ...changes,
  },
  ...audience,
});
const announce = {
  id: `${actor}/statuses/50/activity`,
  type: 'Announce',
  actor,
  published: '2026-01-02T09:00:00Z',
  to: [PUBLIC],
  cc: ['https://other.example/users/bob', followers],
  object: 'https://other.example/users/bob/statuses/5',
};
const outbox = (orderedItems: unknown[]) =>
  JSON.stringify({
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: 'outbox.json',
    type: 'OrderedCollection',
    totalItems: orderedItems.length,
    orderedItems,
  });

describe('outbox.json of a Mastodon archive', () => {
  test('becomes posts with every field', async () => {
    const note = {
      summary: 'Water',
      inReplyTo: 'https://other.example/users/Bob/statuses/5',
      content:
        '<p><a href="https://other.example/@Bob" class="u-url mention">@<span>Bob</span></a> see <a href="https://example.com/a">https://example.com/a</a></p>',
      tag: [
        { type: 'Mention', href: 'https://other.example/users/Bob', name: '@Bob@other.example' },
        { type: 'Mention', href: 'https://social.example/users/carol', name: '@carol' },
        { type: 'Hashtag', href: 'https://social.example/tags/rivers', name: '#Rivers' },
        { type: 'Emoji', name: ':x:' },
      ],
      likes: { id: 'x', type: 'Collection', totalItems: 3 },
      shares: { id: 'y', type: 'Collection', totalItems: 2 },
    };
    const { profile, posts, skipped } = await readOutboxJson(outbox([create('1', note)]), 'me');
    expect(profile).toMatchObject({ platform: 'mastodon_archive', handle: 'alice@social.example' });
    expect(skipped).toEqual({});
    expect(posts).toEqual([
      {
        id: `${actor}/statuses/1`,
        createdAt: '2026-01-01T09:00:00.000Z',
        text: 'Water\n\n@Bob see https://example.com/a',
        kind: 'reply',
        statedLanguage: 'en',
        url: 'https://social.example/@Alice/1',
        mentions: ['bob@other.example', 'carol@social.example'],
        repliesTo: 'bob@other.example',
        hashtags: ['rivers'],
        links: ['https://example.com/a'],
        likes: 3,
        reposts: 2,
        replies: null,
      },
    ]);
  });

  test('what was not for the public is left out and counted', async () => {
    const items = [
      create('1'),
      create('2', {}, { to: [followers], cc: [PUBLIC] }),
      create('3', {}, { to: [followers], cc: [] }),
      create('4', {}, { to: 'https://other.example/users/bob', cc: null }),
      create('5', {}, { to: undefined, cc: undefined }),
    ];
    const { posts, skipped } = await readOutboxJson(outbox(items), 'me');
    expect(posts.map(({ id }) => id.at(-1)).sort()).toEqual(['1', '2']);
    expect(skipped).toEqual({ not_public: 3 });
  });

  test('a boost that does not say of what is a repost without an address', async () => {
    const { object: _, ...unnamed } = announce;
    const { posts, skipped } = await readOutboxJson(outbox([unnamed]), 'me');
    expect(posts).toEqual([expect.objectContaining({ id: announce.id, kind: 'repost', url: null })]);
    expect(skipped).toEqual({});
  });

  test('a boost is a repost; what is neither is counted', async () => {
    const items = [
      announce,
      { ...announce, type: 'Like' },
      'https://social.example/x',
      create('1', { content: 7 }),
    ];
    const { posts, skipped } = await readOutboxJson(outbox(items), 'me');
    expect(posts).toEqual([
      expect.objectContaining({ kind: 'repost', text: '', createdAt: '2026-01-02T09:00:00.000Z' }),
    ]);
    expect(skipped).toEqual({ unreadable: 3 });
  });

  test.each(['', '[]', '{"type":"OrderedCollection"}', '{"type":"OrderedCollection","orderedItems":['])(
    '%j is refused',
    async (text) => {
      await expect(readOutboxJson(text, 'me')).rejects.toEqual(unreadable);
    },
  );
});
