import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The clone of the project that a folder is in; null outside of one. */
export async function cloneAt(folder: string): Promise<string | null> {
  const isClone = await access(join(folder, 'dev', 'stack', 'stack.ts')).then(
    () => true,
    () => false,
  );
  if (isClone) return folder;
  return dirname(folder) === folder ? null : cloneAt(dirname(folder));
}
