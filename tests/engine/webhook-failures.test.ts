import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Job } from '../../lib/jobs/types.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import {
  QUICK,
  startEngine,
  type TestEngine,
  type TestEngineOptions,
  testAnalyzer,
} from '../support/engine.ts';
import { type Receiver, type Reply, startReceiver } from '../support/receiver.ts';

let fresh: FreshDatabase;
let engine: TestEngine;
let receiver: Receiver;

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  await engine.stop();
  await receiver.stop();
});
afterAll(() => fresh.drop());

async function start(
  reply?: (nth: number) => Reply,
  options: Partial<TestEngineOptions> = {},
): Promise<void> {
  receiver = await startReceiver(reply);
  const analyzer = testAnalyzer([{ run: async () => ({ record: null }) }]);
  engine = await startEngine({ databaseUrl: fresh.url, analyzer, ...options });
}

async function ended(callbackUrl: string, status: string): Promise<Job> {
  const { id } = await engine.create(['A'], callbackUrl);
  return await vi.waitUntil(
    async () => {
      const job = await engine.job(id);
      return job.webhook?.status === status ? job : null;
    },
    { timeout: 10_000, interval: 20 },
  );
}

const message = (id: string) =>
  engine.qstash.published({ label: id }).find(({ body }) => body.includes('"type":"webhook"'));

const ALL = 1 + QUICK.webhookRetries;

describe('a receiver that does not take the event', () => {
  test('is tried again, and the job says at last that it failed, and why', async () => {
    await start(() => ({ status: 500 }));
    const job = await ended(receiver.url, 'failed');
    expect(job).toMatchObject({
      status: 'completed',
      webhook: { attempts: ALL, lastError: 'HTTP 500.', due: null },
    });
    expect(receiver.received).toHaveLength(ALL);
    expect(message(job.id)).toMatchObject({ state: 'FAILED', deliveries: ALL });
    await engine.qstash.idle();
    expect((await engine.job(job.id)).messages).toBe(
      engine.qstash.published().filter(belongsTo(job.id)).length,
    );
  });

  test('but redirects is not followed', async () => {
    const elsewhere = await startReceiver();
    await start(() => ({ status: 307, headers: { Location: elsewhere.url } }));
    const job = await ended(receiver.url, 'failed');
    expect(job.webhook).toMatchObject({ attempts: ALL });
    expect(job.webhook?.lastError).toContain('HTTP 307: redirects are not followed');
    expect(elsewhere.received).toEqual([]);
    await elsewhere.stop();
  });

  test('in time is tried again', async () => {
    await start(() => ({ delayMs: 400 }), { settings: { webhookTimeoutMs: 100 } });
    const job = await ended(receiver.url, 'failed');
    expect(job.webhook).toMatchObject({ attempts: ALL, lastError: 'No answer within 0.1 s.' });
  });

  test('because nobody listens is tried again', async () => {
    await start();
    const { url } = await startReceiver().then(async (gone) => {
      await gone.stop();
      return gone;
    });
    const job = await ended(url, 'failed');
    expect(job.webhook).toMatchObject({ attempts: ALL, lastError: 'No connection: ECONNREFUSED.' });
  });

  test('because it is gone for good is not tried again', async () => {
    await start(() => ({ status: 410 }));
    const job = await ended(receiver.url, 'failed');
    expect(job.webhook).toMatchObject({ attempts: 1 });
    await engine.qstash.idle();
    expect(message(job.id)).toMatchObject({ state: 'DELIVERED', deliveries: 1 });
    expect(receiver.received).toHaveLength(1);
  });

  test('and says when to come again is taken at its word', async () => {
    await start((nth) => (nth === 1 ? { status: 503, headers: { 'Retry-After': '2' } } : {}));
    const startedAt = Date.now();
    const job = await ended(receiver.url, 'delivered');
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(2_000);
    expect(job.webhook).toMatchObject({ attempts: 2, lastError: null });
  });

  test('is given longer each time', async () => {
    const at: number[] = [];
    await start(
      () => {
        at.push(Date.now());
        return { status: 500 };
      },
      { settings: { webhookBackoff: { baseMs: 100, capMs: 10_000 } } },
    );
    await ended(receiver.url, 'failed');
    const [first = 0, second = 0, third = 0] = at;
    expect(second - first).toBeGreaterThanOrEqual(100);
    expect(third - second).toBeGreaterThanOrEqual(400);
  });
});

