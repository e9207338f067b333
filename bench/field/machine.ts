import { execFile } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { promisify } from 'node:util';

/** Where figures were measured. */
export interface Machine {
  cores: number;
  cpu: string;
  memoryGb: number;
  kernel: string;
  node: string;
  postgres: string;
  /** Of the minute before the bench began. */
  loadBefore: number;
}

export function machineOf(postgres: string): Machine {
  const [cpu] = cpus();
  return {
    cores: cpus().length,
    cpu: cpu?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    postgres,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

/** The commit of a clone, marked if files were changed since; null outside of a clone. */
export async function commitOf(root: string): Promise<string | null> {
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', args, { cwd: root })).stdout.trim();
  try {
    const changed = await git(
      'status',
      '--porcelain',
      '--untracked-files=no',
      '--',
      'lib',
      'dev',
      'api',
      'bench/field',
    );
    return `${await git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : ' and changes'}`;
  } catch {
    return null;
  }
}
