import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../lib/core/clock.ts';
import { Refusal } from '../../../lib/core/errors.ts';
import type { Stage } from '../../../lib/engine/analyzer.ts';
import { cancelJob } from '../../../lib/engine/cancel.ts';
import { onExhausted } from '../../../lib/engine/exhausted.ts';
import { messageSchema } from '../../../lib/engine/messages.ts';
import type { Publisher, WebhookNotice } from '../../../lib/engine/publisher.ts';
import { retryJob } from '../../../lib/engine/retry.ts';
import { reviveJob } from '../../../lib/engine/revive.ts';
import { makeRounds } from '../../../lib/engine/sweep/rounds.ts';
import { watch } from '../../../lib/engine/watchdog.ts';
import { deliver } from '../../../lib/engine/webhook/deliver.ts';
import { redeliverWebhook } from '../../../lib/engine/webhook/redeliver.ts';
import type { Job } from '../../../lib/jobs/types.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { startEngine, type TestEngine, type TestEngineOptions, testAnalyzer } from '../../support/engine.ts';
import { type Receiver, type Reply, startReceiver, verified } from '../../support/receiver.ts';

let fresh: FreshDatabase;
let engine: TestEngine;
let receiver: Receiver;
/** What the analysis has to tell of an epoch; null for nothing. */
let news: (epoch: number) => object | null;

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  await engine.stop();
  await receiver.stop();
});
afterAll(() => fresh.drop());

const TYPE = 'list.changed';
const run: Stage['run'] = async ({ key }, { signal }) => {
  if (key === 'SLOW') await systemClock.sleep(60_000, signal);
  return { record: null };
};
const analyzer = testAnalyzer([{ run }], {
  event: {
    type: TYPE,
    data: async (_, { id, epoch, status }) => {
      const found = news(epoch);
      return found && { id, epoch, status, ...found };
    },
  },
});

interface Options extends Partial<TestEngineOptions> {
  reply?: (nth: number) => Reply;
}

async function start({ reply, ...options }: Options = {}): Promise<void> {
  news = (epoch) => ({ of: epoch });
  receiver = await startReceiver(reply);
  engine = await startEngine({ databaseUrl: fresh.url, analyzer, ...options });
}

const lost = new Refusal('queue_unavailable', 'the queue is away');
/** A publisher that loses the first own event, before or after the queue has it. */
const losing = (when: 'before' | 'after') => (real: Publisher) => {
  let isLost = false;
  const webhook = async (notice: WebhookNotice) => {
    const loses = notice.own && !isLost;
    if (loses) isLost = true;
    if (loses && when === 'before') throw lost;
    await real.webhook(notice);
    if (loses) throw lost;
  };
  return { ...real, webhook };
};

/** Slices and watchdogs are held back, so that nobody but the test meets the job. */
const holdWork = async (request: Request) => {
  if (!request.url.endsWith('/api/process')) return null;
  const { type } = messageSchema.parse(await request.json());
  const held = type === 'slice' || type === 'watchdog';
  return held ? new Response('held', { status: 503, headers: { 'Retry-After': '600' } }) : null;
};

const own = async (id: string) => (await engine.job(id)).webhook?.ownEvent;
const toldOwn = (id: string, status = 'delivered') =>
  vi.waitUntil(async () => ((await own(id))?.status === status ? await own(id) : null), {
    timeout: 8_000,
    interval: 20,
  });
const events = () =>
  receiver.received.map((each) => ({ ...verified(each), id: each.headers['webhook-id'], body: each.body }));
const ownEvents = () => events().filter(({ type }) => type === TYPE);
const messagesOf = (id: string) =>
  engine.qstash.published({ label: id }).filter(({ body }) => body.includes('"type":"own_event"'));

/** A cancelled job whose own event its canceller could not hand over. */
async function cancelledWithDue(): Promise<Job> {
  const { id } = await engine.create(['SLOW'], receiver.url);
  await cancelJob(engine.context, 'ann', id);
  const job = await engine.job(id);
  expect(job).toMatchObject({ status: 'cancelled', webhook: { due: 1, ownEvent: { due: true } } });
  return job;
}

const watchdogOf = (job: string) => ({
  ...{ v: 1 as const, type: 'watchdog' as const, job, epoch: 1, line: 'w' as const, at: 0, gen: 1 },
});

