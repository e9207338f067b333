import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const SOURCES = 'packages/client/src';

/**
 * Bundles the client, one file for every runtime, and the command line.
 * @param outDir default `packages/client/dist`
 * @throws esbuild's BuildFailure
 */
export async function bundleClient(root: string, outDir = join(root, 'packages/client/dist')): Promise<void> {
  const shared = { bundle: true, format: 'esm', logLevel: 'error', absWorkingDir: root } as const;
  const cli = join(outDir, 'cli.js');
  await Promise.all([
    build({
      ...shared,
      entryPoints: [`${SOURCES}/index.ts`],
      outfile: join(outDir, 'unstuck.js'),
      platform: 'neutral',
      target: 'es2022',
      minify: true,
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
