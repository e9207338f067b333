import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../dev/postgres/port.ts';
import { temporaryFolder } from '../../dev/stack/temporary-folder.ts';
import { type Peaks, watchPeaks } from './processes.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LOOK_MS = 100;

/** @throws Error if it ends before it serves */
async function serving({ stdout }: ChildProcess): Promise<void> {
  const isServing = Promise.withResolvers<void>();
  if (stdout) {
    createInterface({ input: stdout })
      .on('line', (line) => line.startsWith('Serving.') && isServing.resolve())
      .on('close', () => isServing.reject(new Error('The local stack ended before it served.')));
  }
  await isServing.promise;
}

/**
 * Runs `work` against `npm start` on data of its own.
 * @returns what each of its processes held at most, those that had ended before it served left out
 */
export async function peaksDuring(work: (url: string) => Promise<unknown>): Promise<Peaks> {
  const folder = await temporaryFolder('unstuck-memory-');
  const port = await freePort();
  const child = spawn(process.execPath, ['dev/start.ts', '--no-demo'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), LOCAL_DIR: folder, MARKET_DATA: 'simulated' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  try {
    await serving(child);
    const watch = watchPeaks(child.pid ?? 0, LOOK_MS);
    await work(`http://127.0.0.1:${port}`).finally(watch.stop);
    return watch.peaks;
  } finally {
    child.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  }
}
