import { describe, expect, test } from 'vitest';
import { Refusal } from '../../lib/core/errors.ts';
import { api, NOWHERE, problemOf, sleepyClock } from './harness.ts';

const clock = sleepyClock(async () => {});

describe('when something fails', () => {
  test.each([
    '/api/jobs',
    '/api/jobs/job_a',
    '/api/all-stocks/progress',
    '/api/analysis-history/TCS',
    '/api/stocks/all-stocks/results',
    '/api/tasks',
    '/api/tasks/job_a',
    '/api/stats/completion-rate',
  ])('a database that is down is 503 with Retry-After for %s', async (path) => {
    const response = await api(NOWHERE, { jobs: { clock } }).get(path);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(response)).toMatchObject({ code: 'database_unavailable' });
  });

  test('a queue that is down is 503 with Retry-After', async () => {
    const submit = async () => {
      throw new Refusal('queue_unavailable', 'The queue did not accept the job; nothing was created.');
    };
    const response = await api(NOWHERE, { submit }).post('/api/stocks/analyze-all-stocks', {
      symbols: ['AAPL'],
    });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(response)).toMatchObject({ code: 'queue_unavailable' });
  });

  test('a bug is 500 with a request id, its stack in the log and nothing of it in the answer', async () => {
    const submit = async () => {
      throw new TypeError('cannot read secret of undefined');
    };
    const service = api(NOWHERE, { submit });
    const response = await service.post('/api/stocks/analyze-all-stocks', { symbols: ['AAPL'] });
    expect(response.status).toBe(500);
    const problem = await problemOf(response);
    expect(problem.code).toBe('unexpected_error');
    expect(JSON.stringify(problem)).not.toContain('secret');
    const line = service.lines.find(({ event }) => event === 'unexpected_error');
    expect(line?.fields['request']).toBe(problem.request_id);
    expect(line?.fields['error']).toMatch(/cannot read secret[\s\S]*failures\.test/);
  });
});

describe('every request', () => {
  test('has an id of its own and one line in the log', async () => {
    const service = api(NOWHERE);
    const first = await service.get('/api/nothing?token=secret');
    const second = await service.get('/api/openapi.json');
    const ids = [first, second].map((response) => response.headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(2);
    expect(service.lines).toMatchObject([
      {
        event: 'request',
        fields: { method: 'GET', path: '/api/nothing', status: 404, request: ids[0], owner: 'ann' },
      },
      {
        event: 'request',
        fields: { method: 'GET', path: '/api/openapi.json', status: 200, request: ids[1] },
      },
    ]);
    expect(service.lines[0]?.fields['ms']).toEqual(expect.any(Number));
  });
});
