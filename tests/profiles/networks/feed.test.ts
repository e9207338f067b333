import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { feedSource } from '../../../lib/profiles/networks/feed.ts';
import type { Profile } from '../../../lib/profiles/networks/social.ts';
import { contract, failsAs, NOW, SECRET_TEXT } from './contract.ts';
import { asked, type Network, startNetwork } from './network.ts';

const xml = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void => {
  const type = { 'content-type': 'application/rss+xml; charset=utf-8' };
  response.writeHead(status, { ...type, ...headers }).end(typeof body === 'string' ? body : '');
};

const rss = (items: string, next?: string) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel>
  <title>Rivers &amp;amp; maps</title>
  <link>https://blog.example/</link>
  <atom:link href="https://blog.example/feed.xml" rel="self" type="application/rss+xml" />
  ${next === undefined ? '' : `<atom:link href="${next}" rel="next" />`}
  <description>On <![CDATA[<b>water</b>]]></description>
  <language>en-GB</language>
  <image><url>https://blog.example/icon.png</url><title>Not the title</title><link>https://else.example/</link></image>
  ${items}
</channel></rss>`;

const ITEM = `<item>
  <title>AT&amp;#038;T&#8217;s river</title>
  <link>https://blog.example/2026/river</link>
  <comments>https://blog.example/2026/river#comments</comments>
  <pubDate>Thu, 01 Jan 2026 10:00:00 +0100</pubDate>
  <category><![CDATA[Water]]></category>
  <guid isPermaLink="false">https://blog.example/?p=8</guid>
  <description><![CDATA[<p>Only the beginning [&hellip;]</p>]]></description>
  <content:encoded><![CDATA[<p>Hello <a href="../maps?a=1&amp;b=2">maps</a>.</p><blockquote><p>no</p></blockquote>
<p>The post <a href="https://blog.example/2026/river">AT&amp;T&#8217;s river</a> appeared first on <a href="https://blog.example">Rivers</a>.</p>]]></content:encoded>
  <slash:comments>3</slash:comments>
</item>`;
const item = (id: string) => `<item><guid>${id}</guid><description>${SECRET_TEXT}</description></item>`;

const address = ({ port }: Network) => `https://blog.example:${port}/feed.xml`;
const create = ({ resolve }: Network) => feedSource({ resolve, now: () => NOW, allowLocal: true });
const profileOf = (network: Network): Profile => ({
  platform: 'feed',
  id: address(network),
  handle: 'blog.example',
  displayName: 'Rivers & maps',
  bio: 'On water',
  url: 'https://blog.example/',
  createdAt: null,
  followers: null,
  following: null,
  posts: null,
  hasAvatar: true,
  verified: null,
  saysBot: null,
});

contract('a feed', {
  create,
  profileId: address,
  profile: profileOf,
  profileBody: rss(ITEM),
  page: (count, page) => ({
    body: rss(
      Array.from({ length: count }, (_, i) => item(`${page}-${i}`)).join(''),
      page < 2 ? `?page=${page + 2}` : undefined,
    ),
  }),
  pages: [10, 10, 3],
  full: {
    body: rss(ITEM),
    post: {
      id: 'https://blog.example/?p=8',
      createdAt: '2026-01-01T09:00:00.000Z',
      text: 'AT&T’s river\n\nHello maps.\n\n> no',
      kind: 'post',
      statedLanguage: 'en-GB',
      url: 'https://blog.example/2026/river',
      mentions: [],
      repliesTo: null,
      hashtags: [],
      links: ['https://blog.example/maps?a=1&b=2'],
      likes: null,
      reposts: null,
      replies: 3,
    },
  },
  refused: [
    { when: 'not found', call: 'both', status: 404, body: '', error: { code: 'profile_not_found' } },
    { when: 'gone', call: 'both', status: 410, body: '', error: { code: 'profile_not_found' } },
    { when: 'forbidden', call: 'both', status: 403, body: '', error: { code: 'platform_unauthorized' } },
  ],
  redirect: 'host_refused',
  empty: { body: rss('', 'https://blog.example/older.xml'), namesNext: true },
  send: xml,
  htmlProfile: 'profile_not_found',
  otherNames: (network) => [
    `feed:${address(network)}`,
    `${address(network)}#top`,
    address(network).replace('https:', 'HTTP:'),
  ],
  quoting: {
    body: rss(
      '<item><title>Yes.</title><description>&lt;blockquote&gt;no&lt;/blockquote&gt;</description></item>',
    ),
    own: 'Yes.',
  },
});

describe('a feed', () => {
  let network: Network;
  beforeEach(async () => {
    network = await startNetwork();
  });
  afterEach(() => network.close());
  const request = () => ({ signal: new AbortController().signal, log: silentLog });
  const html = (response: ServerResponse, head: string) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><html><head>${head}</head><body><p>Hi</p></body></html>`);

  test('is found by the link of a page, relative to it, and not the one of its comments', async () => {
    network.answer((asking, response) =>
      asking.url === '/'
        ? html(
            response,
            `<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
             <link rel="alternate" hreflang="de" href="/de/">
             <link rel='ALTERNATE home' type=application/rss+xml href=feed.xml>`,
          )
        : xml(response, rss(ITEM)),
    );
    const profile = await create(network).profile(`blog.example:${network.port}`, request());
    expect(profile).toEqual(profileOf(network));
    expect(network.requests.map(({ url }) => url)).toEqual(['/', '/feed.xml']);
  });

  test('is read behind redirects to hosts that are checked, and by its last address', async () => {
    network.answer((asking, response) =>
      asking.url === '/old'
        ? response.writeHead(301, { location: `http://www.blog.example:${network.port}/feed.xml` }).end()
        : xml(response, rss(ITEM)),
    );
    const { id } = await create(network).profile(`blog.example:${network.port}/old`, request());
    expect(id).toBe(`https://www.blog.example:${network.port}/feed.xml`);
  });

  test('that redirects for ever is refused, after five', async () => {
    network.answer((asking, response) => response.writeHead(302, { location: `${asking.url}x` }).end());
    await failsAs(create(network).profile(address(network), request()), { code: 'host_refused' });
    expect(network.requests).toHaveLength(6);
  });

  test('on a private network, behind a redirect or a link, is never asked', async () => {
    const resolve = async (host: string) => [host === 'intranet.example' ? '10.0.0.1' : '127.0.0.1'];
    const source = feedSource({ resolve, now: () => NOW, allowLocal: true });
    const inside = 'https://intranet.example/feed.xml';
    network.answer((_request, response) => response.writeHead(302, { location: inside }).end());
    await failsAs(source.profile(address(network), request()), { code: 'host_refused' });
    network.answer((_request, response) =>
      html(response, `<link rel="alternate" type="application/atom+xml" href="${inside}">`),
    );
    await failsAs(source.profile(address(network), request()), { code: 'host_refused' });
    network.answer((_request, response) => xml(response, rss(ITEM, inside)));
    const { next } = await source.posts(profileOf(network), null, request());
    await failsAs(source.posts(profileOf(network), next, request()), { code: 'host_refused' });
    expect(network.requests).toHaveLength(3);
  });

  test('sent as gzip is unpacked, and a bomb is given up', async () => {
    const gzip = { 'content-encoding': 'gzip' };
    network.answer((_request, response) => response.writeHead(200, gzip).end(gzipSync(rss(ITEM))));
    expect((await create(network).profile(address(network), request())).displayName).toBe('Rivers & maps');
    const bomb = gzipSync(Buffer.alloc(60_000_000, 'a'));
    network.answer((_request, response) => response.writeHead(200, gzip).end(bomb));
    await failsAs(create(network).profile(address(network), request()), {
      code: 'platform_answer_too_large',
    });
  });

  test('that names itself as the next one ends', async () => {
    network.answer((_request, response) => xml(response, rss(ITEM, '/feed.xml')));
    expect((await create(network).posts(profileOf(network), null, request())).next).toBeNull();
  });

  test('that gives the same page for each next one ends, rather than be asked for ever', async () => {
    let page = 1;
    network.answer((_request, response) => xml(response, rss(ITEM, `/feed.xml?page=${++page}`)));
    const { next } = await create(network).posts(profileOf(network), null, request());
    const again = await create(network).posts(profileOf(network), next, request());
    expect([again.next, asked(network.requests[1]).search]).toEqual([null, '?page=2']);
    expect([again.posts, again.skipped]).toEqual([[], { page_repeated: 1 }]);
  });

  test('that gives its pages in a circle ends, and says so', async () => {
    let page = 0;
    network.answer((_request, response) => {
      page += 1;
      xml(response, rss(item(String(page % 3)), `/feed.xml?page=${page + 1}`));
    });
    const read: unknown[] = [];
    for (let cursor: string | null = null, more = true; more && read.length < 10; more = cursor !== null) {
      const given = await create(network).posts(profileOf(network), cursor, request());
      read.push([given.posts.length, given.skipped]);
      cursor = given.next;
    }
    expect(read).toEqual([
      [1, {}],
      [1, {}],
      [1, {}],
      [0, { page_repeated: 1 }],
    ]);
  });

  test('gives its newest entries first, and each once', async () => {
    const dated = (id: string, day: string) =>
      `<item><guid>${id}</guid><title>${id}</title><pubDate>${day} Jan 2026 09:00 GMT</pubDate></item>`;
    const items = dated('a', '1') + item('undated') + dated('b', '3') + dated('a', '2');
    network.answer((_request, response) => xml(response, rss(items)));
    const { posts, skipped, changed } = await create(network).posts(profileOf(network), null, request());
    expect(posts.map(({ id }) => id)).toEqual(['b', 'a', 'undated']);
    expect([skipped, changed]).toEqual([{ repeated: 1 }, { date_unreadable: 1 }]);
  });

  test('that is cut off gives the entries that are whole, and counts the other', async () => {
    const whole = rss(item('1') + item('2'));
    network.answer((_request, response) => xml(response, whole.slice(0, whole.indexOf('<guid>2') + 9)));
    const { posts, skipped } = await create(network).posts(profileOf(network), null, request());
    expect([posts.map(({ id }) => id), skipped]).toEqual([['1'], { unreadable: 1 }]);
  });
});
