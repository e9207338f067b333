import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../..');

const REQUIRE = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  'const require = createRequireOfBundle(import.meta.url);',
].join('\n');

const vercelJson = z.looseObject({
  functions: z.record(z.string(), z.looseObject({ maxDuration: z.number().optional() })),
});

/**
 * Deploys into a folder below `folder`: this project's functions and routes, with `tests/chaos/app.ts` as the app.
 * @param maxDurationSeconds for every function that sets one.
 * @returns the root for the host.
 */
export async function deployChaos(folder: string, maxDurationSeconds: number): Promise<string> {
  const root = await mkdtemp(join(folder, 'deployment-'));
  const config = vercelJson.parse(JSON.parse(await readFile(join(ROOT, 'vercel.json'), 'utf8')));
  for (const settings of Object.values(config.functions)) {
    if (settings.maxDuration !== undefined) settings.maxDuration = maxDurationSeconds;
  }
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(join(root, 'vercel.json'), JSON.stringify(config));
  await cp(join(ROOT, 'package.json'), join(root, 'package.json'));
  await cp(join(ROOT, 'api'), join(root, 'api'), { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: { app: 'tests/chaos/app.ts', 'step-process': 'lib/engine/alone/step-process.ts' },
    outdir: join(root, '.build'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    chunkNames: '[name]-[hash]',
    banner: { js: REQUIRE },
    legalComments: 'none',
    logLevel: 'error',
  });
  return root;
}
