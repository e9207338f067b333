import { describe, expect, test } from 'vitest';
import { silentLog } from '../../lib/core/log.ts';
import { ANALYSES } from '../../lib/profiles/analyses/analyses.ts';
import { itemsOf } from '../../lib/profiles/archives/cut-items.ts';
import { readOutboxJson } from '../../lib/profiles/archives/outbox-json.ts';
import { readTweetsJs } from '../../lib/profiles/archives/tweets-js.ts';
import { feedSource } from '../../lib/profiles/networks/feed.ts';
import { givenProfile } from '../../lib/profiles/networks/given-profile.ts';
import { loadHtmlReader } from '../../lib/profiles/networks/html.ts';
import { givenPosts } from '../../lib/profiles/networks/inline.ts';
import { mastodonSource } from '../../lib/profiles/networks/mastodon.ts';
import type { Post } from '../../lib/profiles/networks/social.ts';
import { longestHoldOf, MOST_HOLD_MS } from '../support/longest-hold.ts';
import { CONTEXT, post } from './analyses/posts.ts';
import { startNetwork } from './networks/network.ts';

const WORDS =
  'the harbour was calm and I love this great ferry but hate the terrible rain of our winter'.split(' ');
const KINDS = ['post', 'reply', 'quote'] as const;

/** Posts of about 150 words, no two alike, three a day. */
function longPosts(count: number): Post[] {
  return Array.from({ length: count }, (_, at) => {
    const words = Array.from(
      { length: 150 },
      (__, place) => WORDS[(at * 7 + place * place + place) % 18] ?? at,
    );
    return post(`p${at}`, {
      createdAt: new Date(Date.UTC(2022, 0, 1) + at * 8 * 3_600_000).toISOString(),
      text: `${words.join(' ')}. Number ${at} 😀 #sea${at % 30} @bob${at % 50}`,
      kind: KINDS[at % 3] ?? 'post',
      mentions: [`bob${at % 50}`],
      hashtags: [`sea${at % 30}`],
      likes: at % 17,
    });
  });
}

const posts = longPosts(1_500);
const few = posts.slice(0, 40);

test.each(ANALYSES)(
  '$name of 1,500 long posts never holds the event loop longer than 100 ms',
  async (analysis) => {
    await analysis.run(few, CONTEXT);
    expect(await longestHoldOf(() => analysis.run(posts, CONTEXT))).toBeLessThanOrEqual(MOST_HOLD_MS);
  },
  120_000,
);

describe('one hostile post never holds the event loop longer than 100 ms', () => {
  const HOSTILE = {
    'elements never closed': '<b>'.repeat(130_000),
    'elements closed by other names': `${'<b>'.repeat(65_000)}${'</i>'.repeat(50_000)}`,
    'paragraphs that hold blocks': '<p><div>'.repeat(50_000),
    'nested lists': '<ul><li>'.repeat(50_000),
    'empty images': '<img>'.repeat(80_000),
  };

  test.each(Object.entries(HOSTILE))('%s', async (_, html) => {
    const read = await loadHtmlReader();
    const hold = await longestHoldOf(async () => read(html));
    expect(hold).toBeLessThanOrEqual(MOST_HOLD_MS);
  });

  test('and its words up to there are kept, and it is said to be cut', async () => {
    const read = await loadHtmlReader();
    const { text, truncated } = read(`<p>Hello</p>${'<b>'.repeat(130_000)}`);
    expect(text).toContain('Hello');
    expect(truncated).toBe(true);
    expect(read(`<p>${'word '.repeat(10_000)}</p>`).truncated).toBe(false);
  });
});

describe('a hostile answer of a network never holds it longer than 100 ms', () => {
  const MANY = 1_300_000;
  const ANSWERS = {
    'nested deep': '['.repeat(MANY),
    'of empty objects': `[${'{},'.repeat(MANY)}{}]`,
    'of one object with many names': JSON.stringify(
      Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`name${at}`, at])),
    ),
    'of a string of escapes': `"${'\\u0061'.repeat(650_000)}"`,
    'cut off': `{"feed":[${'{"post":'.repeat(50)}`,
    'of posts of nested HTML': JSON.stringify(
      Array.from({ length: 9 }, (_, at) => ({
        id: String(at),
        account: { id: '1' },
        content: '<blockquote><p>word '.repeat(2_400) + '<b>'.repeat(100_000),
      })),
    ),
  };

  test.each(Object.entries(ANSWERS))(
    '%s',
    async (_, body) => {
      const network = await startNetwork();
      network.answer((_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(body),
      );
      const source = mastodonSource({ resolve: network.resolve, now: Date.now, allowLocal: true });
      const profile = { ...givenProfile('mastodon', `ada@localhost:${network.port}`), id: '1' };
      const request = { signal: AbortSignal.timeout(60_000), log: silentLog };
      const hold = await longestHoldOf(() => source.posts(profile, null, request).catch(() => {}));
      network.close();
      expect(hold).toBeLessThanOrEqual(MOST_HOLD_MS);
    },
    120_000,
  );
});

