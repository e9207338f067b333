import type { mastodon } from 'masto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import type { Resolve } from '../../../lib/core/public-fetch.ts';
import { mastodonSource } from '../../../lib/profiles/networks/mastodon.ts';
import type { Profile } from '../../../lib/profiles/networks/social.ts';
import { contract, failsAs, NOW, SECRET_TEXT } from './contract.ts';
import { asked, json, type Network, startNetwork } from './network.ts';

/** The wire's spelling of what `masto` types in camel case. */
function onTheWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(onTheWire);
  if (value === null || typeof value !== 'object') return value;
  const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [snake(key), onTheWire(item)]));
}

const account = {
  id: '109',
  username: 'Alice',
  acct: 'Alice',
  url: 'https://social.example/@Alice',
  displayName: 'Alice :blobcat:',
  note: '<p>Rivers &amp; maps.<br>She/her</p>',
  avatar: 'https://social.example/avatars/a.png',
  avatarStatic: 'https://social.example/avatars/a.png',
  header: '',
  headerStatic: '',
  locked: false,
  fields: [],
  emojis: [],
  bot: true,
  group: false,
  discoverable: true,
  noindex: false,
  suspended: false,
  limited: false,
  createdAt: '2022-11-01T00:00:00.000Z',
  lastStatusAt: '2026-01-01',
  statusesCount: 56,
  followersCount: 12,
  followingCount: 34,
  roles: [],
} satisfies Partial<mastodon.v1.Account>;

const status = {
  id: '111',
  uri: 'https://social.example/users/Alice/statuses/111',
  createdAt: '2026-01-01T09:00:00.000Z',
  editedAt: null,
  content:
    '<p>Hello <span class="h-card"><a href="https://other.example/@Bob" class="u-url mention">@<span>Bob</span></a></span> ' +
    '<a href="https://social.example/tags/Rivers" class="mention hashtag" rel="tag">#<span>Rivers</span></a></p>' +
    '<p><a href="https://example.com/a/long/path"><span class="invisible">https://</span><span class="ellipsis">example.com/a/long</span><span class="invisible">/path</span></a> &lt;3</p>',
  visibility: 'public',
  sensitive: true,
  spoilerText: 'Water',
  mediaAttachments: [],
  mentions: [{ id: '222', url: 'https://other.example/@Bob', username: 'Bob', acct: 'Bob@other.example' }],
  tags: [{ id: '3', name: 'Rivers', url: 'https://social.example/tags/Rivers' }],
  emojis: [],
  reblogsCount: 2,
  favouritesCount: 3,
  repliesCount: 1,
  url: 'https://social.example/@Alice/111',
  inReplyToId: '110',
  inReplyToAccountId: '222',
  language: 'en',
} satisfies Partial<mastodon.v1.Status>;

const wire = (changes: Partial<mastodon.v1.Status> = {}) => onTheWire({ ...status, account, ...changes });
const plain = (id: string, content = `<p>${SECRET_TEXT}</p>`) =>
  wire({ id, content, inReplyToId: null, inReplyToAccountId: null });

const profileAt = (host: string): Profile => ({
  platform: 'mastodon',
  id: '109',
  handle: `alice@${host}`,
  displayName: 'Alice :blobcat:',
  bio: 'Rivers & maps.\nShe/her',
  url: 'https://social.example/@Alice',
  createdAt: '2022-11-01T00:00:00.000Z',
  followers: 12,
  following: 34,
  posts: 56,
  hasAvatar: true,
  verified: null,
  saysBot: true,
});
const hostOf = ({ port }: Network) => `social.example:${port}`;
const local = ({ resolve }: Network) => mastodonSource({ resolve, now: () => NOW, allowLocal: true });

