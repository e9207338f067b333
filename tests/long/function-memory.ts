import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Host } from '../../dev/host/host.ts';

/**
 * Resident bytes of the largest process of the functions, those of single steps among them. Not of the host, which is the
 * test: it keeps all that was sent.
 */
export async function largestOfFunctions(host: Host): Promise<number> {
  const functions = (await host.memory()).filter(({ name }) => name !== 'host');
  const pids = new Set(functions.map(({ pid }) => pid));
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'ppid=,rss=']);
  const children = stdout.split('\n').flatMap((line) => {
    const [parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
    return pids.has(parent) ? [kilobytes * 1024] : [];
  });
  return Math.max(0, ...functions.map(({ rssBytes }) => rssBytes), ...children);
}
