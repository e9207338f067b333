import type { IncomingMessage } from 'node:http';
import type { Octokit } from '@octokit/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { githubSource } from '../../../lib/profiles/networks/github.ts';
import type { Profile } from '../../../lib/profiles/networks/social.ts';
import { contract, failsAs, NOW, SECRET_TEXT, TOKEN } from './contract.ts';
import { asked, json, type Network, startNetwork } from './network.ts';

declare const octokit: Octokit;
type GitHubUser = Awaited<ReturnType<typeof octokit.request<'GET /users/{username}'>>>['data'];
type GitHubEvent = Awaited<
  ReturnType<typeof octokit.request<'GET /users/{username}/events/public'>>
>['data'][number];
type GitHubRepository = Awaited<
  ReturnType<typeof octokit.request<'GET /users/{username}/repos'>>
>['data'][number];

const at = 'https://api.github.com/users/alice';
const profileBody: GitHubUser = {
  login: 'Alice',
  id: 583231,
  node_id: 'MDQ6VXNlcjU4MzIzMQ==',
  avatar_url: 'https://avatars.githubusercontent.com/u/583231?v=4',
  gravatar_id: '',
  url: at,
  html_url: 'https://github.com/Alice',
  followers_url: at,
  following_url: at,
  gists_url: at,
  starred_url: at,
  subscriptions_url: at,
  organizations_url: at,
  repos_url: at,
  events_url: at,
  received_events_url: at,
  type: 'User',
  site_admin: false,
  name: 'Alice',
  company: null,
  blog: '',
  location: null,
  email: null,
  hireable: null,
  bio: 'Maps.',
  twitter_username: null,
  public_repos: 8,
  public_gists: 8,
  followers: 12,
  following: 34,
  created_at: '2011-01-25T18:44:36Z',
  updated_at: '2026-01-01T00:00:00Z',
};
const repository = {
  id: 9,
  name: 'maps',
  full_name: 'Alice/maps',
  private: false,
  html_url: 'https://github.com/Alice/maps',
  description: 'Maps of  rivers \u202E',
  fork: false,
  language: 'TypeScript',
  stargazers_count: 12,
  forks_count: 3,
  created_at: '2020-01-02T03:04:05Z',
  pushed_at: '2026-01-02T03:04:05Z',
  topics: ['rivers'],
} satisfies Partial<GitHubRepository>;
const fork = { ...repository, name: 'forked', fork: true, description: null, language: null };
const repositories = [repository, { ...repository, private: true }, { name: 7 }, fork];
const isOfRepositories = (request: IncomingMessage) => asked(request).pathname.endsWith('/repos');

const profile: Profile = {
  platform: 'github',
  id: '583231',
  handle: 'alice',
  displayName: 'Alice',
  bio: 'Maps.',
  url: 'https://github.com/Alice',
  createdAt: '2011-01-25T18:44:36.000Z',
  followers: 12,
  following: 34,
  posts: null,
  hasAvatar: null,
  verified: null,
  saysBot: false,
  repositories: [
    {
      name: 'maps',
      description: 'Maps of rivers',
      is_fork: false,
      language: 'TypeScript',
      stars: 12,
      forks: 3,
      created_at: '2020-01-02T03:04:05.000Z',
      pushed_at: '2026-01-02T03:04:05.000Z',
    },
    {
      name: 'forked',
      description: null,
      is_fork: true,
      language: null,
      stars: 12,
      forks: 3,
      created_at: '2020-01-02T03:04:05.000Z',
      pushed_at: '2026-01-02T03:04:05.000Z',
    },
  ],
};