/** Failure callbacks carry no label, but the message they tell of. */
const belongsTo =
  (id: string) =>
  ({ body }: { body: string }): boolean =>
    body.includes(id) || Buffer.from(/"sourceBody":"([^"]*)"/.exec(body)?.[1] ?? '', 'base64').includes(id);

describe('an address inside', () => {
  const inside = async (resolve: (hostname: string) => Promise<string[]>, allowLocal = false) => {
    await start(undefined, { webhooks: { resolve, allowLocal } });
    return ended(`https://hooks.example.com:${receiver.port}/`, 'failed');
  };

  test.each(['127.0.0.1', '10.0.0.8', '169.254.169.254', '::ffff:127.0.0.1', 'fd00::1'])(
    'behind a public name (%s) is never connected to',
    async (address) => {
      const job = await inside(async () => [address]);
      expect(receiver.received).toEqual([]);
      expect(job.webhook?.lastError).toContain('does not resolve to public addresses only');
      expect(job.webhook?.lastError).not.toContain(address);
      expect(job.webhook?.attempts).toBe(ALL);
    },
  );

  test('beside a public one is enough to refuse both', async () => {
    const job = await inside(async () => ['93.184.215.14', '10.0.0.8']);
    expect(job.webhook?.lastError).toContain('does not resolve to public addresses only');
  });

  test('behind a name that resolves to nothing, or not at all, is a failure like any other', async () => {
    expect((await inside(async () => [])).webhook?.lastError).toContain('public addresses only');
    await engine.stop();
    await receiver.stop();
    const unknown = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND hooks.example.com'), { code: 'ENOTFOUND' });
    };
    expect((await inside(unknown)).webhook?.lastError).toBe('No connection: ENOTFOUND.');
  });

  test('that a name turns to after it was checked is not what is connected to', async () => {
    const answers = ['127.0.0.1', '10.0.0.8'];
    const asked: string[] = [];
    const resolve = async (hostname: string) => {
      asked.push(hostname);
      return [answers[Math.min(asked.length, answers.length) - 1] ?? ''];
    };
    await start(undefined, { webhooks: { resolve } });
    const job = await ended(`http://hooks.example.com:${receiver.port}/`, 'delivered');
    expect(job.webhook?.attempts).toBe(1);
    expect(asked).toEqual(['hooks.example.com']);
    expect(receiver.received[0]?.headers.host).toBe(`hooks.example.com:${receiver.port}`);
  });

  test('is refused when the job is asked for, where it can be seen', async () => {
    await start(undefined, { webhooks: { allowLocal: false } });
    for (const url of [receiver.url, 'https://127.0.0.1/', 'https://[::1]/', 'https://ann:x@example.com/']) {
      const refusal = { code: 'invalid_input', faults: [{ path: 'callback_url' }] };
      await expect(engine.create(['A'], url)).rejects.toMatchObject(refusal);
    }
    expect(engine.qstash.published()).toEqual([]);
  });
});

test('without a secret nobody can ask to be told, and the variable is named', async () => {
  await start(undefined, { webhooks: { secret: null } });
  await expect(engine.create(['A'], receiver.url)).rejects.toMatchObject({
    code: 'webhook_not_configured',
    message: expect.stringContaining('WEBHOOK_SECRET'),
  });
  expect(engine.qstash.published()).toEqual([]);
});
