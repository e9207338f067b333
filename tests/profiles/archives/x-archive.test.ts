import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, api } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { zipOf } from '../../support/zip.ts';
import { ACCOUNT_JS, manifestJs, PROFILE_JS, tweet, ytd } from './archived.ts';
import { analyzed } from './run-archive.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const START = 'I have thought about this for a long time: rivers &amp; maps';
const cut = {
  full_text: `${START} are … https://t.co/abcdefghij`,
  entities: {
    urls: [{ url: 'https://t.co/abcdefghij', expanded_url: 'https://twitter.com/i/web/status/12' }],
    hashtags: [],
  },
};
const note = {
  noteTweet: {
    noteTweetId: '900',
    createdAt: '2026-01-01T09:00:00.000Z',
    core: {
      text: `${START.replace('&amp;', '&')} are what I like. https://t.co/longlonglo #Maps @Bob`,
      urls: [{ shortUrl: 'https://t.co/longlonglo', expandedUrl: 'https://example.com/map' }],
      hashtags: [{ text: 'Maps' }],
      mentions: [{ screenName: 'Bob' }],
    },
  },
};
const thread = { in_reply_to_status_id_str: '9', in_reply_to_screen_name: 'AdaTest', full_text: 'and more' };

describe('a whole archive of X', () => {
  test.each(['my archive', '@AdaTest'])(
    'of "%s" is read in all its parts, and its owner is nobody whom it addresses',
    async (profile_id) => {
      const bytes = await zipOf({
        'twitter-2026/data/account.js': ACCOUNT_JS,
        'twitter-2026/data/profile.js': PROFILE_JS,
        'twitter-2026/data/manifest.js': manifestJs(2),
        'twitter-2026/data/tweets.js': ytd('tweets', [tweet('10'), tweet('11', thread)]),
        'twitter-2026/data/tweets-part1.js': ytd('tweets', [tweet('12', cut), tweet('10')], 1),
        'twitter-2026/data/note-tweet.js': ytd('note_tweet', [note]),
        'twitter-2026/data/deleted-tweets.js': ytd('deleted_tweets', [tweet('66')]),
        'twitter-2026/data/tweets_media/10-a.jpg': Buffer.alloc(10_000, 7),
        '__MACOSX/twitter-2026/data/._tweets.js': 'resource fork',
      });
      const { profile, basis, posts, findings } = await analyzed(service, 'twitter_archive', {
        bytes,
        profile_id,
      });
      expect(profile).toMatchObject({
        handle: 'adatest',
        display_name: 'Ada',
        bio: 'Rivers and maps.',
        created_at: '2010-05-01T10:00:00.000Z',
      });
      expect(basis).toMatchObject({ posts: 3, skipped: { repeated: 1 }, changed: {}, capped: false });
      expect(basis.incomplete).toBeUndefined();
      expect(posts.map(({ id }) => id)).toEqual(['10', '11', '12']);
      expect(posts[2]).toMatchObject({
        text: 'I have thought about this for a long time: rivers & maps are what I like. https://example.com/map #Maps @Bob',
        links: ['https://example.com/map'],
        hashtags: ['maps'],
        mentions: ['bob'],
        kind: 'post',
      });
      expect(posts[1]).toMatchObject({ kind: 'reply', reply_to: 'adatest' });
      expect(findings['network']).toMatchObject({
        findings: { addressed: { value: { most: [{ handle: 'bob' }], distinct: 1 } } },
      });
    },
    60_000,
  );

  test('that lacks parts and long posts says so, and counts no link that X made', async () => {
    const bytes = await zipOf({
      'data/account.js': ACCOUNT_JS,
      'data/manifest.js': manifestJs(3),
      'data/tweets.js': ytd('tweets', [tweet('12', cut)]),
      'data/tweets-part2.js': ytd('tweets', [tweet('13')], 2),
    });
    const { basis, posts } = await analyzed(service, 'twitter_archive', { bytes });
    expect(basis).toMatchObject({ posts: 2, changed: { text_cut_by_network: 1 } });
    expect(basis.incomplete).toEqual([
      'Part 2 of 3 is not in the archive (data/tweets-part1.js): its posts were not read.',
      expect.stringContaining('note-tweet.js is not in the archive'),
    ]);
    expect(posts[0]).toMatchObject({
      id: '12',
      links: [],
      kind: 'post',
      text: expect.stringMatching(/are …$/),
    });
  }, 60_000);

  test('shows a gap in its numbers where no list of its files is given', async () => {
    const bytes = await zipOf({ 'tweets-part1.js': ytd('tweets', [tweet('1')], 1) });
    const { basis, profile } = await analyzed(service, 'twitter_archive', { bytes, profile_id: '@Me' });
    expect(profile.handle).toBe('me');
    expect(basis.incomplete?.[0]).toBe(
      'Part 1 of 2 is not in the archive (data/tweets.js): its posts were not read.',
    );
  }, 60_000);
});
