import type { RequestListener, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { json, type Network, startNetwork } from '../profiles/networks/network.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

/** What is expected at a moment happens then, or a little later: the machine is busy. */
const ABOUT_MS = 20_000;
/** Two processes read two clocks, and a sentence's time is a whole number of milliseconds. */
const CLOCKS_MS = 250;
const PATIENCE = { timeout: 40_000, interval: 50 };
const KEYS = { ann: 'uk_ann_Zm9vYmFyYmF6cXV4', bob: 'uk_bob_cXV4YmF6YmFyZm9v' };
type Owner = keyof typeof KEYS;

const waitsSchema = z.object({ code: z.string(), text: z.string(), until: z.string().nullable() }).nullable();
const stepSchema = z.object({
  waits: waitsSchema,
  tries: z.array(
    z.object({ outcome: z.string().nullable(), error: z.object({ code: z.string() }).nullable() }),
  ),
});
const listOf = <T>(item: z.ZodType<T>) => z.object({ data: z.array(item) });

/** A network that notes when it was asked. */
interface Asked extends Network {
  at: number[];
  becomes(handler: RequestListener): void;
}

async function network(): Promise<Asked> {
  const inner = await startNetwork();
  const at: number[] = [];
  const becomes = (handler: RequestListener) =>
    inner.answer((request, response) => {
      at.push(Date.now());
      handler(request, response);
    });
  return { ...inner, at, becomes };
}

let hackernews: Asked;
let bluesky: Asked;
let x: Asked;
let stack: TestStack;
/** Its functions are killed. */
let mortal: TestStack;
let queueIsDown = false;

const env = () => ({
  MARKET_DATA: 'simulated',
  API_KEYS: `ann:${KEYS.ann},bob:${KEYS.bob}`,
  HACKERNEWS_API_URL: `http://127.0.0.1:${hackernews.port}`,
  PROVIDER_HACKERNEWS: 'in_flight=1 per_second=none',
  BLUESKY_API_URL: `http://127.0.0.1:${bluesky.port}`,
  X_API_URL: `http://127.0.0.1:${x.port}`,
  X_BEARER_TOKEN: 'token-of-a-test',
  MESSAGE_RETRY_DELAY_MS: '1000',
  STEP_LEASE_MARGIN_MS: '5000',
});

beforeAll(async () => {
  [hackernews, bluesky, x] = await Promise.all([network(), network(), network()]);
  const deliver = () => (queueIsDown ? ('drop_attempt' as const) : undefined);
  stack = await startTestStack(env(), { qstash: { intercept: { deliver } } });
});
afterAll(async () => {
  await Promise.all([stack, mortal].map((each) => each?.stop()));
  for (const each of [hackernews, bluesky, x]) each.close();
});

const gone: RequestListener = (_, response) => json(response, { error: 'NotFound' }, 404);

/** Holds what is asked, until it is told. */
function held(): { handler: RequestListener; release(): void } {
  const waiting: ServerResponse[] = [];
  return {
    handler: (_, response) => void waiting.push(response),
    release: () => {
      for (const response of waiting) json(response, { error: 'NotFound' }, 404);
    },
  };
}

async function read<T>(path: string, schema: z.ZodType<T>, { as = 'ann' as Owner, on = stack } = {}) {
  const response = await fetch(`${on.url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${KEYS[as]}` },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return schema.parse(await response.json());
}

async function create(body: object, { as = 'ann' as Owner, on = stack } = {}): Promise<string> {
  const response = await fetch(`${on.url}/api/v1/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEYS[as]}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return z.object({ id: z.string() }).parse(await response.json()).id;
}

const profileOf = (platform: string, profile_id: string) => ({
  kind: 'profile',
  input: { platform, profile_id, mode: 'quick' },
});

const jobSchema = z.object({ status: z.string(), waits: waitsSchema });

interface Waiting {
  text: string;
  /** Unix milliseconds; NaN if it is not known. */
  until: number;
}

/** Waits until the job, its entry in the list and its step say that they wait for this. */
async function untilWaits(
  id: string,
  code: string,
  { as = 'ann' as Owner, on = stack, aheadMs = Number.NEGATIVE_INFINITY } = {},
): Promise<Waiting> {
  let last: unknown;
  try {
    return await vi.waitUntil(async () => {
      const { waits } = await read(`/jobs/${id}`, jobSchema, { as, on });
      last = waits ?? last;
      if (waits?.code !== code) return false;
      const until = Date.parse(waits.until ?? '');
      return until - Date.now() < aheadMs ? false : { text: waits.text, until };
    }, PATIENCE);
  } catch (error) {
    throw new Error(`it never waited for ${code}, but for ${JSON.stringify(last)}`, { cause: error });
  }
}

const clock = (ms: number): string => `${new Date(ms).toISOString().slice(11, 19)} UTC`;

/** The n-th request came when it was to be expected. */
async function askedAbout(from: Asked, n: number, expectedAt: number): Promise<void> {
  const at = await vi.waitUntil(() => from.at[n - 1], PATIENCE);
  expect(at).toBeGreaterThanOrEqual(expectedAt - CLOCKS_MS);
  expect(at).toBeLessThan(expectedAt + ABOUT_MS);
}

test('a job that no message has reached says so, and nothing once a function has come', async () => {
  queueIsDown = true;
  const id = await create({ kind: 'stocks', input: { symbols: ['SIM1'] } });
  const { text, until } = await untilWaits(id, 'first_slice');
  expect(text).toMatch(
    /^Accepted \d\.\d s ago; its messages are with the queue, and the first usually comes within a second\.$/,
  );
  expect(until).toBeNaN();
  expect((await read('/jobs', listOf(jobSchema))).data[0]?.waits?.code).toBe('first_slice');
  queueIsDown = false;
  const ended = await vi.waitUntil(async () => {
    const job = await read(`/jobs/${id}`, jobSchema);
    return job.status === 'completed' ? job : false;
  }, PATIENCE);
  expect(ended.waits).toBeNull();
});

describe.concurrent('a job says what it waits for, and it comes when it says:', () => {
  test('another owner has all of its provider', async () => {
    const { handler, release } = held();
    hackernews.becomes(handler);
    await create(profileOf('hackernews', 'alice'));
    await vi.waitUntil(() => hackernews.at.length === 1, PATIENCE);
    const id = await create(profileOf('hackernews', 'carol'), { as: 'bob' });
    const { text, until } = await untilWaits(id, 'provider_budget', { as: 'bob', aheadMs: 700 });
    hackernews.becomes(gone);
    release();
    expect(text).toBe(
      'hackernews takes 1 step at once; 1 is running, 0 of them yours; the next step of this job waits. ' +
        `It asks again at about ${clock(until)}.`,
    );
    await askedAbout(hackernews, 2, until);
  });

  test('its provider has banned everybody for a while', async () => {
    const banned: RequestListener = (_, response) => json(response, {}, 429, { 'retry-after': '6' });
    bluesky.becomes(banned);
    const id = await create(profileOf('bluesky', 'alice.example.org'));
    const { text, until } = await untilWaits(id, 'provider_paused');
    bluesky.becomes(gone);
    expect(text).toBe(
      `bluesky refuses requests (platform_rate_limited) and is paused until ${clock(until)}.`,
    );
    expect(until - (bluesky.at[0] ?? 0)).toBeGreaterThanOrEqual(6_000 - CLOCKS_MS);
    await askedAbout(bluesky, 2, until);
  });

  test('its step is tried again later', async () => {
    x.becomes((_, response) => json(response, {}, 503, { 'retry-after': '4' }));
    const id = await create(profileOf('twitter', 'alice'));
    const { text, until } = await untilWaits(id, 'retry');
    const { data } = await read(`/jobs/${id}/steps?include=attempts`, listOf(stepSchema));
    x.becomes(gone);
    expect(text).toBe(
      `profile waits for another try; try 2 of 4 is at ${clock(until)} after: X answered with status 503.`,
    );
    expect(data[0]?.tries[0]).toEqual({ outcome: 'retry', error: { code: 'platform_failed' } });
    await askedAbout(x, 2, until);
  });

  test('the function that ran its step was killed', async () => {
    const own = await network();
    const { handler } = held();
    own.becomes(handler);
    const HACKERNEWS_API_URL = `http://127.0.0.1:${own.port}`;
    mortal = await startTestStack({ ...env(), HACKERNEWS_API_URL }, { build: false });
    const id = await create(profileOf('hackernews', 'alice'), { on: mortal });
    await vi.waitUntil(() => own.at.length === 1, PATIENCE);
    own.becomes(gone);
    await mortal.host.kill('process');
    const { text, until } = await untilWaits(id, 'dead_lease', { on: mortal });
    expect(text).toMatch(/^A function was last heard of at \d\d:\d\d:\d\d UTC\. If it has died, its step/);
    expect(text).toContain(`its step comes back at ${clock(until)} at the latest.`);
    await askedAbout(own, 2, until);
    own.close();
  });
}, 80_000);
