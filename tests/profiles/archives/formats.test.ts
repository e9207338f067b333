import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, api } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { zipOf } from '../../support/zip.ts';
import { carOf } from './car.ts';
import { analyzed } from './run-archive.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const ALICE = 'https://social.example/users/Alice';
const created = (id: string, object: Record<string, unknown>, to: string[] = [PUBLIC]) => ({
  type: 'Create',
  actor: ALICE,
  published: `2026-01-0${id}T09:00:00Z`,
  to,
  cc: [],
  object: { id: `${ALICE}/statuses/${id}`, type: 'Note', content: '<p>Hello</p>', tag: [], ...object },
});

test('Mastodon: spoilers, polls, own threads and boosts, by the owner whom actor.json names', async () => {
  const bytes = await zipOf({
    'actor.json': JSON.stringify({
      id: ALICE,
      name: 'Alice',
      summary: '<p>Rivers</p>',
      url: 'https://social.example/@Alice',
      published: '2018-01-01T00:00:00Z',
    }),
    'outbox.json': JSON.stringify({
      '@context': ['orderedItems', { orderedItems: 'as:orderedItems' }],
      type: 'OrderedCollection',
      orderedItems: [
        created('1', { summary: 'Water', content: '<p>Wet</p>' }),
        created('2', {
          type: 'Question',
          content: '<p>Which?</p>',
          oneOf: [
            { type: 'Note', name: 'The sea' },
            { type: 'Note', name: 'The lake' },
          ],
        }),
        created('3', { inReplyTo: `${ALICE}/statuses/1` }),
        created('4', {}, ['https://other.example/users/bob']),
        {
          type: 'Announce',
          id: `${ALICE}/statuses/5/activity`,
          published: '2026-01-05T00:00:00Z',
          to: [PUBLIC],
          object: 'https://other.example/1',
        },
        'nothing',
      ],
    }),
    'media_attachments/1.jpg': Buffer.alloc(5_000),
  });
  const { profile, basis, posts, findings } = await analyzed(service, 'mastodon_archive', {
    bytes,
    profile_id: 'me@elsewhere.example',
  });
  expect(profile).toMatchObject({ handle: 'alice@social.example', display_name: 'Alice', bio: 'Rivers' });
  expect(basis).toMatchObject({ posts: 4, skipped: { not_public: 1, unreadable: 1 } });
  expect(posts.map(({ kind, text }) => [kind, text])).toEqual([
    ['post', 'Water\n\nWet'],
    ['post', 'Which?\n\nThe sea\nThe lake'],
    ['reply', 'Hello'],
    ['repost', ''],
  ]);
  expect(findings['network']).not.toHaveProperty('findings.addressed');
}, 60_000);

test('Bluesky: the posts of a repository with their addresses, and its own threads', async () => {
  const did = 'did:plc:z72i7hdynmk6r22z27h6tvur';
  const post = (text: string, more: object = {}) => ({
    $type: 'app.bsky.feed.post',
    text,
    langs: ['en'],
    createdAt: '2026-01-01T09:00:00.000Z',
    ...more,
  });
  const replyTo = (uri: string) => ({ reply: { root: { uri, cid: 'x' }, parent: { uri, cid: 'x' } } });
  const bytes = carOf(did, {
    'app.bsky.actor.profile/self': {
      $type: 'app.bsky.actor.profile',
      displayName: 'Alice',
      description: 'Rivers',
    },
    'app.bsky.feed.like/3ka': { $type: 'app.bsky.feed.like', createdAt: '2026-01-01T09:00:00Z' },
    'app.bsky.feed.post/3ka': post('See #sea', {
      facets: [
        {
          index: { byteStart: 4, byteEnd: 8 },
          features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'sea' }],
        },
      ],
    }),
    'app.bsky.feed.post/3kb': post('and more', replyTo(`at://${did}/app.bsky.feed.post/3ka`)),
    'app.bsky.feed.post/3kc': post('indeed', replyTo('at://did:plc:other/app.bsky.feed.post/9')),
    'app.bsky.feed.post/3kd': { $type: 'app.bsky.feed.post', text: 7 },
    'app.bsky.feed.repost/3ke': {
      $type: 'app.bsky.feed.repost',
      createdAt: '2026-01-02T09:00:00Z',
      subject: { uri: 'at://did:plc:other/app.bsky.feed.post/9', cid: 'x' },
    },
  });
  const { profile, basis, posts } = await analyzed(service, 'bluesky_archive', {
    bytes,
    profile_id: '@alice.example',
  });
  expect(profile).toMatchObject({ id: did, handle: 'alice.example', display_name: 'Alice' });
  expect(basis).toMatchObject({ posts: 4, skipped: { unreadable: 1 } });
  expect(posts.map(({ id, kind, reply_to }) => [id.split('/').at(-1), kind, reply_to])).toEqual([
    ['3ka', 'post', null],
    ['3kb', 'reply', 'alice.example'],
    ['3kc', 'reply', 'did:plc:other'],
    ['3ke', 'repost', null],
  ]);
  expect(posts[0]).toMatchObject({
    hashtags: ['sea'],
    url: `https://bsky.app/profile/${did}/post/3ka`,
    lang: 'en',
  });
}, 60_000);

