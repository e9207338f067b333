import { expect, test } from 'vitest';
import { apiPaths } from '../../lib/http/openapi.ts';
import { api, NOWHERE, problemOf } from './harness.ts';

const PAGE = 'https://app.example';
const NAMED = ['access-control-', 'vary'];
const closed = { mode: 'closed' } as const;

const corsOf = (response: Response): string[] =>
  [...response.headers.keys()].filter((name) => NAMED.some((start) => name.startsWith(start)));

const preflight = (service: ReturnType<typeof api>, path: string, origin = PAGE) =>
  service.call('OPTIONS', path, { headers: { origin, 'access-control-request-method': 'GET' } });

test('without configuration no answer has a CORS header', async () => {
  const service = api(NOWHERE);
  const health = await service.get('/api/v1/health', { origin: PAGE });
  const asked = await preflight(service, '/api/v1/jobs');
  expect([corsOf(health), asked.status, corsOf(asked)]).toEqual([[], 405, []]);
});

test('a page of a named origin may read every answer, refusals among them', async () => {
  const service = api(NOWHERE, { corsOrigins: ['https://b.example', PAGE], access: closed });
  for (const path of ['/api/v1/openapi.json', '/api/nothing', '/api/v1/jobs?a=%']) {
    const response = await service.get(path, { origin: PAGE });
    expect(response.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(response.headers.get('vary')).toBe('Origin');
    const exposed = response.headers.get('access-control-expose-headers') ?? '';
    for (const name of ['ETag', 'Location', 'Retry-After', 'Idempotency-Replayed']) {
      expect(exposed.split(', ')).toContain(name);
    }
  }
});

test.each(['https://app.example.evil', 'http://app.example', 'https://app.example:444', 'null'])(
  'a page of %s may read nothing, and caches are told that it depends',
  async (origin) => {
    const service = api(NOWHERE, { corsOrigins: [PAGE] });
    for (const response of [
      await service.get('/api/v1/openapi.json', { origin }),
      await preflight(service, '/api/v1/jobs', origin),
    ]) {
      expect(response.headers.has('access-control-allow-origin')).toBe(false);
      expect(response.headers.get('vary')).toBe('Origin');
    }
  },
);

test('with * every page may', async () => {
  const service = api(NOWHERE, { corsOrigins: ['*'] });
  const response = await service.get('/api/v1/openapi.json', { origin: PAGE });
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
});

test('the preflight of every route is answered without a key, with the methods of its path', async () => {
  const service = api(NOWHERE, { corsOrigins: [PAGE], access: closed });
  for (const path of apiPaths(service.endpoints)) {
    const response = await preflight(service, path.replaceAll(/\{\w+\}/g, 'a'));
    expect([path, response.status, await response.text()]).toEqual([path, 204, '']);
    expect(response.headers.get('access-control-allow-origin')).toBe(PAGE);
    const headers = response.headers.get('access-control-allow-headers') ?? '';
    expect(headers).toBe(
      'Authorization, Content-Type, Document-Password, Idempotency-Key, If-None-Match, Mcp-Protocol-Version',
    );
    expect(Number(response.headers.get('access-control-max-age'))).toBeGreaterThan(0);
  }
  const jobs = await preflight(service, '/api/v1/jobs');
  expect(jobs.headers.get('access-control-allow-methods')?.split(', ').sort()).toEqual([
    'GET',
    'HEAD',
    'POST',
  ]);
});

test('the preflight of an unknown path is a 404', async () => {
  const service = api(NOWHERE, { corsOrigins: [PAGE] });
  expect(await problemOf(await preflight(service, '/api/nothing'))).toMatchObject({ status: 404 });
});

test('a path that is served with other methods is a 405 that names them', async () => {
  const service = api(NOWHERE);
  const response = await service.call('PATCH', '/api/v1/jobs/job_a');
  expect(response.headers.get('allow')?.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD']);
  expect(await problemOf(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
});