/** Common to all events; GitHub's schema types the payloads of few of them, so those are plain objects. */
const event = (type: string, payload: Record<string, unknown>, id = '1') => ({
  ...({
    id,
    type,
    actor: { id: 583231, login: 'Alice', gravatar_id: '', url: at, avatar_url: at },
    repo: { id: 9, name: 'bob/maps', url: 'https://api.github.com/repos/bob/maps' },
    public: true,
    created_at: '2026-01-01T09:00:00Z',
  } satisfies Omit<GitHubEvent, 'payload'>),
  payload,
});
const comment = {
  action: 'created',
  issue: {
    title: 'A bug',
    body: SECRET_TEXT,
    user: { login: 'Bob' },
    html_url: 'https://github.com/bob/maps/issues/1',
  },
  comment: {
    body: 'Thanks @Carol, see https://example.com/a.\r\n\r\n> quoted of Bob\r\n\r\n```js\nalert(1)\n```\r\n<!-- template -->',
    html_url: 'https://github.com/bob/maps/issues/1#issuecomment-2',
    user: { login: 'Alice' },
  },
};

const create = (token?: string) => (network: Network) =>
  githubSource({ fetch: network.fetch, now: () => NOW, token });

contract('GitHub', {
  create: create(TOKEN),
  profileId: () => '@Alice',
  profile: () => profile,
  profileBody,
  besides: (request) => (isOfRepositories(request) ? repositories : undefined),
  page: (count, page) => ({
    body: Array.from({ length: count }, (_, i) => event('WatchEvent', { action: 'started' }, `${page}-${i}`)),
  }),
  pages: [100, 97, 100],
  full: {
    body: [event('IssueCommentEvent', comment)],
    post: {
      id: '1',
      createdAt: '2026-01-01T09:00:00.000Z',
      text: 'Thanks @Carol, see https://example.com/a.\n\n> quoted of Bob\n\n```js\nalert(1)\n```',
      kind: 'reply',
      statedLanguage: null,
      url: 'https://github.com/bob/maps/issues/1#issuecomment-2',
      mentions: ['carol'],
      repliesTo: 'bob',
      hashtags: [],
      links: ['https://example.com/a'],
      likes: null,
      reposts: null,
      replies: null,
    },
  },
  refused: [
    {
      when: 'not found (suspended ones too)',
      call: 'both',
      status: 404,
      body: { message: 'Not Found', status: '404' },
      error: { code: 'profile_not_found' },
    },
    {
      when: '401',
      call: 'both',
      status: 401,
      body: { message: 'Bad credentials' },
      error: { code: 'platform_unauthorized' },
    },
    {
      when: '403 with nothing remaining',
      call: 'both',
      status: 403,
      body: { message: 'API rate limit exceeded for 1.2.3.4.' },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 600) },
      error: { code: 'platform_rate_limited', retryAfterMs: 600_000 },
    },
    {
      when: '403 with nothing remaining and no known message',
      call: 'both',
      status: 403,
      body: {},
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 600) },
      error: { code: 'platform_rate_limited', retryAfterMs: 600_000 },
    },
    {
      when: 'secondary limit',
      call: 'both',
      status: 403,
      body: { message: 'You have exceeded a secondary rate limit.' },
      headers: { 'x-ratelimit-remaining': '40', 'x-ratelimit-reset': String(NOW / 1000 + 3600) },
      error: { code: 'platform_rate_limited', retryAfterMs: 60_000 },
    },
    {
      when: 'another 403',
      call: 'both',
      status: 403,
      body: { message: SECRET_TEXT },
      headers: { 'x-ratelimit-remaining': '40' },
      error: { code: 'platform_unauthorized' },
    },
  ],
  redirect: 'platform_failed',
  empty: {
    namesNext: true,
    body: [],
    headers: { link: '<https://api.github.com/user/583231/events/public?page=2>; rel="next"' },
  },
  otherNames: () => ['alice', 'https://github.com/Alice'],
  quoting: {
    body: [event('IssueCommentEvent', { ...comment, comment: { ...comment.comment, body: '> no\n\nYes.' } })],
    own: 'Yes.',
  },
});

