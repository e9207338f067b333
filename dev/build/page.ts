import { access, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * Copies the static files of web/ to dist/, the only public folder; sources are left out. Files are replaced
 * atomically, so that several stacks may share one folder.
 * @throws if web/ has no index.html: without it Vercel would publish something else.
 */
export async function buildPage({ root }: { root: string }): Promise<void> {
  const web = join(root, 'web');
  await access(join(web, 'index.html'));
  await mkdir(join(root, '.build'), { recursive: true });
  const draft = await mkdtemp(join(root, '.build', 'page-'));
  try {
    await cp(web, draft, { recursive: true, filter: (path) => !/\.tsx?$/.test(path) });
    await replace(join(root, 'dist'), draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
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