describe('a hostile feed never holds it longer than 100 ms', () => {
  const rss = (inside: string) => `<rss><channel><item><title>x</title>${inside}</item></channel></rss>`;
  const FEEDS = {
    'of one endless tag': `<rss><${'a'.repeat(3_900_000)}`,
    'of one endless attribute': `<rss a="${'&amp;'.repeat(700_000)}`,
    'of one endless comment': `<rss><!--${'-'.repeat(3_900_000)}`,
    'of one endless section': rss(`<description><![CDATA[${']]'.repeat(1_900_000)}`),
    'nested deep': `<rss>${'<a>'.repeat(1_300_000)}`,
    'of tags that nobody opened': `<rss>${'</b>'.repeat(900_000)}`,
    'of many entries': `<rss><channel>${'<item><guid>1</guid></item>'.repeat(30_000)}</channel></rss>`,
    'of entities': rss(`<description>${'&lt;'.repeat(900_000)}</description>`),
    'of entities of its own': `<!DOCTYPE rss [${'<!ENTITY a "&b;&b;&b;&b;">'.repeat(250_000)}]>${rss('&a;')}`,
    'of nested HTML': rss(`<description>${'&lt;b>'.repeat(1_500_000)}</description>`),
    'of a page with many links': `<html>${'<link rel="alternate" type="application/rss+xml" href="/f">'.repeat(130_000)}`,
    'of a page nested deep': `<html>${'<div>'.repeat(1_500_000)}`,
    'in an encoding of two bytes each': `<?xml version="1.0" encoding="gb18030"?>${rss('日'.repeat(1_250_000))}`,
    'of one endless title': `<rss><channel><item><title>${'a b\n'.repeat(900_000)}</title></item></channel></rss>`,
    'as JSON of escapes': `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"${'\\u0061'.repeat(600_000)}"}]}`,
    'as JSON of many items': `{"version":"https://jsonfeed.org/version/1","items":[${'{"id":1},'.repeat(140_000)}{}]}`,
    'of dates': `<rss><channel>${`<item><pubDate>${'Mon, '.repeat(12)}</pubDate></item>`.repeat(30_000)}</channel></rss>`,
  };

  test.each(Object.entries(FEEDS))(
    '%s',
    async (_, body) => {
      const network = await startNetwork();
      network.answer((_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end(body),
      );
      const source = feedSource({ resolve: network.resolve, now: Date.now, allowLocal: true });
      const address = `https://localhost:${network.port}/`;
      const profile = { ...givenProfile('feed', 'localhost'), id: address };
      const request = { signal: AbortSignal.timeout(60_000), log: silentLog };
      const hold = await longestHoldOf(async () => {
        await source.profile(address, request).catch(() => {});
        await source.posts(profile, null, request).catch(() => {});
      });
      network.close();
      expect(hold).toBeLessThanOrEqual(MOST_HOLD_MS);
    },
    120_000,
  );
});

describe('what a request brings never holds it longer than 100 ms', () => {
  const TWEET = JSON.stringify({ tweet: { id_str: '1', full_text: 'Hello @bob', entities: {} } });
  const FILES = {
    'tweets.js of many posts': () =>
      readTweetsJs(`window.YTD.tweets.part0 = [${`${TWEET},`.repeat(50_000)}${TWEET}]`, 'me'),
    'tweets.js of nested lists': () =>
      readTweetsJs(
        `window.YTD.tweets.part0 = [${`${'['.repeat(900)}${']'.repeat(900)},`.repeat(2_000)}${TWEET}]`,
        'me',
      ),
    'outbox.json that is no list': () =>
      readOutboxJson(`{"type":"OrderedCollection","orderedItems":${'['.repeat(2_000_000)}}`, 'me'),
    '20,000 posts': () =>
      givenPosts(
        Array.from({ length: 20_000 }, (_, at) => ({
          id: `${at}`,
          text: `#tag${at} @bob https://example.com ${'word '.repeat(30)}`,
        })),
      ),
  };

  test.each(Object.entries(FILES))(
    '%s',
    async (_, read) => {
      const hold = await longestHoldOf(() => read().catch(() => {}));
      expect(hold).toBeLessThanOrEqual(MOST_HOLD_MS);
    },
    120_000,
  );

  test('CSV of one endless field, or of nothing but quotes', async () => {
    for (const text of [
      `id,body\n"${'a,'.repeat(2_000_000)}`,
      `id,body\n${'"'.repeat(4_000_001)}`,
      '\n'.repeat(4_000_000),
    ]) {
      async function* bytes() {
        for (let at = 0; at < text.length; at += 262_144) yield Buffer.from(text.slice(at, at + 262_144));
      }
      const hold = await longestHoldOf(() =>
        Array.fromAsync(itemsOf(bytes(), { part: 0, key: null, isCsv: true }, 0)).catch(() => {}),
      );
      expect(hold).toBeLessThanOrEqual(MOST_HOLD_MS);
    }
  }, 120_000);
});
