import { build, type Plugin } from 'esbuild';

/** What the forms are made of. Loaded here, since only the page needs what it imports. */
const inputs: Plugin = {
  name: 'inputs',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^unstuck:inputs$/ }, ({ path }) => ({ path, namespace: 'inputs' }));
    onLoad({ filter: /.*/, namespace: 'inputs' }, async () => {
      const { inputSchemas } = await import('./input-schemas.ts');
      return { contents: `export const inputs = ${JSON.stringify(inputSchemas())};`, loader: 'js' };
    });
  },
};

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
    plugins: [inputs],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file' },
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    logLevel: 'error',
  });
}