contract('Mastodon', {
  create: local,
  profileId: (network) => `@Alice@${hostOf(network)}`,
  profile: (network) => profileAt(hostOf(network)),
  profileBody: onTheWire(account),
  page: (count, page) => ({
    body: Array.from({ length: count }, (_, i) => plain(String(900 - 40 * page - i))),
    headers:
      page < 2
        ? {
            link: `<https://social.example/api/v1/accounts/109/statuses?limit=40&max_id=${900 - 40 * page - 39}>; rel="next", <https://social.example/x?min_id=900>; rel="prev"`,
          }
        : { link: '<https://social.example/x?min_id=800>; rel="prev"' },
  }),
  pages: [40, 40, 3],
  full: {
    body: [wire()],
    post: {
      id: '111',
      createdAt: '2026-01-01T09:00:00.000Z',
      text: 'Water\n\nHello @Bob #Rivers\n\nhttps://example.com/a/long/path <3',
      kind: 'reply',
      statedLanguage: 'en',
      url: 'https://social.example/@Alice/111',
      mentions: ['bob@other.example'],
      repliesTo: 'bob@other.example',
      hashtags: ['rivers'],
      links: ['https://example.com/a/long/path'],
      likes: 3,
      reposts: 2,
      replies: 1,
    },
  },
  refused: [
    {
      when: 'not found',
      call: 'both',
      status: 404,
      body: { error: 'Record not found' },
      error: { code: 'profile_not_found' },
      asks: 2,
    },
    {
      when: 'suspended, by its field',
      call: 'profile',
      status: 200,
      body: onTheWire({ ...account, suspended: true }),
      error: { code: 'profile_suspended' },
    },
    {
      when: 'suspended, gone',
      call: 'both',
      status: 410,
      body: { error: 'Gone' },
      error: { code: 'profile_suspended' },
    },
    {
      when: 'private: it counts posts and shows none',
      call: 'posts',
      status: 200,
      body: [],
      error: { code: 'profile_private' },
    },
    {
      when: 'an instance that closes its API',
      call: 'both',
      status: 401,
      body: { error: 'This API requires an authenticated user' },
      error: { code: 'platform_unauthorized' },
    },
    {
      when: '429 with X-RateLimit-Reset',
      call: 'both',
      status: 429,
      body: { error: 'Too many requests' },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-01-05T12:02:00.000000Z' },
      error: { code: 'platform_rate_limited', retryAfterMs: 120_000 },
    },
  ],
  redirect: 'host_refused',
  asksAtRedirect: 2,
  empty: {
    namesNext: true,
    body: [],
    headers: { link: '<https://social.example/api/v1/accounts/109/statuses?max_id=5>; rel="next"' },
  },
  otherNames: (network) => [`acct:alice@${hostOf(network)}`, `https://${hostOf(network)}/@Alice`],
  quoting: { body: [plain('1', '<blockquote><p>no</p></blockquote><p>Yes.</p>')], own: 'Water\n\nYes.' },
});

describe('Mastodon', () => {
  let network: Network;
  beforeEach(async () => {
    network = await startNetwork();
  });
  afterEach(() => network.close());
  const request = () => ({ signal: new AbortController().signal, log: silentLog });
  const read = (body: unknown, cursor: string | null = null, headers: Record<string, string> = {}) => {
    network.answer((_request, response) => json(response, body, 200, headers));
    return local(network).posts(profileAt(hostOf(network)), cursor, request());
  };

  test('a boost has nothing that its author did not write', async () => {
    const { posts } = await read([{ ...Object(wire()), content: '', reblog: wire({ id: '7' }) }]);
    expect(posts[0]).toMatchObject({ id: '111', kind: 'repost', text: '', mentions: [], likes: null });
    expect(posts[0]?.url).toBe('https://social.example/@Alice/111');
  });

  test('an answer to oneself is to oneself, and somebody of the same server is named with it', async () => {
    const mentions = [{ id: '5', url: '', username: 'carol', acct: 'carol' }];
    const { posts } = await read([wire({ inReplyToAccountId: '109', mentions })]);
    expect(posts[0]).toMatchObject({
      repliesTo: `alice@${hostOf(network)}`,
      mentions: [`carol@${hostOf(network)}`],
    });
  });

  test('without a Link header the last id leads on while pages are full', async () => {
    const page = Array.from({ length: 40 }, (_, i) => plain(String(100 - i)));
    expect((await read(page)).next).toBe('61');
    expect((await read(page.slice(1))).next).toBeNull();
    expect((await read(page, '61')).next).toBeNull();
  });

  test('a Link header cannot send the next request elsewhere', async () => {
    const link = '<https://evil.example/x?max_id=..%2F..%2Fadmin>; rel="next"';
    expect((await read([plain('1')], null, { link })).next).toBeNull();
  });

  test('the cursor and the wanted number are asked for', async () => {
    network.answer((_request, response) => json(response, [plain('1')]));
    await local(network).posts(profileAt(hostOf(network)), '99&x=1', { ...request(), most: 5 });
    const url = asked(network.requests[0]);
    expect(url.pathname).toBe('/api/v1/accounts/109/statuses');
    expect(Object.fromEntries(url.searchParams)).toEqual({ limit: '5', max_id: '99&x=1' });
    expect(network.requests[0]?.headers.host).toBe(hostOf(network));
  });
});

