import { access, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts the static files of web/ into dist/, the only folder that is public. Sources stay behind.
 * @throws when web/ has no index.html: without a page Vercel would publish something else in its place.
 */
export async function buildPage({ root }: { root: string }): Promise<void> {
  const web = join(root, 'web');
  const dist = join(root, 'dist');
  await access(join(web, 'index.html'));
  await rm(dist, { recursive: true, force: true });
  await cp(web, dist, { recursive: true, filter: (path) => !/\.tsx?$/.test(path) });
}
