import { statfs } from 'node:fs/promises';

const MB = 2 ** 20;
/** A fresh PostgreSQL cluster and its first log files. */
const WITH_POSTGRES = 96 * MB;
const WITHOUT = 2 * MB;

/**
 * Checks that the disk of the local stack's data has room to start, before half of it has.
 * @throws Error that says which disk, how much is free, and what to do.
 */
export async function assertRoom(localDir: string, withPostgres: boolean): Promise<void> {
  const { bavail, bsize } = await statfs(localDir);
  const needed = withPostgres ? WITH_POSTGRES : WITHOUT;
  const free = bavail * bsize;
  if (free >= needed) return;
  throw new Error(
    `The disk that holds ${localDir} is full: ${(free / MB).toFixed(1)} MB are free, the local stack needs ${needed / MB} MB to start. ` +
      'Free some space and start again, or set LOCAL_DIR to a folder elsewhere. What was accepted is kept and goes on then.',
  );
}
