import { describe, expect, test } from 'vitest';
import type { Finding } from '../../lib/core/finding.ts';
import type { Report } from '../../lib/health/report.ts';
import { type ApiOptions, api, json, NOWHERE, WELL } from './harness.ts';

const KEY = 'uk_ann_0123456789abcdef';
const access = { mode: 'keys' as const, keys: [{ owner: 'ann', key: KEY }] };
const withKey = { authorization: `Bearer ${KEY}` };

const FINDING: Finding = {
  part: 'database',
  severity: 'broken',
  code: 'database_unauthorized',
  what: 'The database refused the login.',
  why: 'No job can be accepted.',
  remedy: 'Copy DATABASE_URL again.',
  variable: 'DATABASE_URL',
};
const DOWN: Report = {
  ...WELL,
  status: 'down',
  parts: { ...WELL.parts, database: 'down' },
  findings: [FINDING],
};

/** Health that answers with `report`, and remembers how it was asked. */
function answering(report: Report) {
  const asked: (boolean | undefined)[] = [];
  const health: ApiOptions['health'] = {
    report: async ({ fresh } = {}) => {
      asked.push(fresh);
      return report;
    },
    probe: async () => ({ cameBackInMs: null, findings: [FINDING] }),
  };
  return { health, asked };
}

describe('GET /health', () => {
  test('is 200 while jobs are carried, and 503 while they are not', async () => {
    const degraded: Report = { ...WELL, status: 'degraded', parts: { ...WELL.parts, cron: 'degraded' } };
    for (const [report, status] of [
      [WELL, 200],
      [degraded, 200],
      [DOWN, 503],
    ] as const) {
      const response = await api(NOWHERE, { ...answering(report) }).get('/api/v1/health');
      expect([response.status, await json(response)]).toEqual([
        status,
        expect.objectContaining({ status: report.status, parts: report.parts, version: '9.9.9' }),
      ]);
    }
  });

  test.each([
    ['nobody in particular', {}],
    ['an unknown key', { authorization: 'Bearer uk_eve_0123456789abcdef' }],
  ])('tells %s the states of the parts, and nothing else', async (_, headers) => {
    const { health, asked } = answering(DOWN);
    const response = await api(NOWHERE, { health, access }).get('/api/health?fresh=true', headers);
    expect(await json(response)).toEqual({ status: 'down', parts: DOWN.parts, version: '9.9.9' });
    expect(asked).toEqual([false]);
  });

  test('tells who has a key what is wrong and what to do, at once if wanted', async () => {
    const { health, asked } = answering(DOWN);
    const service = api(NOWHERE, { health, access });
    const response = await service.get('/api/v1/health?fresh=true', withKey);
    expect(await json(response)).toMatchObject({ findings: [FINDING], callback_seen_at: null });
    await service.get('/api/v1/health', withKey);
    expect(asked).toEqual([true, false]);
  });

  test('tells it on a machine whose API_KEYS cannot be read, whatever key is sent', async () => {
    const open = { mode: 'open' as const, owner: 'ann' };
    const local = await api(NOWHERE, { ...answering(DOWN), access: open }).get('/api/health', {
      authorization: 'Bearer no-colon',
    });
    expect(await json(local)).toMatchObject({ findings: [FINDING] });
  });

  test('refuses a wish that it does not know, and names it', async () => {
    const { health, asked } = answering(WELL);
    const response = await api(NOWHERE, { health, access }).get('/api/v1/health?fresh=maybe', withKey);
    expect(response.status).toBe(422);
    expect(await json(response)).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'fresh', message: expect.stringContaining('"true"') }],
    });
    expect(asked).toEqual([]);
  });

  test('answers whoever asks, by whatever name, however little is configured', async () => {
    const configProblems = [
      { name: 'QSTASH_TOKEN', reason: 'is not set', remedy: 'Set it.', severity: 'broken' as const },
    ];
    const service = api(NOWHERE, { ...answering(DOWN), configProblems, access: { mode: 'closed' } });
    const response = await service.call('GET', '/api/health', { origin: 'https://example.org' });
    expect(response.status).toBe(503);
    expect(await json(response)).not.toHaveProperty('findings');
  });

  test('is not kept by caches', async () => {
    const response = await api(NOWHERE).get('/api/v1/health');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('POST /health/probe', () => {
  test('needs a key, and says how the probe fared', async () => {
    const service = api(NOWHERE, { ...answering(WELL), access });
    expect((await service.post('/api/v1/health/probe')).status).toBe(401);
    const response = await service.post('/api/v1/health/probe', undefined, withKey);
    expect(await json(response)).toEqual({ came_back_in_ms: null, findings: [FINDING] });
  });
});
