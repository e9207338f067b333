import { build } from 'esbuild';
import { inputsPlugin } from './inputs-plugin.ts';

/**
 * Bundles the page's programs with their styles. Each route's part of a program is a file of its own, named by its
 * contents.
 * @throws esbuild's BuildFailure
 */
export async function bundlePage(entryPoints: Record<string, string>, outdir: string): Promise<void> {
  await build({
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2023',
    minify: true,
    plugins: [inputsPlugin],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file' },
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    logLevel: 'error',
  });
}
