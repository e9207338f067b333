import { z } from 'zod';
import type { BusyProcess } from '../../dev/faults/processes.ts';

const lineSchema = z.object({
  time: z.coerce.date(),
  level: z.string(),
  event: z.string(),
  pid: z.number(),
  job: z.string().nullish(),
  message: z.string().nullish(),
  line: z.string().optional(),
  retried: z.number().optional(),
  key: z.string().optional(),
});
type Line = z.infer<typeof lineSchema>;

/** A step that began to run, and the message that started its slice. */
export interface StepRun {
  at: number;
  job: string;
  key: string;
  message: string;
  line: string;
  retried: number;
}

/** A process that was hit while running steps. */
interface Hit {
  at: number;
  kind: string;
  /** Names of steps, `job/key`. */
  held: string[];
}

/**
 * Reads the functions' logs: which process works on what, which steps ran when, and anything that must not be logged.
 */
export interface Tracker {
  onLine(line: string): void;
  busy(): BusyProcess[];
  /** Records what a process held when a fault hit it. */
  hit(kind: string, pid: number): void;
  runs: StepRun[];
  /** Milliseconds that slices and watchdogs of a job took, those that were killed apart. */
  functionMs(job: string): number;
  hits: Hit[];
  /** Number of warnings and errors, by event. */
  warnings: Map<string, number>;
  /** Number of function processes ended because a request exceeded its time limit. */
  timeouts(): number;
}

interface Working {
  slices: Map<string, string>;
  steps: Set<string>;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** @param onStep called for each step that begins, with the other jobs whose slices its process runs. */
export function createTracker(
  onStep: (step: { job: string; key: string; others: string[] }) => void = () => {},
): Tracker {
  const working = new Map<number, Working>();
  const runs: StepRun[] = [];
  const hits: Hit[] = [];
  const warnings = new Map<string, number>();
  const begun = new Map<string, number>();
  const spent = new Map<string, number>();
  let timeouts = 0;
  const of = (pid: number): Working => {
    const known = working.get(pid) ?? { slices: new Map(), steps: new Set() };
    working.set(pid, known);
    return known;
  };
  const noteSlice = ({ event, pid, job, message, time }: Line) => {
    if (!message) return;
    const run = `${pid}/${message}`;
    if (event === 'slice_began' && job) {
      of(pid).slices.set(message, job);
      begun.set(run, time.getTime());
    }
    if (event !== 'slice_ended') return;
    of(pid).slices.delete(message);
    if (job) spent.set(job, (spent.get(job) ?? 0) + time.getTime() - (begun.get(run) ?? time.getTime()));
    begun.delete(run);
  };
  const noteStep = ({ event, pid, job, message, key, line, retried, time }: Line) => {
    const { steps, slices } = of(pid);
    if (event === 'step_ended') steps.delete(`${job}/${key}`);
    if (event !== 'step_began' || !job || key === undefined) return;
    steps.add(`${job}/${key}`);
    onStep({ job, key, others: [...slices.values()].filter((other) => other !== job) });
    runs.push({
      at: time.getTime(),
      job,
      key,
      message: message ?? '',
      line: line ?? '',
      retried: retried ?? 0,
    });
  };
  const note = (line: Line) => {
    if (line.level !== 'info') warnings.set(line.event, (warnings.get(line.event) ?? 0) + 1);
    noteSlice(line);
    noteStep(line);
  };
  return {
    onLine: (text) => {
      if (text.includes('FUNCTION_INVOCATION_TIMEOUT')) timeouts++;
      const json = text.indexOf('{"time"');
      if (json < 0) return;
      const parsed = lineSchema.safeParse(JSON.parse(text.slice(json)));
      if (parsed.success) note(parsed.data);
    },
    busy: () =>
      [...working]
        .filter(([pid]) => isAlive(pid))
        .flatMap(([pid, { slices, steps }]) =>
          slices.size > 0 ? [{ pid, jobs: [...slices.values()], steps: steps.size }] : [],
        ),
    hit: (kind, pid) => {
      hits.push({ at: Date.now(), kind, held: [...of(pid).steps] });
      if (kind === 'slice_killed') working.delete(pid);
    },
    runs,
    functionMs: (job) => spent.get(job) ?? 0,
    hits,
    warnings,
    timeouts: () => timeouts,
  };
}