describe('Meta', () => {
  const personal = JSON.stringify({
    profile_user: [
      { string_map_data: { Username: { value: 'alice.b' }, Name: { value: 'Alic\u00c3\u00a9' } } },
    ],
  });
  test('Threads: text with each byte of its UTF-8 written as a character of its own', async () => {
    const bytes = await zipOf({
      'personal_information/personal_information/personal_information.json': personal,
      'your_instagram_activity/threads/threads_and_replies.json': JSON.stringify({
        text_post_app_text_posts: [
          {
            media: [
              {
                uri: '',
                creation_timestamp: 1_767_258_000,
                title: 'Caf\u00c3\u00a9 \u00e2\u0080\u0099 @bob #sea',
              },
            ],
          },
          { media: [{ uri: '', creation_timestamp: 1_767_258_060, title: 'schön' }] },
          { media: 'none' },
        ],
      }),
    });
    const { profile, basis, posts } = await analyzed(service, 'threads_archive', { bytes });
    expect(profile).toMatchObject({ handle: 'alice.b', display_name: 'Alicé' });
    expect(basis).toMatchObject({ posts: 2, skipped: { unreadable: 1 } });
    expect(posts[0]).toMatchObject({
      text: 'Café ’ @bob #sea',
      mentions: ['bob'],
      hashtags: ['sea'],
      created_at: '2026-01-01T09:00:00.000Z',
      likes: null,
    });
    expect(posts[1]?.text).toBe('schön');
  }, 60_000);

  test('Instagram: captions of one picture and of several', async () => {
    const media = [
      { uri: 'media/posts/202601/1.jpg', creation_timestamp: 1_767_258_000, title: 'One' },
      { uri: 'media/posts/202601/2.jpg', creation_timestamp: 1_767_258_000, title: '' },
    ];
    const bytes = await zipOf({
      'personal_information/personal_information.json': personal,
      'your_instagram_activity/media/posts_1.json': JSON.stringify([
        { media: media.slice(0, 1) },
        { media: media.slice(1).concat(media), title: 'Two', creation_timestamp: 1_767_258_100 },
      ]),
    });
    const { posts } = await analyzed(service, 'instagram_archive', { bytes });
    expect(posts.map(({ text, kind }) => [text, kind])).toEqual([
      ['One', 'post'],
      ['Two', 'post'],
    ]);
  }, 60_000);
});

test('Reddit: CSV with line ends and quotes in a field', async () => {
  const bytes = await zipOf({
    'posts.csv':
      '\uFEFFid,permalink,date,ip,subreddit,gildings,title,url,body\r\n' +
      'a1,https://www.reddit.com/r/x/comments/a1/t/,2026-01-01 09:00:00 UTC,,x,0,"A ""title"", here",https://example.com/a,\r\n' +
      'a2,https://www.reddit.com/r/x/comments/a2/t/,2026-01-02 09:00:00 UTC,,x,0,Self,/r/x/comments/a2/t/,"one\ntwo"\r\n',
    'comments.csv':
      'id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n' +
      'c1,https://www.reddit.com/r/x/comments/a1/t/c1/,2026-01-03 09:00:00 UTC,,x,0,https://www.reddit.com/r/x/comments/a1/t/,,"> quoted\nMine",\n' +
      'c2,only',
    'statistics.csv': 'statistic,value\naccount name,Alice_B\n',
  });
  const { profile, basis, posts } = await analyzed(service, 'reddit_archive', { bytes });
  expect(profile.handle).toBe('alice_b');
  expect(basis).toMatchObject({ posts: 4 });
  expect(posts.map(({ id, kind, text, links }) => [id, kind, text, links])).toEqual([
    ['t3_a1', 'post', 'A "title", here', ['https://example.com/a']],
    ['t3_a2', 'post', 'Self\n\none\ntwo', []],
    ['t1_c1', 'reply', '> quoted\nMine', []],
    ['t1_c2', 'reply', '', []],
  ]);
}, 60_000);
