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

beforeAll(async () => {
  x = await startNetwork();
  stack = await startTestStack({
    MARKET_DATA: 'simulated',
    X_BEARER_TOKEN: 'token-of-a-test',
    X_API_URL: `http://127.0.0.1:${x.port}`,
  });
});
afterAll(async () => {
  await stack.stop();
  x.close();
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
