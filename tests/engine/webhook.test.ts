import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import { PermanentError, Refusal } from '../../lib/core/errors.ts';
import type { Stage } from '../../lib/engine/analyzer.ts';
import { cancelJob } from '../../lib/engine/cancel.ts';
import { onExhausted } from '../../lib/engine/exhausted.ts';
import { messageSchema } from '../../lib/engine/messages.ts';
import type { Publisher, WebhookNotice } from '../../lib/engine/publisher.ts';
import { retryJob } from '../../lib/engine/retry.ts';
import { watch } from '../../lib/engine/watchdog.ts';
import { deliver } from '../../lib/engine/webhook/deliver.ts';
import { redeliverWebhook } from '../../lib/engine/webhook/redeliver.ts';
import { jobJson } from '../../lib/jobs/job-json.ts';
import type { Job } from '../../lib/jobs/types.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { startEngine, type TestEngine, type TestEngineOptions, testAnalyzer } from '../support/engine.ts';
import { type Receiver, type Reply, startReceiver, verified } from '../support/receiver.ts';

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
  options: Partial<TestEngineOptions> & { reply?: (nth: number) => Reply | Promise<Reply> } = {},
): Promise<TestEngine> {
  receiver = await startReceiver(options.reply);
  engine = await startEngine({
    databaseUrl: fresh.url,
    analyzer: testAnalyzer([{ run: byKey }]),
    ...options,
  });
  return engine;
}

/** `BAD…` fails, `SLOW…` never ends by itself. */
const byKey: Stage['run'] = async ({ key }, { signal }) => {
  if (key.startsWith('BAD')) throw new PermanentError('unknown_symbol', 'no such symbol');
  if (key.startsWith('SLOW')) await systemClock.sleep(60_000, signal);
  return { record: null };
};

const lost = new Refusal('queue_unavailable', 'the queue is away');
const retry = (id: string, all = false) => retryJob(engine.context, { owner: 'ann', id, all });
const webhooksOf = (id: string) =>
  engine.qstash.published({ label: id }).filter(({ body }) => body.includes('"type":"webhook"'));

/** The job once its webhook says `status`. */
async function told(id: string, status: string): Promise<Job> {
  return await vi.waitUntil(
    async () => {
      const job = await engine.job(id);
      return job.webhook?.status === status ? job : null;
    },
    { timeout: 8_000, interval: 20 },
  );
}

/** A publisher that loses what `loses` says, before or after the queue has it. */
const losing =
  (loses: (notice: WebhookNotice, nth: number) => 'before' | 'after' | null) =>
  (real: Publisher): Publisher => {
    let nth = 0;
    return {
      ...real,
      webhook: async (notice) => {
        const fault = loses(notice, ++nth);
        if (fault === 'before') throw lost;
        await real.webhook(notice);
        if (fault === 'after') throw lost;
      },
    };
  };

describe('the end of a job', () => {
  test.each([
    ['completed', ['A', 'B']],
    ['completed_with_errors', ['A', 'BAD']],
    ['failed', ['BAD']],
  ])('%s is told, signed, as the API shows it', async (status, keys) => {
    await start();
    const { id } = await engine.create(keys, receiver.url);
    const [first] = await receiver.arrived(1);
    const event = verified(first ?? { headers: {}, body: '' });
    const job = await told(id, 'delivered');
    const { usage: _, webhook, ...shown } = jobJson(job, Date.now());
    expect(event).toMatchObject({ type: `job.${status}`, timestamp: shown.completed_at, data: shown });
    expect(event.data).toMatchObject({
      status,
      webhook: { url: receiver.url, status: 'pending', attempts: 0 },
    });
    expect(Object.keys(event.data).sort()).toEqual(['usage', 'webhook', ...Object.keys(shown)].sort());
    expect(webhook).toMatchObject({ url: receiver.url, status: 'delivered', attempts: 1, last_error: null });
    // The message is counted once the queue has taken it, which its receiver may be quicker than.
    const published = engine.qstash.published({ label: id }).length;
    await expect.poll(async () => (await engine.job(id)).messages).toBe(published);
  });

  test('by cancellation is told at once, by the cancellation itself', async () => {
    await start({
      before: async (request) => ((await isWork(request)) ? new Response('held', { status: 503 }) : null),
    });
    const { id } = await engine.create(['SLOW'], receiver.url);
    await cancelJob(engine.context, 'ann', id);
    const [first] = await receiver.arrived(1);
    expect(verified(first ?? { headers: {}, body: '' })).toMatchObject({
      type: 'job.cancelled',
      data: { id },
    });
    expect(await told(id, 'delivered')).toMatchObject({ status: 'cancelled' });
  });

  test('by its deadline is told, by the watchdog, though every slice message is lost', async () => {
    await start({
      settings: { leaseMarginMs: 300 },
      before: async (request) => ((await isSlice(request)) ? new Response('lost') : null),
    });
    const { id } = await engine.create(['A'], receiver.url);
    await engine.context.db.execute(sql`update jobs set deadline_at = clock_timestamp() where id = ${id}`);
    const [first] = await receiver.arrived(1);
    expect(verified(first ?? { headers: {}, body: '' })).toMatchObject({ type: 'job.failed', data: { id } });
  });

  test('is told only once it is committed', async () => {
    const seen: unknown[] = [];
    await start({
      publisher: (real) => ({
        ...real,
        webhook: async (notice) => {
          const { rows } = await engine.context.db.execute(
            sql`select status, epoch, webhook_due from jobs where id = ${notice.jobId}`,
          );
          seen.push({ ...rows[0], event: notice.event });
          await real.webhook(notice);
        },
      }),
    });
    const { id } = await engine.create(['A'], receiver.url);
    await told(id, 'delivered');
    expect(seen).toEqual([{ status: 'completed', epoch: 1, webhook_due: 1, event: 'job.completed' }]);
  });

  test('that nobody asked to be told of publishes nothing', async () => {
    await start();
    const { id } = await engine.create(['A']);
    const job = await engine.ended(id);
    await systemClock.sleep(100);
    expect(job.webhook).toBeNull();
    expect(webhooksOf(id)).toEqual([]);
    expect(receiver.received).toEqual([]);
  });
});

