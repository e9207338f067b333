import { symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { buildFunctions } from '../../dev/build/functions.ts';
import { project } from '../dev/host/project.ts';

const REPOSITORY = join(import.meta.dirname, '../..');

/** What the CLI calls for `vercel dev`; the package's types do not mention it. */
const { startDevServer } = z
  .object({
    startDevServer: z.custom<(options: object) => Promise<unknown>>((value) => typeof value === 'function'),
  })
  .parse(createRequire(import.meta.url)('@vercel/node'));

/** Serves one function of `root` as Vercel's own Node runtime does, while `use` runs. */
async function served(root: string, entrypoint: string, use: (url: string) => Promise<void>): Promise<void> {
  const server = await startDevServer({
    entrypoint,
    workPath: root,
    repoRootPath: root,
    files: {},
    config: { zeroConfig: true },
    meta: { isDev: true, env: {}, buildEnv: {} },
  });
  const { port, pid } = z.object({ port: z.int(), pid: z.int() }).parse(server);
  try {
    await use(`http://127.0.0.1:${port}`);
  } finally {
    process.kill(pid);
  }
}

test("Vercel's Node runtime resolves #app to the bundle and hands over the request as it came", async () => {
  const root = project({
    'package.json': JSON.stringify({
      type: 'module',
      imports: { '#app': { types: './lib/app.ts', default: './.build/app.js' } },
    }),
    'lib/app.ts': `export const app = async (request: Request): Promise<Response> =>
      Response.json({ url: new URL(request.url).pathname, body: await request.text() });`,
    'api/process.ts': `import { app } from '#app';\nexport const POST = (request: Request) => app(request);`,
  });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  await buildFunctions({ root });
  await served(root, 'api/process.ts', async (url) => {
    const answer = await fetch(`${url}/api/process`, { method: 'POST', body: '{"v": 1}' });
    expect(await answer.json()).toEqual({ url: '/api/process', body: '{"v": 1}' });
    expect((await fetch(`${url}/api/process`)).status).toBe(405);
  });
});

test("this project's api/ answers under Vercel's Node runtime", async () => {
  await buildFunctions({ root: REPOSITORY });
  await served(REPOSITORY, 'api/system.ts', async (url) => {
    const health = await fetch(`${url}/api/health`);
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ status: 'down', parts: { configuration: 'down' } });
  });
});
