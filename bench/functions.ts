import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { coldImportMs } from '../dev/build/cold-import.ts';
import { buildFunctions } from '../dev/build/functions.ts';
import { type Figure, percentile } from './figures.ts';

const ROOT = resolve(import.meta.dirname, '..');
const RUNS = 9;

/** Cold start: size of the bundle and its import time in a new process (median), beside an empty function. */
export async function benchFunctions(): Promise<Figure[]> {
  const { outDir, files } = await buildFunctions({ root: ROOT });
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-empty-'));
  const empty = join(folder, 'empty.js');
  await writeFile(empty, 'export const app = () => new Response();');
  const times: { ours: number[]; empty: number[] } = { ours: [], empty: [] };
  for (let run = 0; run < RUNS; run++) {
    times.ours.push(await coldImportMs(join(outDir, 'app.js')));
    times.empty.push(await coldImportMs(empty));
  }
  await rm(folder, { recursive: true });
  const entry = files.find(({ name }) => name === 'app.js');
  return [
    { name: 'bundle of all functions', value: Math.round((entry?.bytes ?? 0) / 1024), unit: 'KB' },
    { name: 'cold import, median', value: percentile(times.ours, 0.5), unit: 'ms', budget: 150 },
    { name: 'cold import, slowest', value: Math.max(...times.ours), unit: 'ms' },
    { name: 'of an empty function, median', value: percentile(times.empty, 0.5), unit: 'ms' },
  ];
}
