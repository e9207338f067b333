import { join, resolve } from 'node:path';
import { coldImportMs } from '../dev/build/cold-import.ts';
import { buildFunctions } from '../dev/build/functions.ts';
import { type Figure, percentile } from './figures.ts';

const ROOT = resolve(import.meta.dirname, '..');
const RUNS = 7;

/** Cold start: size of the bundle and its import time in a new process (median). */
export async function benchFunctions(): Promise<Figure[]> {
  const { outDir, files } = await buildFunctions({ root: ROOT });
  const entry = files.find(({ name }) => name === 'app.js');
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await coldImportMs(join(outDir, 'app.js')));
  return [
    { name: 'bundle of all functions', value: Math.round((entry?.bytes ?? 0) / 1024), unit: 'KB' },
    { name: 'cold import, median', value: percentile(times, 0.5), unit: 'ms', budget: 150 },
    { name: 'cold import, slowest', value: Math.max(...times), unit: 'ms' },
  ];
}
