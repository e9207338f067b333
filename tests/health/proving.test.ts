import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import { noteSeen } from '../../lib/engine/proof/seen.ts';
import type { HealthDeps } from '../../lib/health/deps.ts';
import { createHealth } from '../../lib/health/health.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import {
  lookingWith,
  PROTECTED,
  type Reply,
  startDoor,
  startQueue,
  type TestQueue,
} from '../support/health.ts';

const MINUTE = 60_000;

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

let queue: TestQueue;
let answer: () => Reply;
let door: Awaited<ReturnType<typeof startDoor>>;
let deps: HealthDeps;
/** What has passed besides the real time. */
let ahead = 0;
const clock = { ...systemClock, passed: () => systemClock.passed() + ahead };

beforeEach(async () => {
  queue = await startQueue();
  door = await startDoor(() => answer());
  deps = lookingWith({ queue, appUrl: door.url, databaseUrl: fresh.url, clock });
});
afterEach(async () => {
  await queue.stop();
  await door.stop();
});

const sent = () => queue.published({ label: 'probe' }).length;

/** The service itself, which writes down what comes. */
function service(): Reply {
  if (deps.db) void noteSeen(deps.db, deps.route);
  return { status: 200, body: '{}' };
}

describe('a fresh look at what no callback has proved', () => {
  test('sends a probe, and names what it met', async () => {
    answer = () => PROTECTED;
    const { status, parts, findings } = await createHealth(deps).report({ fresh: true });
    expect([status, parts.callback, findings.map(({ code }) => code)]).toEqual([
      'down',
      'down',
      ['deployment_protected'],
    ]);
    expect((await queue.client.dlq.listMessages()).messages).toEqual([]);
  });

  test('is proof once the probe has come', async () => {
    answer = service;
    const report = await createHealth(deps).report({ fresh: true });
    expect(report).toMatchObject({ status: 'ok', findings: [], callbackSeenAt: expect.any(Number) });
  });

  test('sends one message a minute, and tells meanwhile what became of the last', async () => {
    answer = () => PROTECTED;
    const health = createHealth(deps);
    for (let i = 0; i < 3; i++) {
      expect((await health.report({ fresh: true })).status).toBe('down');
      ahead += MINUTE / 4;
    }
    expect(sent()).toBe(1);
    answer = service;
    ahead += MINUTE / 4;
    expect((await health.report({ fresh: true })).status).toBe('ok');
    expect(sent()).toBe(2);
  });

  test('goes on waiting for a probe that is slow, instead of sending another', async () => {
    // Only the waiting for the probe takes no real time.
    const sleep = async (ms: number, signal?: AbortSignal) => {
      if (ms !== 500) return systemClock.sleep(ms, signal);
      ahead += ms;
    };
    answer = () => ({ status: 200, body: '{}' });
    const health = createHealth({ ...deps, clock: { ...clock, sleep } });
    expect((await health.report({ fresh: true })).parts.callback).toBe('unproven');
    if (deps.db) await noteSeen(deps.db, deps.route);
    expect((await health.report({ fresh: true })).status).toBe('ok');
    expect(sent()).toBe(1);
  });

  test('tells what the queue refuses to take, and that nothing is proved', async () => {
    const asked = { ...deps, facts: { ...deps.facts, appUrl: 'http://no such host' } };
    const { status, parts, findings } = await createHealth(asked).report({ fresh: true });
    expect([status, parts.queue, parts.callback]).toEqual(['down', 'down', 'unproven']);
    expect(findings.map(({ code }) => code)).toContain('queue_rejected');
  });
});

describe('no probe is sent', () => {
  test('for who only asks', async () => {
    answer = () => PROTECTED;
    const report = await createHealth(deps).report();
    expect([report.parts.callback, sent()]).toEqual(['unproven', 0]);
  });

  test('while a callback has come of late', async () => {
    if (deps.db) await noteSeen(deps.db, deps.route);
    answer = () => PROTECTED;
    expect([(await createHealth(deps).report({ fresh: true })).status, sent()]).toEqual(['ok', 0]);
  });

  test('while something else keeps jobs from being carried', async () => {
    const problems = [
      { name: 'MARKET_DATA', reason: 'is not set', remedy: 'Set it.', severity: 'broken' as const },
    ];
    await createHealth({ ...deps, problems }).report({ fresh: true });
    expect(sent()).toBe(0);
  });
});
