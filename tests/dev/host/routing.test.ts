import { expect, test } from 'vitest';
import { z } from 'zod';
import { startHost } from '../../../dev/host/host.ts';
import { project, running } from './project.ts';

const ECHO = (name: string) => `export default {
  fetch: (request) => Response.json({
    name: '${name}',
    url: request.url,
    headers: Object.fromEntries(request.headers),
  }),
};`;

const echoed = z.object({ name: z.string(), url: z.string(), headers: z.record(z.string(), z.string()) });

const FILES = {
  'api/jobs.ts': ECHO('jobs'),
  'api/system.ts': ECHO('system'),
  'api/_shared.ts': ECHO('shared'),
  'dist/index.html': '<h1>page</h1>',
  'dist/assets/app.js': 'let x;',
  'lib/secret.txt': 'source',
  'vercel.json': JSON.stringify({
    rewrites: [
      { source: '/api(/v1)?/jobs/(.*)', destination: '/api/jobs' },
      { source: '/api(/.*)?', destination: '/api/system' },
    ],
    headers: [{ source: '/(.*)', headers: [{ key: 'x-frame-options', value: 'DENY' }] }],
  }),
};

test('a rewritten request reaches its function with its own path and query', async () => {
  await using host = await running(FILES);
  const seen = async (path: string) => {
    const { name, url } = echoed.parse(await (await fetch(host.url + path)).json());
    return [name, url.slice(host.url.length)];
  };
  expect(await seen('/api/jobs?limit=2')).toEqual(['jobs', '/api/jobs?limit=2']);
  expect(await seen('/api/v1/jobs/job_1?wait=10&x=a%20b')).toEqual([
    'jobs',
    '/api/v1/jobs/job_1?wait=10&x=a%20b',
  ]);
  expect(await seen('/api/jobs/a%2Fb/steps')).toEqual(['jobs', '/api/jobs/a%2Fb/steps']);
  expect(await seen('/api')).toEqual(['system', '/api']);
  expect(await seen('/api/_shared')).toEqual(['system', '/api/_shared']);
});

test('a function sees where the request came from', async () => {
  await using host = await running(FILES);
  const { headers } = echoed.parse(
    await (await fetch(`${host.url}/api/jobs`, { headers: { 'x-forwarded-for': '6.6.6.6', a: 'b' } })).json(),
  );
  expect(headers).toMatchObject({
    a: 'b',
    host: `127.0.0.1:${host.port}`,
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': `127.0.0.1:${host.port}`,
    'x-forwarded-proto': 'http',
    'x-vercel-id': expect.stringMatching(/^dev1::/),
  });
});

test('only the output folder is public', async () => {
  await using host = await running(FILES);
  const page = await fetch(`${host.url}/`);
  expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
    200,
    'text/html; charset=utf-8',
    '<h1>page</h1>',
  ]);
  expect((await fetch(`${host.url}/assets/app.js`)).headers.get('content-type')).toMatch('text/javascript');
  for (const path of [
    '/package.json',
    '/lib/secret.txt',
    '/%2e%2e/lib/secret.txt',
    '/..%2flib/secret.txt',
    '/%00',
    '/%',
    '/assets/%2e%2e%2f',
  ]) {
    const answer = await fetch(host.url + path);
    expect([path, answer.status, await answer.text()]).toEqual([
      path,
      404,
      expect.stringMatching(/NOT_FOUND/),
    ]);
  }
  expect((await fetch(`${host.url}/${'x'.repeat(500)}`)).status).toBe(404);
  expect((await fetch(`${host.url}/`, { method: 'POST' })).status).toBe(405);
});

test('what is not there is the page that says so, with 404, and never below /api', async () => {
  await using host = await running({ ...FILES, 'dist/404.html': '<h1>nothing</h1>' });
  for (const path of ['/nothing', '/index', '/assets/%2e%2e%2f']) {
    const answer = await fetch(host.url + path);
    expect([path, answer.status, await answer.text()]).toEqual([path, 404, '<h1>nothing</h1>']);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  }
  const head = await fetch(`${host.url}/nothing`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([404, '']);
  await using bare = await running({ 'dist/404.html': '<h1>nothing</h1>' });
  expect(await (await fetch(`${bare.url}/api/none`)).text()).toMatch(/NOT_FOUND/);
});

test('an unchanged page is not sent again', async () => {
  await using host = await running(FILES);
  const etag = (await fetch(`${host.url}/`)).headers.get('etag') ?? '';
  const again = await fetch(`${host.url}/`, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('headers of vercel.json come with pages and functions', async () => {
  await using host = await running(FILES);
  for (const path of ['/', '/api/jobs', '/nothing']) {
    expect((await fetch(host.url + path)).headers.get('x-frame-options')).toBe('DENY');
  }
});

test('an api path that no rule takes is 404', async () => {
  await using host = await running({ 'api/jobs.ts': ECHO('jobs') });
  expect((await fetch(`${host.url}/api/other`)).status).toBe(404);
});

test.each([
  [{ rewrites: [{ source: '/api/jobs/:id', destination: '/api/jobs' }] }],
  [{ rewrites: [{ source: '/api/jobs/(.*)', destination: '/api/jobs?id=$1' }] }],
  [{ rewrites: [{ source: '/a', destination: '/b', has: [] }] }],
  [{ redirects: [] }],
])('a vercel.json that the host would serve otherwise than Vercel is refused: %j', async (config) => {
  const root = project({ 'vercel.json': JSON.stringify(config) });
  await expect(startHost({ root, env: {} })).rejects.toThrow();
});