const bodyOf = async (request: Request) =>
  request.url.endsWith('/api/process') ? messageSchema.parse(await request.json()) : null;
const isSlice = async (request: Request) => (await bodyOf(request))?.type === 'slice';
const isWork = async (request: Request) =>
  ['slice', 'watchdog'].includes((await bodyOf(request))?.type ?? '');

describe('an event that is due', () => {
  test('is delivered by the redelivered slice when the first died before publishing', async () => {
    await start({
      publisher: losing((_, nth) => (nth === 1 ? 'before' : null)),
      settings: { watchdogPeriodMs: 60_000 },
    });
    const { id } = await engine.create(['A'], receiver.url);
    expect((await engine.ended(id)).webhook).toMatchObject({ due: 1, status: 'pending' });
    await told(id, 'delivered');
    const slice = engine.qstash.published({ label: id }).find(({ body }) => body.includes('"type":"slice"'));
    expect(slice).toMatchObject({ deliveries: 2 });
    expect(receiver.received).toHaveLength(1);
    expect((await engine.job(id)).webhook?.due).toBeNull();
  });

  test('is one message when its publisher died before it took the mark away', async () => {
    await start({ publisher: losing((_, nth) => (nth === 1 ? 'after' : null)), before: holdWork });
    const { id } = await cancelledWithDue();
    await cancelJob(engine.context, 'ann', id);
    await told(id, 'delivered');
    expect((await engine.job(id)).webhook?.due).toBeNull();
    expect(webhooksOf(id)).toHaveLength(1);
    expect(receiver.received).toHaveLength(1);
    expect((await engine.job(id)).messages).toBe(engine.qstash.published({ label: id }).length);
  });

  test('is handed over by whichever message arrives when all slice messages are gone: a watchdog of the ended job', async () => {
    await start({ publisher: losing((_, nth) => (nth === 1 ? 'before' : null)), before: holdWork });
    const { id } = await cancelledWithDue();
    const message = {
      v: 1 as const,
      type: 'watchdog' as const,
      job: id,
      epoch: 1,
      line: 'w' as const,
      at: 0,
      gen: 1,
    };
    const before = engine.qstash.published({ label: id }).length;
    await expect(watch(engine.deps, message)).resolves.toMatchObject({
      kind: 'done',
    });
    await told(id, 'delivered');
    expect(engine.qstash.published({ label: id })).toHaveLength(before + 1);
  });

  test('keeps a watchdog from being acknowledged while the queue refuses it', async () => {
    await start({ publisher: losing(() => 'before'), before: holdWork });
    const { id } = await cancelledWithDue();
    const message = {
      v: 1 as const,
      type: 'watchdog' as const,
      job: id,
      epoch: 1,
      line: 'w' as const,
      at: 0,
      gen: 1,
    };
    await expect(watch(engine.deps, message)).rejects.toBe(lost);
    expect((await engine.job(id)).webhook?.due).toBe(1);
  });

  test('keeps the watchdog that ended the job from being acknowledged, too', async () => {
    await start({ publisher: losing(() => 'before'), before: holdWork });
    const { id } = await engine.create(['SLOW'], receiver.url);
    await engine.context.db.execute(sql`update jobs set deadline_at = clock_timestamp() where id = ${id}`);
    const message = {
      v: 1 as const,
      type: 'watchdog' as const,
      job: id,
      epoch: 1,
      line: 'w' as const,
      at: 0,
      gen: 1,
    };
    await expect(watch(engine.deps, message)).rejects.toBe(lost);
    expect(await engine.job(id)).toMatchObject({ status: 'failed', webhook: { due: 1 } });
  });

  test('is handed over by the failure callback of a slice', async () => {
    await start({ publisher: losing((_, nth) => (nth === 1 ? 'before' : null)), before: holdWork });
    const { id } = await cancelledWithDue();
    const slice = { v: 1, type: 'slice', job: id, epoch: 1, line: '0', at: 0 };
    const sourceBody = Buffer.from(JSON.stringify(slice)).toString('base64');
    await onExhausted(
      { ...engine.deps, readers: [] },
      JSON.stringify({ sourceMessageId: 'msg_1', sourceBody }),
    );
    await told(id, 'delivered');
  });

  test('is handed over by a repeated cancellation, and the first one did not fail for it', async () => {
    await start({ publisher: losing((_, nth) => (nth === 1 ? 'before' : null)), before: holdWork });
    const { id } = await cancelledWithDue();
    expect(await cancelJob(engine.context, 'ann', id)).toMatchObject({ status: 'cancelled' });
    await told(id, 'delivered');
  });

  test('met by many at once is one message, counted once', async () => {
    await start({ publisher: losing((_, nth) => (nth === 1 ? 'before' : null)), before: holdWork });
    const { id } = await cancelledWithDue();
    const { messages } = await engine.job(id);
    await Promise.all(Array.from({ length: 5 }, () => cancelJob(engine.context, 'ann', id)));
    await told(id, 'delivered');
    expect(webhooksOf(id)).toHaveLength(1);
    expect((await engine.job(id)).messages).toBe(messages + 1);
    expect(receiver.received).toHaveLength(1);
  });

  test('holds back a retry: the epoch does not begin before its event is handed over', async () => {
    const order: string[] = [];
    let away = true;
    await start({
      before: holdWork,
      publisher: (real) => ({
        ...real,
        start: async (begun) => {
          order.push(`start ${begun.epoch}`);
          await real.start(begun);
        },
        webhook: async (notice) => {
          if (away) throw lost;
          order.push(`event of ${notice.epoch}`);
          await real.webhook(notice);
        },
      }),
    });
    const { id } = await cancelledWithDue();
    await expect(retry(id)).rejects.toMatchObject({ code: 'queue_unavailable' });
    expect(await engine.job(id)).toMatchObject({ epoch: 1, status: 'cancelled', webhook: { due: 1 } });
    away = false;
    const again = await retry(id);
    expect(again).toMatchObject({
      epoch: 2,
      status: 'queued',
      webhook: { due: null, status: 'pending', attempts: 0 },
    });
    expect(order).toEqual(['start 1', 'event of 1', 'start 2']);
  });

  test('cannot be forgotten by a later epoch: the database refuses to begin it', async () => {
    await start({ publisher: losing(() => 'before'), before: holdWork });
    const { id } = await cancelledWithDue();
    const begin = sql`update jobs set status = 'queued', epoch = 2, completed_at = null where id = ${id}`;
    await expect(engine.context.db.execute(begin)).rejects.toMatchObject({
      cause: { constraint: 'jobs_webhook_due_only_at_the_end' },
    });
  });
});