describe('an analysis’s own event', () => {
  test('is told beside that of the end, signed, under an id of its own', async () => {
    await start();
    const { id } = await engine.create(['A'], receiver.url);
    await toldOwn(id);
    await receiver.arrived(2);
    const all = events();
    expect(all.map(({ type }) => type).sort()).toEqual(['job.completed', TYPE]);
    expect(ownEvents()).toMatchObject([{ data: { id, epoch: 1, status: 'completed', of: 1 } }]);
    const plain = id.replace('job_', 'evt_');
    expect(all.map((each) => each.id).sort()).toEqual([`${plain}_1`, `${plain}_1_list_changed`]);
    await vi.waitUntil(async () => (await engine.job(id)).webhook?.status === 'delivered');
    expect(await engine.job(id)).toMatchObject({
      webhook: { attempts: 1, due: null, ownEvent: { type: TYPE, attempts: 1, lastError: null } },
      messages: engine.qstash.published({ label: id }).length,
    });
  });

  test('with nothing to tell is no message', async () => {
    await start();
    news = () => null;
    const { id } = await engine.create(['A'], receiver.url);
    await vi.waitUntil(async () => (await engine.job(id)).webhook?.status === 'delivered', {
      timeout: 8_000,
    });
    expect(await own(id)).toMatchObject({ status: null, due: false });
    expect(messagesOf(id)).toEqual([]);
    expect(events().map(({ type }) => type)).toEqual(['job.completed']);
  });

  test('of a job without a callback_url is none', async () => {
    await start();
    const { id } = await engine.create(['A']);
    expect((await engine.ended(id)).webhook).toBeNull();
    expect(receiver.received).toEqual([]);
  });

  test('is one for each epoch', async () => {
    await start();
    const { id } = await engine.create(['A'], receiver.url);
    await toldOwn(id);
    await retryJob(engine.context, { owner: 'ann', id, all: true });
    await receiver.arrived(4);
    expect(ownEvents().map(({ data }) => data['of'])).toEqual([1, 2]);
    expect(new Set(events().map((each) => each.id)).size).toBe(4);
  });

  test('reads the same at every delivery, and its failures are not those of the other', async () => {
    await start({ reply: (nth) => ({ status: nth === 1 || nth > 3 ? 204 : 500 }) });
    const { id } = await engine.create(['A'], receiver.url);
    await toldOwn(id);
    await vi.waitUntil(async () => (await engine.job(id)).webhook?.status === 'delivered');
    const { webhook } = await engine.job(id);
    expect((webhook?.attempts ?? 0) + (webhook?.ownEvent?.attempts ?? 0)).toBe(4);
    expect(new Set(events().map(({ body }) => body)).size).toBe(2);
  });
});

describe('an own event that is due', () => {
  test('is one message when its publisher died before it took the mark away', async () => {
    await start({ publisher: losing('after'), before: holdWork });
    const { id } = await cancelledWithDue();
    await cancelJob(engine.context, 'ann', id);
    await toldOwn(id);
    expect(messagesOf(id)).toHaveLength(1);
    expect(ownEvents()).toHaveLength(1);
    expect((await engine.job(id)).webhook?.due).toBeNull();
  });

  test('is delivered by the redelivered slice when the first died before publishing', async () => {
    await start({ publisher: losing('before'), settings: { watchdogPeriodMs: 60_000 } });
    const { id } = await engine.create(['A'], receiver.url);
    await toldOwn(id);
    const slice = engine.qstash.published({ label: id }).find(({ body }) => body.includes('"type":"slice"'));
    expect(slice).toMatchObject({ deliveries: 2 });
    expect(ownEvents()).toHaveLength(1);
  });

  test.each([
    ['a watchdog of the ended job', (id: string) => watch(engine.deps, watchdogOf(id))],
    ['whoever looks at it', (id: string) => reviveJob(engine.context, id)],
    ['a repeated cancellation', (id: string) => cancelJob(engine.context, 'ann', id)],
    [
      'the failure callback of a slice',
      (id: string) => {
        const slice = { v: 1, type: 'slice', job: id, epoch: 1, line: '0', at: 0 };
        const sourceBody = Buffer.from(JSON.stringify(slice)).toString('base64');
        return onExhausted(
          { ...engine.deps, readers: [] },
          JSON.stringify({ sourceMessageId: 'msg_1', sourceBody }),
        );
      },
    ],
    [
      'the sweeper',
      async (id: string) => {
        const old = sql`update jobs set completed_at = clock_timestamp() - interval '2 minutes' where id = ${id}`;
        await engine.context.db.execute(old);
        expect(await makeRounds(engine.context, () => true)).toMatchObject({ announced: 1 });
      },
    ],
    [
      'a retry, before the epoch begins',
      async (id: string) => {
        await retryJob(engine.context, { owner: 'ann', id, all: false });
        expect(messagesOf(id)).toHaveLength(1);
      },
    ],
  ])('is handed over by %s', async (_, meet) => {
    await start({ publisher: losing('before'), before: holdWork });
    const { id } = await cancelledWithDue();
    await meet(id);
    await receiver.arrived(2);
    expect(ownEvents()).toMatchObject([{ data: { epoch: 1 } }]);
    expect((await engine.job(id)).webhook?.due).toBeNull();
  });

  test('cannot be forgotten by a later epoch: the database refuses to begin it', async () => {
    await start({ publisher: losing('before'), before: holdWork });
    const { id } = await cancelledWithDue();
    const begin = sql`update jobs set status = 'queued', epoch = 2, completed_at = null where id = ${id}`;
    await expect(engine.context.db.execute(begin)).rejects.toMatchObject({
      cause: { constraint: 'jobs_own_event_due_only_at_the_end' },
    });
  });
});

describe('the message of an own event', () => {
  test('that comes a second time is not told a second time', async () => {
    await start();
    const { id } = await engine.create(['A'], receiver.url);
    await toldOwn(id);
    const message = messageSchema.parse(JSON.parse(messagesOf(id)[0]?.body ?? ''));
    if (message.type !== 'own_event') throw new Error('not an own event');
    expect(await deliver(engine.deps, message)).toMatchObject({ kind: 'done' });
    expect(ownEvents()).toHaveLength(1);
  });

  test('is given up when its deliveries are spent, and sent again with the other on request', async () => {
    await start({ reply: (nth) => ({ status: nth <= 6 ? 500 : 204 }) });
    const { id } = await engine.create(['A'], receiver.url);
    await toldOwn(id, 'failed');
    await vi.waitUntil(async () => (await engine.job(id)).webhook?.status === 'failed', { timeout: 8_000 });
    await redeliverWebhook(engine.context, 'ann', id);
    await toldOwn(id);
    expect(new Set(ownEvents().map((each) => `${each.id} ${each.body}`)).size).toBe(1);
  });
});
