import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { running } from './project.ts';

const web = (name: string) => readFileSync(new URL(`../../../web/${name}`, import.meta.url), 'utf8');
const FILES = {
  'vercel.json': readFileSync(new URL('../../../vercel.json', import.meta.url), 'utf8'),
  'api/system.ts': `export default { fetch: () => new Response('api') };`,
  'dist/index.html': web('index.html'),
  'dist/404.html': web('404.html'),
  'dist/app/main.css': 'h1 { color: teal }',
};

test('every static answer has a strict policy, and the functions set their own', async () => {
  await using host = await running(FILES);
  for (const [path, status] of [
    ['/', 200],
    ['/app/main.css', 200],
    ['/jobs/job_1', 200],
    ['/nothing', 404],
  ] as const) {
    const got = await fetch(host.url + path);
    expect([path, got.status]).toEqual([path, status]);
    const policy = got.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(got.headers.get('referrer-policy')).toBe('no-referrer');
  }
  expect((await fetch(`${host.url}/api/x`)).headers.has('content-security-policy')).toBe(false);
});

test('every address within the page opens the page', async () => {
  await using host = await running(FILES);
  for (const path of ['/jobs', '/jobs/job_1', '/stocks/%5EGSPC', '/profiles/job_1', '/documents/job_1']) {
    expect(await (await fetch(host.url + path)).text(), path).toBe(web('index.html'));
  }
});

test.each(['index.html', '404.html'])('%s has nothing inline that its policy would not apply', (name) => {
  expect(web(name)).not.toMatch(/<style|<script(?! type="module" src=)|\sstyle=|\son\w+=/);
});
