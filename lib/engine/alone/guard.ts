import { writeSync } from 'node:fs';
import { GUARD_EVERY_MS, MEMORY_MB } from './limits.ts';

/**
 * Runs in a thread of the step's process, whose main thread may be blocked for ever. Ends the process when the
 * function that started it is gone, or when it has taken too much memory: otherwise the machine would choose whom
 * to end.
 */
export function guard(parent: number): void {
  const end = (why: string) => {
    writeSync(2, `The process of a step is ended: ${why}.\n`);
    process.kill(process.pid, 'SIGKILL');
  };
  setInterval(() => {
    if (process.ppid !== parent) end('its function is gone');
    else if (process.memoryUsage.rss() > MEMORY_MB * 2 ** 20) end(`it took more than ${MEMORY_MB} MB`);
  }, GUARD_EVERY_MS);
}
