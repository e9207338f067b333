import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { json, type Network, startNetwork } from '../profiles/networks/network.ts';
import { getJson, postJson, startTestStack, type TestStack } from '../support/stack.ts';

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 0, 6, 9);

const taskSchema = z.looseObject({ id: z.string(), status: z.string(), error: z.string().nullable() });
const reportSchema = z.looseObject({
  basis: z.looseObject({ posts: z.number() }),
  findings: z.record(z.string(), z.looseObject({ findings: z.record(z.string(), z.unknown()) })),
  not_assessed: z.array(z.unknown()),
  missing: z.array(z.string()),
});
type Report = z.infer<typeof reportSchema>;

const MOODS = [
  'I love the old lighthouse',
  'The train was late again, what a terrible morning',
  'Notes on maps',
];

function inlinePosts(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    id: `p${i}`,
    created_at: new Date(FROM + i * 0.7 * DAY).toISOString(),
    text: `${MOODS[i % MOODS.length]} and number ${i} of a long series about the sea and the harbour. #maps`,
    likes: i % 17,
  }));
}

let stack: TestStack;
let x: Network;
let reddit: Network;
let blog: Network;

beforeAll(async () => {
  [x, reddit, blog] = await Promise.all([startNetwork(), startNetwork(), startNetwork()]);
  stack = await startTestStack({
    MARKET_DATA: 'simulated',
    SOCIAL_ALLOW_LOCAL: 'true',
    REDDIT_URL: `http://127.0.0.1:${reddit.port}`,
    X_BEARER_TOKEN: 'token-of-a-test',
    X_API_URL: `http://127.0.0.1:${x.port}`,
  });
});
afterAll(async () => {
  await stack.stop();
  for (const each of [x, reddit, blog]) each.close();
});

async function created(body: unknown): Promise<string> {
  const response = await postJson(`${stack.url}/api/analyze`, body);
  const text = await response.text();
  expect([response.status, text]).toEqual([202, expect.any(String)]);
  return z.object({ task: taskSchema }).parse(JSON.parse(text)).task.id;
}

async function ended(id: string): Promise<z.infer<typeof taskSchema>> {
  for (let i = 0; i < 600; i++) {
    const task = taskSchema.parse(await getJson(`${stack.url}/api/tasks/${id}`));
    if (!['pending', 'processing'].includes(task.status)) return task;
    await sleep(50);
  }
  throw new Error(`${id} did not end`);
}

async function reportOf(body: unknown): Promise<Report> {
  const task = await ended(await created(body));
  expect(task).toMatchObject({ status: 'completed', error: null });
  return reportSchema.parse(task['results']);
}

