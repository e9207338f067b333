import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { buildVercel } from '../../dev/build/vercel.ts';
import { startHost } from '../../dev/host/host.ts';
import { readVercelJson, routesOf } from '../../dev/host/vercel-json.ts';
import { systemClock } from '../../lib/core/clock.ts';
import { createAloneRunner } from '../../lib/engine/alone/runner.ts';
import { project } from '../dev/host/project.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');

/** What vercel.json's buildCommand runs once the database is ready. */
const BUILD = ['build', 'functions', 'ocr-data', 'page', 'bundle-page', 'inputs-plugin', 'data-as-json'].map(
  (name) => `dev/build/${name}.ts`,
);
const REFERENCE = readdirSync(join(REPOSITORY, 'dev/build/reference')).map(
  (name) => `dev/build/reference/${name}`,
);

/** What reads this project's own app, which the small one does not have. */
const STAND_INS = {
  'lib/documents/ocr/data/rus.traineddata.gz': '',
  'dev/build/input-schemas.ts': 'export const inputSchemas = (): object => ({});',
  'dev/build/reference/own-document.ts':
    'export const ownOpenApi = async (root: string): Promise<unknown> => ({ root });',
};

/** A small project with this project's settings, build and route rules. */
function fixture(files: Record<string, string>): string {
  const own = ['tsconfig.json', 'vercel.json', ...BUILD, ...REFERENCE];
  const root = project({
    'package.json': JSON.stringify({
      type: 'module',
      engines: { node: '24.x' },
      imports: { '#app': { types: './lib/app.ts', default: './.build/app.js' } },
      scripts: { 'build:deploy': 'node dev/build/build.ts' },
    }),
    ...Object.fromEntries(own.map((path) => [path, read(path)])),
    ...STAND_INS,
    '.env': 'SECRET=1',
    'web/index.html': 'the page',
    'api/documents.ts': `import { app } from '#app';\nexport const GET = (): Response => app();`,
    'api/process.ts': `import { app } from '#app';\nexport const POST = (): Response => app();`,
    'api/mcp.ts': `import { app } from '#app';\nexport const POST = (): Response => app();`,
    'api/failed.ts': `import { app } from '#app';\nexport const POST = (): Response => app();`,
    'api/system.ts': `import { app } from '#app';\nexport default { fetch: (request: Request): Response => app(request) };`,
    'lib/documents/pdf/pdf-worker.ts': '',
    'lib/documents/forms/form-worker.ts': '',
    'lib/documents/ocr/ocr-worker.ts': '',
    'lib/documents/whole/whole-worker.ts': '',
    'lib/engine/alone/step-process.ts': '',
    'lib/app.ts': `export const app = (request?: Request): Response => new Response(request?.url ?? 'no request');`,
    ...files,
  });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  return root;
}

test('the output holds every function with its bundle, the page, and nothing else', async () => {
  const root = fixture({});
  const { output, functions, staticFiles } = await buildVercel({ root });
  expect(functions.map(({ name }) => name)).toEqual(['documents', 'failed', 'mcp', 'process', 'system']);
  expect(staticFiles).toEqual(['index.html']);
  expect(existsSync(join(output, 'functions/api/system.func/.build/app.js'))).toBe(true);
  expect(existsSync(join(root, '.build'))).toBe(false);
  expect(existsSync(join(root, 'dist'))).toBe(false);
});

test('the routes that Vercel makes of vercel.json are those that the host uses', async () => {
  const { output } = await buildVercel({ root: fixture({}) });
  const built: unknown = JSON.parse(readFileSync(join(output, 'config.json'), 'utf8'));
  const routes = routesOf(readVercelJson(join(REPOSITORY, 'vercel.json')));
  expect(built).toMatchObject({ routes: expect.arrayContaining(routes) });
});

test('the built functions run, and a rewritten request keeps its path and query', async () => {
  const root = fixture({});
  await buildVercel({ root });
  const host = await startHost({ root, output: '.vercel/output', env: {}, log: () => {} });
  try {
    expect(await (await fetch(`${host.url}/`)).text()).toBe('the page');
    expect(await (await fetch(`${host.url}/api/v1/health?a=1`)).text()).toBe(`${host.url}/api/v1/health?a=1`);
    expect((await fetch(`${host.url}/api/process`, { method: 'POST' })).status).toBe(200);
    expect((await fetch(`${host.url}/api/process`)).status).toBe(405);
  } finally {
    await host.stop();
  }
});

test('a function that imports a package past the bundle fails the build', async () => {
  const root = fixture({
    'api/system.ts': `import { Hono } from 'hono';\nexport default { fetch: new Hono().fetch };`,
  });
  await expect(buildVercel({ root })).rejects.toThrow('not self-contained');
});

test('a type error fails the build', async () => {
  const root = fixture({ 'api/system.ts': `export const GET = (): Response => 1;` });
  await expect(buildVercel({ root })).rejects.toThrow('api/system.ts(1,36): error TS2322');
});

/** The process of a step starts from the function's own files: it says that no analysis is called like this. */
async function expectStepProcess(built: (file: string) => URL): Promise<void> {
  const files = { child: built('step-process.js'), app: built('app.js') };
  const { run } = createAloneRunner({ files, clock: systemClock, marginMs: 20_000, atOnce: 3 });
  const step = { key: 'A', input: null };
  const request = { kind: 'none', input: null, stage: 0, step, jobId: 'job_a', epoch: 1, timeoutMs: 5_000 };
  await expect(run(request, new AbortController().signal)).rejects.toThrow('a job of kind "none"');
}

test('this project: every function is built within its size budget, imports without configuration, and answers', async () => {
  const { output, functions } = await buildVercel({ root: REPOSITORY });
  const sources = readdirSync(join(REPOSITORY, 'api')).map((name) => name.replace(/\.ts$/, ''));
  expect(functions.map(({ name }) => name)).toEqual(sources.sort());
  const megabyte = 2 ** 20;
  // What a cold start reads; the models of the profile analyses are chunks that only their steps load.
  expect(statSync(join(REPOSITORY, '.build/app.js')).size).toBeLessThan(3 * megabyte);
  // Only the steps need Tesseract and its language data (English and Russian, 4.6 MB) and the readers of forms, they and pictures of pages PDFium; vercel.json leaves them out.
  const most = (name: string) => ({ process: 23, documents: 17 })[name] ?? 12;
  for (const { name, bytes } of functions)
    expect([name, bytes < most(name) * megabyte]).toEqual([name, true]);
  const built = (name: string, file: string) => join(output, `functions/api/${name}.func/.build`, file);
  const carrying = functions.filter(({ name }) => existsSync(built(name, 'step-process.js')));
  expect(carrying.map(({ name }) => name)).toEqual(['process']);
  await expectStepProcess((file) => pathToFileURL(built('process', file)));
  const host = await startHost({ root: REPOSITORY, output: '.vercel/output', env: {}, log: () => {} });
  try {
    const health = await fetch(`${host.url}/api/health`);
    expect([health.status, health.headers.get('content-type')]).toEqual([503, expect.stringMatching(/json/)]);
    expect((await fetch(`${host.url}/`)).headers.get('content-type')).toMatch('text/html');
  } finally {
    await host.stop();
  }
});