describe('GitHub', () => {
  let network: Network;
  beforeEach(async () => {
    network = await startNetwork();
  });
  afterEach(() => network.close());
  const request = { signal: new AbortController().signal, log: silentLog };
  const postOf = async (type: string, payload: Record<string, unknown>) => {
    network.answer((_request, response) => json(response, [event(type, payload)]));
    return (await create()(network).posts(profile, null, request)).posts[0];
  };
  const thing = {
    title: 'A title',
    body: 'A body',
    html_url: 'https://github.com/bob/maps/x',
    user: { login: 'Bob' },
  };

  test.each([
    ['PushEvent', { push_id: 1, ref: 'refs/heads/main', head: 'a', before: 'b' }, 'post', ''],
    [
      'PushEvent',
      {
        commits: [
          { message: 'Fix', distinct: true },
          { message: 'old', distinct: false },
        ],
      },
      'post',
      'Fix',
    ],
    ['IssuesEvent', { action: 'opened', issue: thing }, 'post', 'A title\n\nA body'],
    ['IssuesEvent', { action: 'closed', issue: thing }, 'post', ''],
    ['PullRequestEvent', { action: 'opened', pull_request: thing }, 'post', 'A title\n\nA body'],
    ['PullRequestEvent', { action: 'opened', pull_request: { id: 1, number: 2 } }, 'post', ''],
    ['PullRequestEvent', { action: 'closed', pull_request: thing }, 'post', ''],
    ['DiscussionEvent', { action: 'created', discussion: thing }, 'post', 'A title\n\nA body'],
    ['ReleaseEvent', { action: 'published', release: { name: 'v1', body: 'Notes' } }, 'post', 'v1\n\nNotes'],
    ['PullRequestReviewEvent', { review: { body: 'Nice' }, pull_request: thing }, 'reply', 'Nice'],
    ['PullRequestReviewCommentEvent', { comment: { body: 'Nit' }, pull_request: thing }, 'reply', 'Nit'],
    ['CommitCommentEvent', { comment: { body: 'Why?' } }, 'reply', 'Why?'],
    ['CreateEvent', { ref_type: 'repository', description: 'Maps of rivers' }, 'post', 'Maps of rivers'],
    ['CreateEvent', { ref_type: 'branch', description: 'Maps of rivers' }, 'post', ''],
    ['ForkEvent', { forkee: {} }, 'repost', ''],
    ['WatchEvent', { action: 'started' }, 'repost', ''],
    ['SponsorshipEvent', {}, 'post', ''],
    ['constructor', {}, 'post', ''],
  ])('%s %j is a %s that says %j', async (type, payload, kind, text) => {
    expect(await postOf(type, payload)).toMatchObject({ kind, text });
  });

  test('it stops after 300 events, which is all that GitHub shows, and at an empty page', async () => {
    network.answer((_request, response) => json(response, [event('WatchEvent', {})]));
    expect((await create()(network).posts(profile, '3', request)).next).toBeNull();
    network.answer((_request, response) => json(response, []));
    expect((await create()(network).posts(profile, null, request)).next).toBeNull();
  });

  test('the token goes along where there is one', async () => {
    network.answer((asking, response) => json(response, isOfRepositories(asking) ? [] : profileBody));
    await create(TOKEN)(network).profile('alice', request);
    await create()(network).profile('alice', request);
    expect(network.requests.map(({ headers }) => headers.authorization)).toEqual([
      ...[`Bearer ${TOKEN}`, `Bearer ${TOKEN}`],
      ...[undefined, undefined],
    ]);
    expect(asked(network.requests[0]).pathname).toBe('/users/alice');
  });

  test('the name stays one piece of the path', async () => {
    await failsAs(create()(network).profile('../orgs/x', request), { code: 'invalid_profile_id' });
    network.answer((_request, response) => json(response, []));
    await create()(network).posts({ ...profile, handle: '../x?y' }, null, request);
    expect(asked(network.requests[0]).pathname).toBe('/users/..%2Fx%3Fy/events/public');
  });
});
