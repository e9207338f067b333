import { existsSync } from 'node:fs';
import { access, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { bundlePage } from './bundle-page.ts';
import { ownOpenApi } from './reference/own-document.ts';
import { writeReference } from './reference/reference.ts';

/** The page's, and that of the reference. */
const PROGRAMS = { main: 'main.tsx', docs: 'docs/try.ts' };

const SOURCES = /\.(tsx?|css)$|[/\\]tsconfig\.json$/;

/**
 * Writes the page to dist/, the only public folder: web/'s static files as they are, its programs and styles bundled
 * into `app/`, and the reference made of docs/ and the app's OpenAPI document. Files are
 * replaced atomically, so that several stacks may share one folder.
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
    const programs = Object.entries(PROGRAMS)
      .map(([name, path]) => [name, join(web, path)] as const)
      .filter(([, path]) => existsSync(path));
    if (programs.length > 0) await bundlePage(Object.fromEntries(programs), join(draft, 'app'));
    if (existsSync(join(root, 'docs'))) await writeReference(root, await ownOpenApi(root), draft);
    await replace(join(root, 'dist'), draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
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
