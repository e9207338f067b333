import { access, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { inputsPlugin } from './inputs-plugin.ts';

const SOURCES = /\.(tsx?|css)$|[/\\]tsconfig\.json$/;

/**
 * Writes the page to dist/, the only public folder: web/'s static files as they are, its program and styles bundled
 * into `app/`. Files are replaced atomically, so that several stacks may share one folder.
 * @throws if web/ has no index.html: without it Vercel would publish something else.
 */
export async function buildPage({ root }: { root: string }): Promise<void> {
  const web = join(root, 'web');
  await access(join(web, 'index.html'));
  await mkdir(join(root, '.build'), { recursive: true });
  const draft = await mkdtemp(join(root, '.build', 'page-'));
  try {
    await cp(web, draft, { recursive: true, filter: (path) => !SOURCES.test(path) });
    await rmEmpty(draft);
    await bundle(web, join(draft, 'app'));
    await replace(join(root, 'dist'), draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Each route's program is a file of its own, named by its contents. */
async function bundle(web: string, outdir: string): Promise<void> {
  await build({
    entryPoints: { main: join(web, 'main.tsx') },
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

/** Folders that held sources alone. */
async function rmEmpty(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) continue;
    await rmEmpty(path);
    if ((await readdir(path)).length === 0) await rm(path, { recursive: true });
  }
}

/** Moves the files of `draft` into `folder` and deletes everything else in it. */
async function replace(folder: string, draft: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const wanted = await entriesBelow(draft);
  for (const [path, kind] of await entriesBelow(folder)) {
    if (wanted.get(path) !== kind) await rm(join(folder, path), { recursive: true, force: true });
  }
  for (const [path, kind] of wanted) {
    if (kind === 'folder') await mkdir(join(folder, path), { recursive: true });
  }
  for (const [path, kind] of wanted) {
    if (kind === 'file') await rename(join(draft, path), join(folder, path));
  }
}

async function entriesBelow(folder: string): Promise<Map<string, 'file' | 'folder'>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.map((entry) => [
      relative(folder, join(entry.parentPath, entry.name)),
      entry.isDirectory() ? 'folder' : 'file',
    ]),
  );
}