describe('a handle whose domain is not its server', () => {
  let network: Network;
  beforeEach(async () => {
    network = await startNetwork();
  });
  afterEach(() => network.close());
  const request = () => ({ signal: new AbortController().signal, log: silentLog });
  const jrd = (href: string, subject = 'acct:Alice@example.org') => ({
    subject,
    aliases: ['https://social.example/@Alice'],
    links: [
      {
        rel: 'http://webfinger.net/rel/profile-page',
        type: 'text/html',
        href: 'https://social.example/@Alice',
      },
      { rel: 'self', type: 'application/activity+json', href },
      { rel: 'http://ostatus.org/schema/1.0/subscribe', template: 'https://social.example/a?uri={uri}' },
    ],
  });
  const server = () => `social.example:${network.port}`;
  const handle = () => `alice@example.org:${network.port}`;
  /** The domain has a website alone; the server, under its own name, knows the account. */
  const answer = (website: (url: URL) => { status: number; body: unknown; location?: string }) =>
    network.answer((asking, response) => {
      const url = asked(asking);
      const isServer = asking.headers.host === server();
      if (isServer && url.pathname.endsWith('/lookup')) return json(response, onTheWire(account));
      if (isServer && url.pathname.endsWith('/statuses')) return json(response, [wire()]);
      if (isServer) return json(response, jrd(`https://${server()}/users/Alice`));
      const { status: code, body, location } = website(url);
      return json(response, body, code, location === undefined ? {} : { location });
    });
  const finger = (url: URL) =>
    url.pathname === '/.well-known/webfinger'
      ? { status: 200, body: jrd(`https://${server()}/users/Alice`) }
      : { status: 404, body: {} };

  test('is read at the server that the domain names, and keeps its name', async () => {
    answer(finger);
    const profile = await local(network).profile(handle(), request());
    expect(profile).toMatchObject({ handle: handle(), id: `109@${server()}` });
    const { posts } = await local(network).posts(profile, null, request());
    expect(posts).toHaveLength(1);
    expect(network.requests.map((each) => [each.headers.host, asked(each).pathname])).toEqual([
      [`example.org:${network.port}`, '/api/v1/accounts/lookup'],
      [`example.org:${network.port}`, '/.well-known/webfinger'],
      [server(), '/api/v1/accounts/lookup'],
      [server(), '/api/v1/accounts/109/statuses'],
    ]);
    expect(asked(network.requests[1]).searchParams.get('resource')).toBe(`acct:${handle()}`);
  });

  test('is found where the domain redirects WebFinger to the server, as Mastodon asks of it', async () => {
    answer(({ pathname, search }) => ({
      status: 301,
      body: '',
      location: pathname.startsWith('/.well-known') ? `https://${server()}${pathname}${search}` : '/login',
    }));
    expect((await local(network).profile(handle(), request())).id).toBe(`109@${server()}`);
  });

  test('is found where the domain has a page for every address', async () => {
    network.answer((asking, response) => {
      if (asking.headers.host === server()) return json(response, onTheWire(account));
      const isFinger = asked(asking).pathname.startsWith('/.well-known');
      if (isFinger) return json(response, jrd(`https://${server()}/users/Alice`));
      return response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello</p>');
    });
    expect((await local(network).profile(handle(), request())).id).toBe(`109@${server()}`);
  });

  test('is looked up by the name that the domain gives for it', async () => {
    answer(({ pathname }) =>
      pathname.startsWith('/.well-known')
        ? { status: 200, body: jrd(`https://${server()}/users/a1`, 'acct:a1@example.org') }
        : { status: 404, body: {} },
    );
    await local(network).profile(handle(), request());
    expect(asked(network.requests[2]).searchParams.get('acct')).toBe('a1');
  });

  test.each([
    ['nothing', {}],
    [
      'no actor',
      {
        subject: 'acct:alice@example.org',
        links: [{ rel: 'self', type: 'text/html', href: 'https://x.example/' }],
      },
    ],
    ['no address', jrd('not an address')],
  ])('is not found where WebFinger tells %s', async (_, body) => {
    answer(({ pathname }) => ({ status: pathname.startsWith('/.well-known') ? 200 : 404, body }));
    await failsAs(local(network).profile(handle(), request()), { code: 'profile_not_found' });
  });

  test('is tried again later where WebFinger fails, and refused where it names a private server', async () => {
    answer(({ pathname }) => ({ status: pathname.startsWith('/.well-known') ? 503 : 404, body: {} }));
    await failsAs(local(network).profile(handle(), request()), { code: 'platform_failed' });
    const resolve: Resolve = async (host) => [host === 'intranet.example' ? '10.0.0.1' : '127.0.0.1'];
    answer(({ pathname }) =>
      pathname.startsWith('/.well-known')
        ? { status: 200, body: jrd('https://intranet.example/users/alice') }
        : { status: 404, body: {} },
    );
    const source = mastodonSource({ resolve, now: () => NOW, allowLocal: true });
    await failsAs(source.profile(handle(), request()), { code: 'host_refused' });
  });
});

