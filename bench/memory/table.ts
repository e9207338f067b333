import type { Machine } from '../field/machine.ts';
import type { Figure } from '../figures.ts';
import { line, markersOf } from '../page.ts';
import type { Peaks } from './processes.ts';

const MEGABYTE = 1e6;
const MOST_MEGABYTES = 400;
export const MARKERS = markersOf('memory');

/** What each process held at most, by scenario. */
export interface MemoryResults {
  commit: string | null;
  date: string;
  machine: Machine;
  scenarios: readonly { title: string; peaks: Peaks }[];
}

const megabytes = (bytes: number): number => Math.round(bytes / MEGABYTE);

/** Those that held most first. */
function namesOf({ scenarios }: MemoryResults): string[] {
  const most = (name: string) => Math.max(...scenarios.map(({ peaks }) => peaks.get(name) ?? 0));
  const names = new Set(scenarios.flatMap(({ peaks }) => [...peaks.keys()]));
  return [...names].sort((a, b) => most(b) - most(a));
}

/** The part of docs/benchmarks.md that a run writes. */
export function pageOf(results: MemoryResults): string {
  const { commit, date, machine, scenarios } = results;
  const { cores, cpu, memoryGb, node, loadBefore } = machine;
  const rows = namesOf(results).map((name) => {
    const cells = scenarios.map(({ peaks }) => peaks.get(name));
    return line([name, ...cells.map((bytes) => (bytes === undefined ? '—' : String(megabytes(bytes))))]);
  });
  return [
    MARKERS.begin,
    '',
    `Commit ${commit ?? 'unknown'}, ${date.slice(0, 10)}, on ${cores} × ${cpu}, ${memoryGb} GB, Node ${node.slice(1)}; load of the minute before: ${loadBefore}. MB.`,
    '',
    line(['', ...scenarios.map(({ title }) => title)]),
    line(['---', ...scenarios.map(() => '---:')]),
    ...rows,
    '',
    MARKERS.end,
  ].join('\n');
}

/** Every process of every scenario has the same budget. */
export const figuresOf = ({ scenarios }: MemoryResults): Figure[] =>
  scenarios.flatMap(({ title, peaks }) =>
    [...peaks].map(([name, bytes]) => ({
      name: `${title}: ${name}`,
      value: megabytes(bytes),
      unit: 'MB',
      budget: MOST_MEGABYTES,
    })),
  );
