import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { coldImportMs } from '../../../dev/build/cold-import.ts';
import { buildFunctions } from '../../../dev/build/functions.ts';
import { startHost } from '../../../dev/host/host.ts';
import { eventually, project, running } from '../host/project.ts';

const REPOSITORY = join(import.meta.dirname, '../../..');

const PACKAGE = JSON.stringify({
  type: 'module',
  imports: { '#app': { types: './lib/app.ts', default: './.build/app.js' } },
});

/** What the functions stand on, and a dependency that is imported only when it is needed. */
const APP = `
  import { OpenAPIHono } from '@hono/zod-openapi';
  import { neon } from '@neondatabase/serverless';
  import { Client, Receiver } from '@upstash/qstash';
  import { drizzle } from 'drizzle-orm/neon-http';
  import { pgTable, text } from 'drizzle-orm/pg-core';
  import { z } from 'zod';
  import { later } from './later.ts';

  export const parts = [neon, Client, Receiver, drizzle, pgTable, text, z];
  export const app = new OpenAPIHono();
  app.get('/api/now', (c) => c.text('now'));
  app.get('/api/later', async (c) => c.text(await later()));`;

const FILES = {
  'package.json': PACKAGE,
  'lib/app.ts': APP,
  'lib/later.ts': `export const later = async (): Promise<string> => (await import('./needed.ts')).text;`,
  'lib/needed.ts': `import pg from 'pg'; export const text: string = typeof pg.Client;`,
  'api/now.ts': `import { app } from '#app';\nexport default { fetch: (request: Request) => app.fetch(request) };`,
  'vercel.json': '{"rewrites":[{"source":"/api/(.*)","destination":"/api/now"}]}',
};

function withDependencies(files: Record<string, string>): string {
  const root = project(files);
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  return root;
}

test('a function imports the bundle as #app, cold, in a fraction of what its dependencies take', async () => {
  const root = withDependencies(FILES);
  const { files } = await buildFunctions({ root });
  expect(files.map(({ name }) => name)).toContain('app.js');
  const times: number[] = [];
  for (let run = 0; run < 5; run++) times.push(await coldImportMs(join(root, 'api/now.ts')));
  // 80 to 100 ms alone on two cores; 600 to 870 unbundled.
  expect(Math.min(...times)).toBeLessThan(400);
});

test('the bundle needs no node_modules, and loads what is imported dynamically only when it is', async () => {
  const { 'lib/app.ts': _app, ...elsewhere } = FILES;
  await using host = await running(elsewhere);
  const { files } = await buildFunctions({
    root: withDependencies(FILES),
    outDir: join(host.root, '.build'),
  });
  expect(files.filter(({ name }) => /^needed-[A-Z0-9]+\.js$/.test(name))).toHaveLength(1);
  expect(await (await fetch(`${host.url}/api/now`)).text()).toBe('now');
  expect(await (await fetch(`${host.url}/api/later`)).text()).toBe('function');
});

test('a function that runs while the bundle is built again still finds its own parts', async () => {
  const root = withDependencies(FILES);
  await buildFunctions({ root });
  const host = await startHost({ root, env: {}, log: () => {} });
  onTestFinished(host.stop);
  expect(await (await fetch(`${host.url}/api/now`)).text()).toBe('now');
  writeFileSync(join(root, 'lib/needed.ts'), `export const text = 'changed';`);
  await buildFunctions({ root });
  expect(await (await fetch(`${host.url}/api/later`)).text()).toBe('function');
  await host.restart();
  expect(await (await fetch(`${host.url}/api/later`)).text()).toBe('changed');
});

test('errors in the log point to the sources', async () => {
  const files = {
    'package.json': PACKAGE,
    'lib/app.ts': `interface Padding { lines: string }\n\nexport function app(): never {\n  throw new Error('oops');\n}`,
    'api/now.ts': `import { app } from '#app';\nexport const GET = () => app();`,
  };
  await using host = await running(files);
  await buildFunctions({ root: host.root });
  expect((await fetch(`${host.url}/api/now`)).status).toBe(500);
  await eventually(() => host.lines.some((line) => line.includes('lib/app.ts:4')));
});

test('a source that cannot be bundled fails the build and leaves the last bundle in place', async () => {
  const root = project({ 'package.json': PACKAGE, 'lib/app.ts': `export const app = 1;` });
  await buildFunctions({ root });
  writeFileSync(join(root, 'lib/app.ts'), `import './missing.ts';`);
  await expect(buildFunctions({ root })).rejects.toThrow('missing.ts');
  expect(readFileSync(join(root, '.build/app.js'), 'utf8')).toContain('app=1');
});