describe('the host of an instance', () => {
  const read = (profileId: string, resolve: Resolve, allowLocal = false) =>
    mastodonSource({ resolve, now: () => NOW, allowLocal }).profile(profileId, {
      signal: new AbortController().signal,
      log: silentLog,
    });

  test.each([
    ['loopback', ['127.0.0.1']],
    ['private', ['10.0.0.1']],
    ['the cloud’s metadata', ['169.254.169.254']],
    ['IPv6 of this machine', ['::1']],
    ['IPv4 in IPv6', ['::ffff:10.0.0.1']],
    ['one of them private', ['1.1.1.1', '192.168.0.1']],
    ['none', []],
  ])('is refused where its addresses are %s', async (_, addresses) => {
    await failsAs(
      read('alice@social.example', async () => addresses),
      { code: 'host_refused' },
    );
  });

  test.each([
    'alice@127.0.0.1',
    'alice@localhost',
    'alice@social.example:22',
    'alice@0x7f.1',
    'alice@2130706433',
  ])('%s is refused without asking DNS', async (profileId) => {
    let asks = 0;
    const resolve = async () => {
      asks += 1;
      return ['1.1.1.1'];
    };
    const error = await read(profileId, resolve).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: expect.stringMatching(/^(host_refused|invalid_profile_id)$/) });
    expect(asks).toBe(0);
  });

  test('is refused elsewhere than on this machine even where this machine is allowed', async () => {
    await failsAs(
      read('alice@social.example', async () => ['10.0.0.1'], true),
      { code: 'host_refused' },
    );
  });

  test('that DNS does not know is unreachable', async () => {
    const resolve = async () => {
      throw new Error('ENOTFOUND');
    };
    await failsAs(read('alice@social.example', resolve), { code: 'platform_unreachable' });
  });

  test('is asked for once, so that a second answer of DNS changes nothing', async () => {
    const network = await startNetwork();
    network.answer((_request, response) => json(response, onTheWire(account)));
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const profile = await read(
      `alice@social.example:${network.port}`,
      async () => answers.shift() ?? [],
      true,
    );
    expect([profile.id, answers.length]).toEqual(['109', 1]);
    network.close();
  });

  test('is left alone by a signal that aborts while DNS is silent', async () => {
    const abort = new AbortController();
    const source = mastodonSource({
      resolve: () => new Promise(() => {}),
      now: () => NOW,
      allowLocal: false,
    });
    const waiting = source.profile('alice@social.example', { signal: abort.signal, log: silentLog });
    abort.abort(new Error('out of time'));
    await expect(waiting).rejects.toThrow('out of time');
  });
});
