import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packClient } from '../examples/copied.ts';
import { blocksOf } from '../support/doc-blocks.ts';
import { ROOT } from '../support/stack.ts';

/** What docs/embed.md calls a deployment. */
const URL_OF_DOCS = 'https://your-app.vercel.app';

const MOUNT = {
  react: `import { createElement } from 'react';
    import { createRoot } from 'react-dom/client';
    export const mount = (component, props, place) => createRoot(place).render(createElement(component, props));`,
  preact: `import { h, render } from 'preact';
    export const mount = (component, props, place) => render(h(component, props), place);`,
} as const;

const main = (name: string) => `import { JobCard } from './job-card.tsx';
  import { mount } from './mount.js';
  const [id, token] = location.hash.slice(1).split(',');
  mount(JobCard, { id, token }, document.querySelector('#${name}'));`;

/** The component of docs/embed.md in a page of somebody's own, as their bundler makes it. */
async function bundled(folder: string, name: keyof typeof MOUNT, serviceUrl: string): Promise<string> {
  const sources = join(folder, name);
  await mkdir(sources, { recursive: true });
  for (const { file, text } of blocksOf('docs/embed.md').filter((block) =>
    block.file.startsWith('your/page/'),
  )) {
    const own = text.replace('unstuck/react', `unstuck/${name}`).replace(URL_OF_DOCS, serviceUrl);
    await writeFile(join(sources, file.replace('your/page/', '')), own);
  }
  await writeFile(join(sources, 'mount.js'), MOUNT[name]);
  await writeFile(join(sources, 'main.js'), main(name));
  const { outputFiles } = await build({
    entryPoints: [join(sources, 'main.js')],
    ...{ bundle: true, write: false, format: 'esm', minify: true, logLevel: 'error' },
    ...{ jsx: 'automatic', jsxImportSource: name, define: { 'process.env.NODE_ENV': '"production"' } },
  });
  return outputFiles?.[0]?.text ?? '';
}

/** Packages where a bundler looks for them. */
async function installed(folder: string): Promise<void> {
  const packages = join(folder, 'node_modules');
  await packClient(join(packages, 'unstuck'));
  for (const name of ['react', 'react-dom', 'scheduler', 'preact'])
    await symlink(join(ROOT, 'node_modules', name), join(packages, name));
}

export interface OwnPage {
  origin: string;
  /** Makes the page, once it is known where the service is. */
  make(serviceUrl: string): Promise<void>;
  stop(): Promise<void>;
}

/** A page of another origin, with the component in React and in Preact. Its address ends in `#JOB,TOKEN`. */
export async function startOwnPage(): Promise<OwnPage> {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-own-page-'));
  const files = new Map<string, string>();
  const server = createServer(({ url = '/' }, response) => {
    const body = files.get(url);
    const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
    response
      .writeHead(body === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` })
      .end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    make: async (serviceUrl) => {
      await installed(folder);
      const names = ['react', 'preact'] as const;
      for (const name of names) files.set(`/${name}.js`, await bundled(folder, name, serviceUrl));
      const places = names.map(
        (name) => `<div id="${name}"></div><script type="module" src="/${name}.js"></script>`,
      );
      files.set('/', `<!doctype html><html lang="en"><title>Own page</title>${places.join('')}</html>`);
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
