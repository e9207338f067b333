import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BLOCK = 4_096;

/** A disk of a few MB. */
export interface SmallDisk {
  folder: string;
  /** Leaves not a byte. */
  fill(): Promise<void>;
  empty(): Promise<void>;
  remove(): Promise<void>;
}

/** Why this machine cannot have a small disk; null if it can. Linux lets only root mount one. */
export const noSmallDisk: string | null =
  process.platform === 'linux' && process.getuid?.() === 0 ? null : 'only root on Linux can mount a disk';

export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'unstuck-test', folder]);
  await chmod(folder, 0o711);
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: async () => {
      for (let size = megabytes * 2 ** 20; size >= BLOCK; size /= 2) {
        const more = () => writeFile(filler, Buffer.alloc(size), { flag: 'a' });
        await more().catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOSPC') throw error;
        });
      }
    },
    empty: () => rm(filler, { force: true }),
    remove: async () => {
      await run('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
