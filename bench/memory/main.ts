import { resolve } from 'node:path';
import { commitOf, machineOf } from '../field/machine.ts';
import type { Figure } from '../figures.ts';
import { writePart } from '../page.ts';
import type { Peaks } from './processes.ts';
import { SCENARIOS } from './scenarios.ts';
import { peaksDuring } from './stack.ts';
import { figuresOf, MARKERS, pageOf } from './table.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * The most memory of each process of `npm start`, in one scenario after another, each on a stack of its own; written
 * into docs/benchmarks.md. Linux only.
 */
export async function benchMemory(): Promise<Figure[]> {
  const machine = machineOf('');
  const scenarios: { title: string; peaks: Peaks }[] = [];
  for (const { title, run } of SCENARIOS) scenarios.push({ title, peaks: await peaksDuring(run) });
  const results = { commit: await commitOf(ROOT), date: new Date().toISOString(), machine, scenarios };
  await writePart(pageOf(results), MARKERS);
  return figuresOf(results);
}
