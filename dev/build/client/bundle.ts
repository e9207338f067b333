import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const SOURCES = 'packages/client/src';
const HOOKS = ['react', 'preact'] as const;

/** The hooks use the client beside them: a page that has both loads it once. */
const clientBeside: Plugin = {
  name: 'client-beside',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/index\.ts$/ }, () => ({ path: './unstuck.js', external: true }));
  },
};

/**
 * Bundles the client, one file for every runtime, `useJob` for React and for Preact, and the command line.
 * @param outDir default `packages/client/dist`
 * @throws esbuild's BuildFailure
 */
export async function bundleClient(root: string, outDir = join(root, 'packages/client/dist')): Promise<void> {
  const shared = { bundle: true, format: 'esm', logLevel: 'error', absWorkingDir: root } as const;
  const forPages = { ...shared, platform: 'neutral', target: 'es2022', minify: true } as const;
  const cli = join(outDir, 'cli.js');
  await Promise.all([
    build({ ...forPages, entryPoints: [`${SOURCES}/index.ts`], outfile: join(outDir, 'unstuck.js') }),
    build({
      ...forPages,
      entryPoints: HOOKS.map((name) => `${SOURCES}/${name}.ts`),
      outdir: outDir,
      external: ['react', 'preact/hooks'],
      plugins: [clientBeside],
    }),
    build({
      ...shared,
      entryPoints: [`${SOURCES}/cli/main.ts`],
      outfile: cli,
      platform: 'node',
      target: 'node20',
      banner: { js: '#!/usr/bin/env node' },
    }),
  ]);
  await chmod(cli, 0o755);
}
