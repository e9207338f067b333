import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { peakOf } from '../cpu.ts';

/** Field of /proc/[pid]/stat after the command's name, counted from 0: proc_pid_stat(5). */
const PARENT = 1;

interface Running {
  pid: number;
  parent: number;
}

/** What each process of a tree held at most, in bytes, by what the process is. */
export type Peaks = Map<string, number>;

async function running(): Promise<Running[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = pids.map(async (pid) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[PARENT]) };
  });
  return Promise.all(all);
}

/** A process and all below it. */
export function treeOf(root: number, all: readonly Running[]): number[] {
  const below = all.filter(({ parent }) => parent === root).flatMap(({ pid }) => treeOf(pid, all));
  return [root, ...below];
}

/** What a process of the local stack is, by its command. */
export function nameOf(command: readonly string[]): string {
  const [program = '', ...words] = command;
  const served = words.findIndex((word) => word.endsWith('/function-server.ts'));
  if (served !== -1) return `function ${basename(words[served + 1] ?? '', '.ts')}`;
  if (words.some((word) => word.endsWith('dev/start.ts'))) return 'host, queue and database endpoint';
  if (words.some((word) => word.endsWith('/step-process.js'))) return 'process of a step alone';
  if (/^postgres:|\/postgres$/.test(program)) return 'PostgreSQL, its largest';
  return basename(program);
}

async function note(pid: number, into: Peaks): Promise<void> {
  const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').filter((word) => word !== '');
  if (command.length === 0) return;
  const name = nameOf(command);
  into.set(name, Math.max(into.get(name) ?? 0, await peakOf(pid)));
}

/**
 * Looks at a process and all below it, again and again: the kernel keeps a process's peak only while it runs.
 * Linux only.
 */
export function watchPeaks(root: number, everyMs: number): { peaks: Peaks; stop(): Promise<void> } {
  const peaks: Peaks = new Map();
  // One that ends while it is looked at has been seen before.
  const look = async () => {
    await Promise.allSettled(treeOf(root, await running()).map((pid) => note(pid, peaks)));
  };
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = last.then(look);
  }, everyMs);
  return {
    peaks,
    stop: async () => {
      clearInterval(timer);
      await last;
      await look();
    },
  };
}
