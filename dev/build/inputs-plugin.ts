import type { Plugin } from 'esbuild';

/** What the forms are made of. Loaded here, since only the page needs what it imports. */
export const inputsPlugin: Plugin = {
  name: 'inputs',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^unstuck:inputs$/ }, ({ path }) => ({ path, namespace: 'inputs' }));
    onLoad({ filter: /.*/, namespace: 'inputs' }, async () => {
      const { inputSchemas } = await import('./input-schemas.ts');
      return { contents: `export const inputs = ${JSON.stringify(inputSchemas())};`, loader: 'js' };
    });
  },
};
