import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Clock ticks a second, in which Linux counts: `getconf CLK_TCK` is 100 on all its architectures that Node runs on. */
const MS_A_TICK = 10;
/** Fields of /proc/[pid]/stat after the command's name, counted from 0: proc_pid_stat(5). */
const USER = 11;
const SYSTEM = 12;

/** CPU time of a process and its threads so far, in ms. Linux only. */
export async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER]) + Number(fields[SYSTEM])) * MS_A_TICK;
}

/** The most memory that a process has held so far, in bytes. Linux only. */
export async function peakOf(pid: number): Promise<number> {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status tells no VmHWM.`);
  return Number(kilobytes) * 1024;
}

/** Time of a command, in ms. */
export interface Taken {
  cpu: number;
  wall: number;
}

/** Runs a command. @throws if it fails */
export async function timed(command: string, ...args: string[]): Promise<Taken> {
  const start = performance.now();
  // `times` prints the CPU time of the shell, and of what it ran, such as `0m1.25s 0m0.10s`.
  const { stdout } = await run('sh', ['-c', '"$@" >/dev/null 2>&1 || exit 1; times', 'sh', command, ...args]);
  const wall = performance.now() - start;
  const [own = ''] = stdout.trim().split('\n').slice(-1);
  const parts = [...own.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`The shell's times are not as expected: ${stdout}`);
  const cpu = parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
  return { cpu: cpu * 1000, wall };
}
