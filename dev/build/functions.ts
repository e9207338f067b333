import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { build, formatMessages, type OutputFile } from 'esbuild';

export interface FunctionsOptions {
  /** Holds lib/app.ts. */
  root: string;
  /** Seen from `root`; `.build` when left out, which is where `#app` points. */
  outDir?: string;
}

export interface FunctionsBuild {
  outDir: string;
  /** The bundle and the chunks of dynamic imports, without source maps and licenses. */
  files: { name: string; bytes: number }[];
}

/** Dependencies that are CommonJS inside call `require` for Node's own modules. */
const REQUIRE = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  'const require = createRequireOfBundle(import.meta.url);',
].join('\n');

/**
 * Bundles lib/app.ts to `<outDir>/app.js`, which the functions import as `#app`. Unbundled, its dependencies take
 * 600 to 870 ms to import, bundled about 100. Each file is put in place whole and the entry last, and old chunks
 * stay, so that functions may start and run meanwhile.
 * @throws esbuild's BuildFailure
 */
export async function buildFunctions({ root, outDir = '.build' }: FunctionsOptions): Promise<FunctionsBuild> {
  const folder = resolve(root, outDir);
  const { outputFiles, warnings } = await build({
    absWorkingDir: resolve(root),
    entryPoints: ['lib/app.ts'],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    chunkNames: '[name]-[hash]',
    banner: { js: REQUIRE },
    legalComments: 'external',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
    write: false,
  });
  for (const warning of await formatMessages(warnings, { kind: 'warning' })) console.warn(warning);
  await mkdir(folder, { recursive: true });
  const entry = outputFiles.filter(({ path }) => path === join(folder, 'app.js'));
  await Promise.all(outputFiles.filter((file) => !entry.includes(file)).map(putInPlace));
  await Promise.all(entry.map(putInPlace));
  const files = outputFiles
    .filter(({ path }) => path.endsWith('.js'))
    .map(({ path, contents }) => ({ name: basename(path), bytes: contents.length }));
  return { outDir: folder, files };
}

async function putInPlace({ path, contents }: OutputFile): Promise<void> {
  const draft = `${path}.${process.pid}.${performance.now()}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}