describe('posts given in the request', () => {
  test('become a report whose findings name their posts and how many there were', async () => {
    const report = await reportOf({ platform: 'inline', profile_id: 'me', posts: inlinePosts(500) });
    expect(report.basis.posts).toBe(500);
    expect(report.missing).toEqual([]);
    expect(Object.keys(report.findings)).toHaveLength(9);
    const found = Object.values(report.findings).flatMap(({ findings }) => Object.values(findings));
    const shape = z.looseObject({ n: z.int(), confidence: z.string(), post_ids: z.array(z.string()) });
    for (const one of found) expect(shape.safeParse(one).success).toBe(true);
    expect(found.length).toBeGreaterThan(20);
  });

  test('give the same report, byte for byte, in any order', async () => {
    const posts = inlinePosts(60);
    const shuffled = posts.toSorted((a, b) => a.text.length - b.text.length || b.id.localeCompare(a.id));
    const asked = { platform: 'inline', profile_id: 'me' };
    const one = await reportOf({ ...asked, posts });
    const other = await reportOf({ ...asked, posts: shuffled });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  test('that are three still make a report, which says what could not be said', async () => {
    const report = await reportOf({ platform: 'inline', profile_id: 'me', posts: inlinePosts(3) });
    expect(report.not_assessed.length).toBeGreaterThan(5);
  });

  test('that are none fail with no_posts', async () => {
    const id = await created({ platform: 'inline', profile_id: 'me', posts: [] });
    expect((await ended(id)).status).toBe('failed');
    expect(await getJson(`${stack.url}/api/v1/jobs/${id}`)).toMatchObject({ error: { code: 'no_posts' } });
  });
});

test('X is read by the documented shapes, page by page, to a report', async () => {
  const tweet = (i: number) => ({
    id: String(1000 - i),
    text: `Tweet ${i} about the harbour and the sea`,
    created_at: new Date(FROM + i * DAY).toISOString(),
    lang: 'en',
    public_metrics: { retweet_count: 1, reply_count: 0, like_count: i, quote_count: 0 },
  });
  x.answer((request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    if (url.pathname === '/2/users/by/username/elonmusk') {
      return json(response, { data: { id: '44', username: 'elonmusk', name: 'E', protected: false } });
    }
    const second = url.searchParams.has('pagination_token');
    const data = Array.from({ length: 100 }, (_, i) => tweet(second ? 100 + i : i));
    return json(response, { data, meta: second ? {} : { next_token: 'more' } });
  });
  const report = await reportOf({ platform: 'twitter', profile_id: 'elonmusk' });
  expect(report.basis.posts).toBe(200);
});

test('a blog is read by the feed that its page links, and the feed that it names for older entries', async () => {
  const item = (i: number) => `<item><guid>${i}</guid><title>Note ${i}</title>
    <description>&lt;p&gt;${MOODS[i % 3]} &amp;amp; more&lt;/p&gt;</description>
    <pubDate>${new Date(FROM + i * DAY).toUTCString()}</pubDate></item>`;
  const feed = (from: number, next: string) => `<?xml version="1.0"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour notes</title>
    <link>/</link>${next}${Array.from({ length: 10 }, (_, i) => item(from + i)).join('')}</channel></rss>`;
  const pages: Record<string, string> = {
    '/': '<!doctype html><link rel="alternate" type="application/rss+xml" href="feed.xml"><p>Hello</p>',
    '/feed.xml': feed(10, '<atom:link rel="next" href="older.xml"/>'),
    '/older.xml': feed(0, ''),
  };
  blog.answer((request, response) => {
    const page = pages[request.url ?? ''];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(page);
  });
  const report = await reportOf({ platform: 'rss', profile_id: `https://localhost:${blog.port}` });
  expect(report.basis).toMatchObject({ posts: 20, pages: 2, capped: false, undated: 0 });
});

describe('a limit of two hours, which ends after the job’s deadline, fails at once and says so:', () => {
  const failedAtOnce = async (body: object) => {
    const id = await created(body);
    expect((await ended(id)).status).toBe('failed');
    return getJson(`${stack.url}/api/v1/jobs/${id}`);
  };

  test('of a network that all share, by the end of its window', async () => {
    const headers = { 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '7200' };
    reddit.answer((_request, response) => json(response, { error: 429 }, 429, headers));
    expect(await failedAtOnce({ platform: 'reddit', profile_id: 'alice' })).toMatchObject({
      error: { code: 'platform_rate_limited', message: expect.stringMatching(/7200 s.*deadline/) },
    });
    expect(reddit.requests).toHaveLength(1);
  });

  test('of one server, by Retry-After', async () => {
    blog.answer((_request, response) => json(response, {}, 429, { 'retry-after': '7200' }));
    const asked = blog.requests.length;
    expect(
      await failedAtOnce({ platform: 'feed', profile_id: `https://localhost:${blog.port}/feed.xml` }),
    ).toMatchObject({
      error: { code: 'platform_rate_limited', message: expect.stringMatching(/7200 s.*deadline/) },
    });
    expect(blog.requests).toHaveLength(asked + 1);
  });
});
