import { expect, test } from 'vitest';
import { startHost } from '../../../dev/host/host.ts';
import { project, running } from './project.ts';

const settings = { launcherType: 'Nodejs', runtime: 'nodejs24.x', shouldAddHelpers: true };

// In the form that `vercel build` writes; tests/long builds the real one.
const OUTPUT = {
  'api/jobs.ts': 'throw new Error("the source must not run");',
  '.vercel/output/config.json': JSON.stringify({
    version: 3,
    routes: [
      { handle: 'filesystem' },
      { src: '^/api/v1/jobs(?:/(.*))$', dest: '/api/jobs', check: true },
      { src: '^/api(/.*)?$', dest: '/api/none', check: true },
      { src: '^/api(/.*)?$', status: 404 },
      { handle: 'error' },
      { status: 404, src: '^(?!/api).*$', dest: '/404.html' },
      { handle: 'miss' },
      { src: '^/api/(.+)(?:\\.(?:ts))$', dest: '/api/$1', check: true },
    ],
    crons: [],
  }),
  '.vercel/output/static/index.html': 'built page',
  '.vercel/output/functions/api/jobs.func/.vc-config.json': JSON.stringify({
    ...settings,
    handler: 'api/jobs.js',
    maxDuration: 300,
  }),
  '.vercel/output/functions/api/jobs.func/package.json': '{"type":"module"}',
  '.vercel/output/functions/api/jobs.func/api/jobs.js':
    'export const GET = (request) => new Response(new URL(request.url).pathname + " in " + process.cwd());',
};

test('the built functions run in place of the sources, by the built routes', async () => {
  await using host = await running(OUTPUT, { output: '.vercel/output' });
  const text = async (path: string) => (await fetch(host.url + path)).text();
  expect(await text('/')).toBe('built page');
  expect(await text('/api/jobs')).toMatch(/^\/api\/jobs in .*\/functions\/api\/jobs\.func$/);
  expect(await text('/api/v1/jobs/1')).toMatch(/^\/api\/v1\/jobs\/1 in /);
  expect((await fetch(`${host.url}/api/x`)).status).toBe(404);
});

test('a function that is not self-contained is refused', async () => {
  const root = project({
    ...OUTPUT,
    '.vercel/output/functions/api/jobs.func/.vc-config.json': JSON.stringify({
      ...settings,
      handler: 'api/jobs.js',
      filePathMap: { node_modules: 'node_modules' },
    }),
  });
  await expect(startHost({ root, output: '.vercel/output', env: {} })).rejects.toThrow('not self-contained');
});

test('an output that was not built is named', async () => {
  await expect(startHost({ root: project({}), output: '.vercel/output', env: {} })).rejects.toThrow(
    'run npm run build:vercel first',
  );
});
