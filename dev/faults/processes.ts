import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresServer } from '../postgres/server.ts';
import { type FaultKind, PROCESS_KINDS, type ProcessKind } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import { type Draw, seeded } from './random.ts';

/** A function process, the jobs it is working on, and how many of their steps it is running. */
export interface BusyProcess {
  pid: number;
  jobs: string[];
  steps: number;
}

export interface ProcessFaultOptions {
  seed: number;
  /** Average interval in milliseconds; kinds not listed are never injected. */
  everyMs: Partial<Record<ProcessKind, number>>;
  postgres: PostgresServer;
  /** Processes currently running a slice. */
  busy: () => BusyProcess[];
  ledger: Ledger;
  /** How long a stalled process sleeps; longer than a lease. */
  stallMs: number;
  /** How long a frozen process sleeps; longer than the host's patience. */
  frozenMs: number;
  /** By when the host must have ended a process that no longer answers. */
  outOfTimeMs: number;
  /** Called for each process at the moment it is hit. */
  onHit: (kind: FaultKind, process: BusyProcess) => void;
}

export interface ProcessFaults {
  /** Stops injecting; resolves when all running faults are over and everything is up again. */
  stop(): Promise<void>;
}

/** @returns false if the process no longer exists. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

async function untilGone(pid: number, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) {
    if (!signal(pid, 0)) return true;
  }
  return false;
}

/** Where everybody waits for a while, no process is busy: the fault waits, too. */
async function until(isSo: () => boolean, signal: AbortSignal): Promise<void> {
  while (!isSo()) await sleep(50, undefined, { signal });
}

/** Kills, stalls and starves processes at seeded times until stopped. */
export function startProcessFaults(options: ProcessFaultOptions): ProcessFaults {
  const { seed, everyMs, postgres, busy, ledger, stallMs, frozenMs, outOfTimeMs, onHit } = options;
  const stopped = new AbortController();
  const asleep = new Set<number>();

  const awakeNow = () => busy().filter(({ pid }) => !asleep.has(pid) && signal(pid, 0));

  const hit = (kind: ProcessKind, draw: Draw, name: NodeJS.Signals): BusyProcess | undefined => {
    const awake = awakeNow();
    const inTheMiddle = awake.filter(({ steps }) => steps > 0);
    const candidates = inTheMiddle.length > 0 ? inTheMiddle : awake;
    const chosen = candidates[Math.floor(draw() * candidates.length)];
    if (!chosen || !signal(chosen.pid, name)) return undefined;
    onHit(kind, chosen);
    ledger.count(kind, chosen.jobs[0] ?? null);
    return chosen;
  };

  const stall = async (
    kind: ProcessKind,
    draw: Draw,
    ms: number,
    over: (pid: number) => Promise<unknown> = () => new Promise(() => {}),
  ) => {
    const chosen = hit(kind, draw, 'SIGSTOP');
    if (!chosen) return;
    asleep.add(chosen.pid);
    await Promise.race([over(chosen.pid), sleep(ms)]);
    signal(chosen.pid, 'SIGCONT');
    asleep.delete(chosen.pid);
  };

  const injections: Record<ProcessKind, (draw: Draw) => Promise<unknown>> = {
    postgres_killed: async () => {
      ledger.count('postgres_killed', busy()[0]?.jobs[0] ?? null);
      await postgres.kill();
      await postgres.restart();
    },
    slice_killed: async (draw) => hit('slice_killed', draw, 'SIGKILL'),
    slice_stalled_past_its_lease: (draw) => stall('slice_stalled_past_its_lease', draw, stallMs),
    process_frozen: (draw) => stall('process_frozen', draw, frozenMs),
    slice_out_of_time: (draw) =>
      stall('slice_out_of_time', draw, outOfTimeMs, (pid) => untilGone(pid, outOfTimeMs)),
  };

  const underWay = new Set<Promise<unknown>>();
  const repeat = async (kind: ProcessKind, every: number, draw: Draw) => {
    for (;;) {
      await sleep(every * (0.5 + draw()), undefined, { signal: stopped.signal });
      if (kind !== 'postgres_killed') await until(() => awakeNow().length > 0, stopped.signal);
      const work = injections[kind](draw);
      underWay.add(work);
      const over = work.finally(() => underWay.delete(work));
      if (kind === 'postgres_killed') await over;
      else over.catch(() => {});
    }
  };
  const loops = PROCESS_KINDS.flatMap((kind) => {
    const every = everyMs[kind];
    return every === undefined ? [] : [repeat(kind, every, seeded(seed, kind))];
  });
  const over = Promise.all(
    loops.map((loop) =>
      loop.catch((error: unknown) => {
        if (!stopped.signal.aborted) throw error;
      }),
    ),
  );
  over.catch(() => {});
  return {
    stop: async () => {
      stopped.abort();
      await over;
      await Promise.all(underWay);
    },
  };
}
