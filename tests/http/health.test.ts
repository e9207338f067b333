import { describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import type { HealthCheck } from '../../lib/http/context.ts';
import { type ApiOptions, api, json, NOWHERE } from './harness.ts';

const works = async () => {};
const fails = async () => {
  throw new Error('password of neondb_owner is wrong');
};
const hangs = () => new Promise<void>(() => {});

const checks = (database: HealthCheck['check'], queue: HealthCheck['check']): HealthCheck[] => [
  { name: 'database', check: database },
  { name: 'queue', check: queue },
];

async function healthOf(options: ApiOptions) {
  const service = api(NOWHERE, options);
  const response = await service.get('/api/v1/health');
  return { service, status: response.status, body: await json(response) };
}

describe('health', () => {
  test('is 200 while both parts answer', async () => {
    const { status, body } = await healthOf({ health: checks(works, works) });
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'ok',
      parts: {
        database: { status: 'ok', latency_ms: expect.any(Number) },
        queue: { status: 'ok', latency_ms: expect.any(Number) },
      },
      configuration: { missing: [] },
      version: '9.9.9',
    });
  });

  test('names the part that is down, and tells nothing else about it', async () => {
    const { status, body, service } = await healthOf({ health: checks(fails, works) });
    expect(status).toBe(503);
    expect(body).toMatchObject({
      status: 'unavailable',
      parts: { database: { status: 'down', error: 'does not work' }, queue: { status: 'ok' } },
    });
    expect(JSON.stringify(body)).not.toContain('neondb_owner');
    expect(JSON.stringify(service.lines)).toContain('neondb_owner');
  });

  test('waits for a part that hangs no longer than three seconds', async () => {
    const slept: number[] = [];
    const clock = { ...systemClock, sleep: async (ms: number) => void slept.push(ms) };
    const { status, body } = await healthOf({ health: checks(works, hangs), jobs: { clock } });
    expect(status).toBe(503);
    expect(body).toMatchObject({ parts: { queue: { status: 'down', error: 'does not answer' } } });
    expect(Math.max(...slept)).toBe(3_000);
  });

  test('leaves no timer behind', async () => {
    const aborted: boolean[] = [];
    const clock = {
      ...systemClock,
      sleep: (ms: number, signal?: AbortSignal) => {
        signal?.addEventListener('abort', () => aborted.push(true));
        return systemClock.sleep(ms, signal);
      },
    };
    await healthOf({ health: checks(works, works), jobs: { clock } });
    expect(aborted).toEqual([true, true]);
  });

  test('answers whoever asks, by whatever name, however little is configured', async () => {
    const configProblems = [
      { name: 'QSTASH_TOKEN', reason: 'is not set', remedy: 'Copy it.', severity: 'broken' },
      { name: 'CRON_SECRET', reason: 'is not set', remedy: 'Make one.', severity: 'degraded' },
    ] as const;
    const service = api(NOWHERE, {
      health: checks(works, works),
      configProblems,
      access: { mode: 'closed' },
    });
    const response = await service.call('GET', '/api/health', { origin: 'https://example.org' });
    expect(response.status).toBe(503);
    expect(await json(response)).toMatchObject({ configuration: { missing: ['QSTASH_TOKEN'] } });
  });
});
