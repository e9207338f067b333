import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const REQUIRE = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  'const require = createRequireOfBundle(import.meta.url);',
].join('\n');

/**
 * Deploys the functions and routes of the project in `root` into `folder`, with `noop/app.ts` as the app.
 * @throws esbuild's BuildFailure
 */
export async function deployNoop(root: string, folder: string): Promise<void> {
  await mkdir(join(folder, 'dist'), { recursive: true });
  await writeFile(join(folder, 'vercel.json'), await readFile(join(root, 'vercel.json')));
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await cp(join(root, 'api'), join(folder, 'api'), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { app: 'bench/field/noop/app.ts', 'step-process': 'lib/engine/alone/step-process.ts' },
    outdir: join(folder, '.build'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    chunkNames: '[name]-[hash]',
    banner: { js: REQUIRE },
    define: { __dirname: 'import.meta.dirname' },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
  });
}
