import { describe, expect, test } from 'vitest';
import { givenPostSchema, givenPosts, givenPostsSchema } from '../../../lib/profiles/networks/inline.ts';

const post = (id: string, changes: Record<string, unknown> = {}) => ({
  id,
  created_at: '2026-01-01T09:00:00Z',
  text: 'Hello',
  ...changes,
});
const faults = (posts: unknown) => {
  const read = givenPostsSchema.safeParse(posts);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('posts given in a request', () => {
  test('become posts with every field', async () => {
    const given = givenPostSchema.parse(
      post('a', {
        text: 'Hi @Bob, #Rivers: https://example.com/a.',
        lang: 'en',
        url: 'https://example.com/1',
        reply_to: '@Bob',
        likes: 3,
        reposts: 2,
        replies: 1,
      }),
    );
    expect(await givenPosts([given])).toEqual({
      posts: [
        {
          id: 'a',
          createdAt: '2026-01-01T09:00:00.000Z',
          text: 'Hi @Bob, #Rivers: https://example.com/a.',
          kind: 'reply',
          statedLanguage: 'en',
          url: 'https://example.com/1',
          mentions: ['bob'],
          repliesTo: 'bob',
          hashtags: ['rivers'],
          links: ['https://example.com/a'],
          likes: 3,
          reposts: 2,
          replies: 1,
        },
      ],
      skipped: {},
      changed: {},
    });
  });

  test('what is given of mentions, hashtags and links comes before what the text shows', async () => {
    const given = givenPostSchema.parse(
      post('a', {
        text: '@bob #x https://a.example',
        mentions: ['Carol'],
        hashtags: [],
        links: ['javascript:1'],
      }),
    );
    expect((await givenPosts([given])).posts[0]).toMatchObject({
      mentions: ['carol'],
      hashtags: [],
      links: [],
    });
  });

  test.each([null, undefined, 'yesterday', '0000-01-01T00:00:00Z', '2026-01-01', '10000-01-01T00:00:00Z'])(
    'the date %s is null, and counted',
    async (created_at) => {
      const { posts, changed } = await givenPosts([givenPostSchema.parse(post('a', { created_at }))]);
      expect([posts[0]?.createdAt, changed]).toEqual([null, { date_unreadable: 1 }]);
    },
  );

  test('a post of 1 MB is cut, and counted', async () => {
    const { posts, changed } = await givenPosts([
      givenPostSchema.parse(post('a', { text: 'x'.repeat(1_000_000) })),
    ]);
    expect([posts[0]?.text.length, changed]).toEqual([100_000, { text_truncated: 1 }]);
  });

  test('an id that comes again is refused by its place, never merged', () => {
    expect(faults([post('a'), post('b'), post('a', { text: 'secret' })])).toEqual([
      '2.id: posts[2] has the id of posts[0]. Give each post once, with an id of its own.',
    ]);
  });

  test('20,000 posts are taken, one more is not', () => {
    const posts = Array.from({ length: 20_001 }, (_, i) => post(String(i)));
    expect(faults(posts.slice(1))).toEqual([]);
    expect(faults(posts)).toEqual([': 20001 posts; at most 20000 can be given.']);
  });

  test.each([
    [{ id: '' }, '0.id'],
    [{ id: 7 }, '0.id'],
    [{ text: undefined }, '0.text'],
    [{ created_at: 1_700_000_000 }, '0.created_at'],
    [{ likes: -1 }, '0.likes'],
    [{ likes: 1.5 }, '0.likes'],
    [{ kind: 'retweet' }, '0.kind'],
    [{ mentions: 'bob' }, '0.mentions'],
    [{ links: Array.from({ length: 501 }, () => 'https://a.example') }, '0.links'],
    [{ likers: [] }, '0'],
  ])('%j is refused, by its place and without the text', (changes, path) => {
    const found = faults([post('a', { text: 'private words', ...changes })]);
    expect(found.map((each) => each.split(':')[0])).toEqual([path]);
    expect(found.join()).not.toContain('private words');
  });
});
