import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noteSeen } from '../../lib/engine/proof/seen.ts';
import { type Probed, sendProbe } from '../../lib/health/probe.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import {
  lookingWith,
  PROTECTED,
  type Reply,
  startDoor,
  startQueue,
  type TestQueue,
} from '../support/health.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

let queue: TestQueue;
let reply: Reply;
let door: Awaited<ReturnType<typeof startDoor>>;
beforeEach(async () => {
  queue = await startQueue();
  door = await startDoor(() => reply);
});
afterEach(async () => {
  await queue.stop();
  await door.stop();
});

const deps = () => lookingWith({ queue, appUrl: door.url, databaseUrl: fresh.url });
const summary = ({ cameBackInMs, findings }: Probed) => [
  cameBackInMs,
  ...findings.map(({ severity, code }) => `${severity} ${code}`),
];

describe('a probe', () => {
  test.each<[string, Reply, string]>([
    ['a protected deployment', PROTECTED, 'broken deployment_protected'],
    [
      'a wrong signing key',
      { status: 401, body: '{"detail":"invalid signature"}' },
      'broken signature_refused',
    ],
    [
      'older code',
      { status: 489, headers: { 'upstash-nonretryable-error': 'true' } },
      'degraded message_refused',
    ],
    ['another site', { status: 404 }, 'broken address_wrong'],
  ])('tells %s, and leaves no dead letter', async (_, given, wanted) => {
    reply = given;
    expect(summary(await sendProbe(deps()))).toEqual([null, wanted]);
    expect((await queue.client.dlq.listMessages()).messages).toEqual([]);
  });

  test('tells an address where nobody is', async () => {
    await door.stop();
    expect(summary(await sendProbe(deps()))).toEqual([null, 'broken address_unreachable']);
    door = await startDoor(() => reply);
  });

  test('that was taken by a deployment with another database is told as such, after a while', async () => {
    reply = { status: 200, body: '{}' };
    const at = { value: 0 };
    const real = deps();
    const passed = () => at.value;
    const sleep = async (ms: number, signal?: AbortSignal) => {
      at.value += ms;
      await real.clock.sleep(5, signal);
    };
    const given = { ...real, settings: { ...real.settings, publishTimeoutMs: 60_000 } };
    const hurried = { ...given, clock: { ...real.clock, passed, sleep } };
    // The time limit of the publication is a sleep too, and must not run out at once.
    const once = { ...hurried, clock: { ...hurried.clock, sleep: slowFor(60_000, sleep) } };
    expect(summary(await sendProbe(once))).toEqual([null, 'broken probe_elsewhere']);
  });

  test('is back as soon as a callback is seen, not because of an earlier one', async () => {
    const given = deps();
    if (!given.db) throw new Error('no database');
    await noteSeen(given.db, given.route);
    reply = PROTECTED;
    expect(summary(await sendProbe(given))).toEqual([null, 'broken deployment_protected']);
  });

  test('meets a database or a queue that is away with a finding', async () => {
    const away = lookingWith({ queue, appUrl: door.url, databaseUrl: 'postgresql://a:b@127.0.0.1:1/c' });
    expect(summary(await sendProbe(away))).toEqual([null, 'broken database_unavailable']);
    const given = deps();
    await queue.stop();
    expect(summary(await sendProbe(given))).toEqual([null, 'broken queue_unavailable']);
  });
});

/** Sleeps of one length take their real time. */
function slowFor(length: number, quick: (ms: number, signal?: AbortSignal) => Promise<void>) {
  return (ms: number, signal?: AbortSignal): Promise<void> =>
    ms === length ? lookingWith().clock.sleep(ms, signal) : quick(ms, signal);
}