/** Slices and watchdogs are held back, so that nobody but the test meets the job. */
const holdWork = async (request: Request) =>
  (await isWork(request)) ? new Response('held', { status: 503, headers: { 'Retry-After': '600' } }) : null;

async function cancelledWithDue(): Promise<Job> {
  const { id } = await engine.create(['SLOW'], receiver.url);
  expect(await cancelJob(engine.context, 'ann', id)).toMatchObject({ status: 'cancelled' });
  const job = await engine.job(id);
  expect(job).toMatchObject({ status: 'cancelled', webhook: { due: 1, status: 'pending' } });
  return job;
}

describe('an event', () => {
  test('reads the same at every delivery, under the same id, each signed afresh', async () => {
    await start({ reply: (nth) => ({ status: nth < 3 ? 500 : 204 }) });
    const { id } = await engine.create(['A'], receiver.url);
    const job = await told(id, 'delivered');
    const all = await receiver.arrived(3);
    for (const each of all) verified(each);
    expect(new Set(all.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(all.map(({ body }) => body)).size).toBe(1);
    expect(job.webhook).toMatchObject({ attempts: 3, lastError: null });
  });

  test('of an epoch that a retry has ended tells of its own epoch', async () => {
    await start({
      reply: (nth) => ({ status: nth === 1 ? 500 : 204 }),
      settings: { webhookBackoff: { baseMs: 700, capMs: 700 } },
    });
    const { id } = await engine.create(['A', 'BAD'], receiver.url);
    await receiver.arrived(1);
    await retry(id, true);
    await receiver.arrived(3);
    const events = receiver.received.map((each) => ({ ...verified(each), id: each.headers['webhook-id'] }));
    const ofEpoch = (n: number) => events.filter(({ data }) => data.epoch === n);
    expect(ofEpoch(1)).toHaveLength(2);
    expect(ofEpoch(2)).toHaveLength(1);
    expect(new Set(events.map((event) => event.id)).size).toBe(2);
    expect(await told(id, 'delivered')).toMatchObject({
      epoch: 2,
      webhook: { attempts: 1, lastError: null },
    });
  });

  test('whose message comes a second time is not told a second time', async () => {
    await start();
    const { id } = await engine.create(['A'], receiver.url);
    await told(id, 'delivered');
    const message = messageSchema.parse(JSON.parse(webhooksOf(id)[0]?.body ?? ''));
    if (message.type !== 'webhook') throw new Error('not a webhook');
    expect(await deliver(engine.deps, message)).toMatchObject({ kind: 'done' });
    expect(receiver.received).toHaveLength(1);
  });

  test('that got through stays delivered, though a doubled delivery of its message failed', async () => {
    await start({
      before: holdWork,
      qstash: { intercept: { deliver: ({ body }) => (body.includes('"webhook"') ? 'twice' : undefined) } },
      reply: (nth) => (nth === 1 ? {} : { status: 500, delayMs: 200 }),
    });
    const { id } = await engine.create(['SLOW'], receiver.url);
    await cancelJob(engine.context, 'ann', id);
    await receiver.arrived(2);
    await vi.waitUntil(async () => (await engine.job(id)).webhook?.attempts === 2, { timeout: 5_000 });
    expect((await engine.job(id)).webhook).toMatchObject({ status: 'delivered', lastError: null });
  });

  test('of a deleted job is dropped', async () => {
    await start({ reply: () => ({ status: 500 }) });
    const { id } = await engine.create(['A'], receiver.url);
    await receiver.arrived(1);
    await engine.context.db.execute(sql`delete from jobs where id = ${id}`);
    await vi.waitUntil(() => webhooksOf(id)[0]?.state === 'DELIVERED', { timeout: 5_000 });
    expect(receiver.received).toHaveLength(1);
  });
});

describe('a redelivery', () => {
  test('sends the same event again, under the same id', async () => {
    await start();
    const { id } = await engine.create(['A'], receiver.url);
    await told(id, 'delivered');
    const asked = await redeliverWebhook(engine.context, 'ann', id);
    expect(asked.webhook?.attempts).toBeGreaterThanOrEqual(1);
    const [first, second] = await receiver.arrived(2);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    await vi.waitUntil(async () => (await engine.job(id)).webhook?.attempts === 2, { timeout: 5_000 });
    expect(await engine.job(id)).toMatchObject({
      webhook: { status: 'delivered' },
      messages: engine.qstash.published({ label: id }).length,
    });
  });

  test('is signed at the time of the attempt, not of the end', async () => {
    await start();
    const { id } = await engine.create(['A'], receiver.url);
    await told(id, 'delivered');
    await engine.context.db.execute(
      sql`update jobs set completed_at = completed_at - interval '1 hour' where id = ${id}`,
    );
    await redeliverWebhook(engine.context, 'ann', id);
    const [, second] = await receiver.arrived(2);
    const { timestamp } = verified(second ?? { headers: {}, body: '' });
    expect(Date.now() - Date.parse(timestamp)).toBeGreaterThan(3_500_000);
  });

  test('brings an event back that was given up', async () => {
    await start({ reply: (nth) => ({ status: nth <= 3 ? 500 : 204 }) });
    const { id } = await engine.create(['A'], receiver.url);
    await told(id, 'failed');
    expect((await redeliverWebhook(engine.context, 'ann', id)).webhook?.status).not.toBe('failed');
    expect(await told(id, 'delivered')).toMatchObject({ webhook: { attempts: 4 } });
  });

  test('is refused for an unfinished job, for one without a callback_url, and for another owner’s', async () => {
    await start({ before: holdWork });
    const unfinished = await engine.create(['SLOW'], receiver.url);
    const silent = await engine.create(['SLOW']);
    await expect(redeliverWebhook(engine.context, 'ann', unfinished.id)).rejects.toMatchObject({
      code: 'not_finished',
    });
    await expect(redeliverWebhook(engine.context, 'ann', silent.id)).rejects.toMatchObject({
      code: 'no_callback_url',
    });
    await expect(redeliverWebhook(engine.context, 'bob', unfinished.id)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
