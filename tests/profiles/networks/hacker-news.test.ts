import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { hackerNewsSource } from '../../../lib/profiles/networks/hacker-news.ts';
import type { Profile } from '../../../lib/profiles/networks/social.ts';
import { contract, NOW, SECRET_TEXT } from './contract.ts';
import { asked, json, type Network, startNetwork } from './network.ts';

const profileBody = {
  username: 'Alice',
  about: 'Maps &amp; rivers.<p><i>Hello</i>',
  karma: 99,
  created_at: '2007-02-19T00:00:00.000Z',
  submission_count: 50,
  comment_count: 6,
};
const profile: Profile = {
  platform: 'hackernews',
  id: 'Alice',
  handle: 'Alice',
  displayName: null,
  bio: 'Maps & rivers.\n\nHello',
  url: 'https://news.ycombinator.com/user?id=Alice',
  createdAt: '2007-02-19T00:00:00.000Z',
  followers: null,
  following: null,
  posts: 56,
  hasAvatar: null,
  verified: null,
  saysBot: null,
};

const commentHit = (id: number, second: number) => ({
  objectID: String(id),
  author: 'Alice',
  created_at: new Date(second * 1000).toISOString(),
  created_at_i: second,
  comment_text: SECRET_TEXT,
  parent_id: 1,
  story_id: 1,
  story_title: 'Not hers',
  story_url: 'https://example.com/not-hers',
  points: null,
  _tags: ['comment', 'author_Alice', 'story_1'],
  _highlightResult: { author: { value: '<em>Alice</em>', matchLevel: 'full', matchedWords: ['alice'] } },
});
const storyHit = {
  objectID: '8863',
  author: 'Alice',
  created_at: '2026-01-01T09:00:00Z',
  created_at_i: Date.UTC(2026, 0, 1, 9) / 1000,
  title: 'Show HN: Maps',
  url: 'https://example.com/maps',
  story_text: 'I made <a href="https:&#x2F;&#x2F;example.org&#x2F;b" rel="nofollow">this</a>.<p>Why &gt; how',
  points: 3,
  num_comments: 1,
  children: [],
  _tags: ['story', 'author_Alice', 'story_8863', 'show_hn'],
};
const answerOf = (hits: unknown[]) => ({ hits, nbHits: hits.length, page: 0, nbPages: 1, hitsPerPage: 500 });
const create = (network: Network) => hackerNewsSource({ fetch: network.fetch, now: () => NOW });

contract('Hacker News', {
  create,
  profileId: () => 'https://news.ycombinator.com/user?id=Alice',
  profile: () => profile,
  profileBody,
  page: (count, page) => ({
    // A page after the first begins with the post at which the one before ended.
    body: answerOf([
      ...(page > 0 ? [commentHit(page * 1000 - 1, 5000 - page * 1000 + 1)] : []),
      ...Array.from({ length: count }, (_, i) =>
        commentHit(
          page * 1000 + (i === count - 1 ? 999 : i),
          5000 - page * 1000 - (i === count - 1 ? 999 : i),
        ),
      ),
    ]),
  }),
  pages: [500, 500, 4],
  full: {
    body: answerOf([storyHit]),
    post: {
      id: '8863',
      createdAt: '2026-01-01T09:00:00.000Z',
      text: 'Show HN: Maps\n\nI made this.\n\nWhy > how',
      kind: 'post',
      statedLanguage: null,
      url: 'https://news.ycombinator.com/item?id=8863',
      mentions: [],
      repliesTo: null,
      hashtags: [],
      links: ['https://example.com/maps', 'https://example.org/b'],
      likes: 3,
      reposts: null,
      replies: 1,
    },
  },
  refused: [
    {
      when: 'not found',
      call: 'both',
      status: 404,
      body: { status: 404, error: 'Not Found' },
      error: { code: 'profile_not_found' },
    },
    { when: '401', call: 'both', status: 401, body: {}, error: { code: 'platform_unauthorized' } },
  ],
  redirect: 'platform_failed',
  empty: { body: answerOf([]), namesNext: false },
  otherNames: () => ['Alice', '@Alice'],
  quoting: {
    body: answerOf([{ ...commentHit(1, 1), comment_text: '&gt; <i>no</i><p>Yes.' }]),
    own: 'Yes.',
  },
});

/** Algolia as documented: newest first, by the filter, at most `hitsPerPage`. */
function algolia(network: Network, all: ReturnType<typeof commentHit>[]): void {
  network.answer((request, response) => {
    const query = asked(request).searchParams;
    const before = Number(/created_at_i<(\d+)/.exec(query.get('numericFilters') ?? '')?.[1] ?? Infinity);
    const hits = all
      .filter(({ created_at_i }) => created_at_i < before)
      .slice(0, Number(query.get('hitsPerPage')));
    json(response, answerOf(hits));
  });
}

describe('Hacker News', () => {
  let network: Network;
  beforeEach(async () => {
    network = await startNetwork();
  });
  afterEach(() => network.close());
  const readAll = async (most?: number) => {
    const request = { signal: new AbortController().signal, log: silentLog, most };
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await create(network).posts(profile, cursor, request);
      ids.push(...page.posts.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null && network.requests.length < 50);
    return ids;
  };

  test('posts of one second on both sides of a page are all read, each once', async () => {
    const all = Array.from({ length: 40 }, (_, i) => commentHit(1000 - i, 5000 - Math.floor(i / 4)));
    algolia(network, all);
    expect(await readAll(6)).toEqual(all.map(({ objectID }) => objectID));
  });

  test('a profile of more than 1,000 posts is read to its end', async () => {
    const all = Array.from({ length: 1203 }, (_, i) => commentHit(9000 - i, 9000 - i));
    algolia(network, all);
    expect(await readAll()).toHaveLength(1203);
    expect(network.requests).toHaveLength(3);
  });

  test('it asks for stories, comments and polls of exactly this author', async () => {
    algolia(network, []);
    await readAll();
    const url = asked(network.requests[0]);
    expect(url.pathname).toBe('/api/v1/search_by_date');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tags: 'author_Alice,(story,comment,poll)',
      hitsPerPage: '500',
    });
  });

  test('a comment is a reply, without the title of the story that it is under', async () => {
    algolia(network, [commentHit(1, 1_700_000_000)]);
    const request = { signal: new AbortController().signal, log: silentLog };
    const { posts } = await create(network).posts(profile, null, request);
    expect(posts[0]).toMatchObject({
      kind: 'reply',
      text: SECRET_TEXT,
      links: [],
      likes: null,
      repliesTo: null,
    });
  });
});
