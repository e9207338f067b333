import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NeonServer } from '../../dev/neon/server.ts';
import type { Clock } from '../../lib/core/clock.ts';
import { noteSeen } from '../../lib/engine/proof/seen.ts';
import { sweeperId } from '../../lib/engine/sweep/arm.ts';
import { createHealth } from '../../lib/health/health.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { lookingWith, startQueue, type TestQueue } from '../support/health.ts';
import { neonBefore } from '../support/neon.ts';

const MINUTE = 60_000;

const NO_KEYS = {
  name: 'API_KEYS',
  reason: 'is not set',
  remedy: 'Make one.',
  severity: 'degraded',
} as const;

let fresh: FreshDatabase;
let neon: NeonServer;
let databaseUrl: string;
let queue: TestQueue;
let statements = 0;
let hours = 0;
/** Time passes only when a test says so. */
const clock: Clock = {
  now: () => Date.now(),
  passed: () => hours,
  sleep: () => new Promise(() => {}),
  after: () => () => {},
};

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  ({ neon, databaseUrl } = await neonBefore(fresh.directUrl, { onRequest: () => statements++ }));
  queue = await startQueue();
  statements = 0;
});
afterEach(async () => {
  await neon.stop();
  await queue.stop();
});

const deps = () => lookingWith({ queue, databaseUrl, clock, appUrl: 'http://127.0.0.1:9' });

async function proven() {
  const given = deps();
  if (given.db) await noteSeen(given.db, given.route);
  statements = 0;
  return given;
}

describe('a report', () => {
  test('of a deployment that no callback has reached is degraded, and unproven', async () => {
    const report = await createHealth(deps()).report();
    expect(report).toMatchObject({ status: 'degraded', callbackSeenAt: null });
    expect(report.parts).toMatchObject({ callback: 'unproven', database: 'ok', schema: 'ok', keys: 'ok' });
  });

  test('is well once one has', async () => {
    const report = await createHealth(await proven()).report();
    expect(report).toMatchObject({ status: 'ok', findings: [], callbackSeenAt: expect.any(Number) });
    expect(new Set(Object.values(report.parts))).toEqual(new Set(['ok']));
  });

  test('calls access closed without API_KEYS until there is a key in a row', async () => {
    const given = { ...(await proven()), problems: [NO_KEYS] };
    expect((await createHealth(given).report()).parts).toMatchObject({ access: 'degraded' });
    await given.db?.execute(
      `insert into api_keys (id, owner, name, secret_hash, scopes) values ('key_a', 'ann', 'ci', 'h', '{read}')`,
    );
    expect(await createHealth(given).report()).toMatchObject({ status: 'ok', findings: [] });
    const garbled = { ...NO_KEYS, reason: 'has no owner', severity: 'broken' } as const;
    const broken = await createHealth({ ...given, problems: [garbled] }).report();
    expect(broken).toMatchObject({
      status: 'down',
      findings: [{ code: 'configuration_missing', variable: 'API_KEYS' }],
    });
    await given.db?.execute('delete from api_keys');
  });

  test('does not claim to know of keys in a database that is away', async () => {
    const given = { ...(await proven()), problems: [NO_KEYS] };
    await neon.stop();
    for (const db of [given.db, null]) {
      const { parts, findings } = await createHealth({ ...given, db }).report();
      expect(parts.access).toBe('degraded');
      const codes = findings.map(({ code }) => code);
      expect(codes).toContain('access_unknown');
      expect(codes).not.toContain('access_not_configured');
    }
  });

  test('is shared by all who ask at once, and for ten seconds', async () => {
    const health = createHealth(await proven());
    const reports = await Promise.all([health.report(), health.report(), health.report()]);
    hours += 9_999;
    reports.push(await health.report());
    expect(new Set(reports).size).toBe(1);
    hours += 1;
    expect(await health.report()).not.toBe(reports[0]);
  });

  test('costs a database that sleeps nothing, though asked each minute for hours', async () => {
    const health = createHealth(await proven());
    await health.report();
    const first = statements;
    for (let i = 0; i < 60; i++) {
      hours += 5 * MINUTE;
      const report = await health.report();
      expect(report).toMatchObject({
        status: 'ok',
        parts: { database: 'idle', schema: 'ok', callback: 'ok' },
      });
    }
    expect([first, statements]).toEqual([2, 2]);
  });

  test('asks the database as long as jobs are unfinished', async () => {
    const given = await proven();
    const health = createHealth(given);
    await health.report();
    await queue.client.schedules.create({
      scheduleId: sweeperId(given.facts.appUrl, 3),
      destination: `${given.facts.appUrl}/api/process`,
      cron: '0 0 1 1 *',
    });
    statements = 0;
    hours += MINUTE;
    expect((await health.report()).parts.database).toBe('ok');
    expect(statements).toBe(2);
  });

  test('asks it for who wants to know at once', async () => {
    const health = createHealth(await proven());
    await health.report();
    statements = 0;
    expect((await health.report({ fresh: true })).parts.database).toBe('ok');
    expect(statements).toBe(2);
  });

  test('looks again at a database that was down, and leaves what hangs on it unknown', async () => {
    const given = await proven();
    const port = neon.port;
    await neon.stop();
    const health = createHealth(given);
    const report = await health.report();
    expect(report).toMatchObject({
      status: 'down',
      parts: { database: 'down', schema: 'unknown', callback: 'unknown', queue: 'ok' },
    });
    ({ neon } = await neonBefore(fresh.directUrl, { port }));
    hours += MINUTE;
    expect((await health.report()).status).toBe('ok');
  });

  test('waits for nobody longer than three seconds', async () => {
    const slept: number[] = [];
    const impatient = { ...clock, sleep: async (ms: number) => void slept.push(ms) };
    const hanging = { ...(await proven()), clock: impatient };
    const report = await createHealth(hanging).report();
    expect(report.parts.database).toBe('down');
    expect(new Set(slept)).toEqual(new Set([3_000]));
  });

  test('names each variable that is missing, and what nothing can be known of', async () => {
    const problems = [
      { name: 'QSTASH_TOKEN', reason: 'is not set', remedy: 'Set it.', severity: 'broken' as const },
      { name: 'API_KEYS', reason: 'is not set', remedy: 'Set it.', severity: 'degraded' as const },
      { name: 'CRON_SECRET', reason: 'is not set', remedy: 'Set it.', severity: 'degraded' as const },
    ];
    const report = await createHealth({ ...(await proven()), client: null, problems }).report();
    expect(report.parts).toMatchObject({
      ...{ configuration: 'down', access: 'degraded', cron: 'degraded' },
      ...{ queue: 'unknown', keys: 'unknown', dead_letters: 'unknown' },
    });
    expect(report.findings.map(({ variable }) => variable)).toEqual([
      'QSTASH_TOKEN',
      'API_KEYS',
      'CRON_SECRET',
    ]);
  });
});
