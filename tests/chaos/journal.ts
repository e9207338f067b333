import { setTimeout as sleep } from 'node:timers/promises';
import type { JobState } from '../../dev/faults/kinds.ts';
import type { Audit, Change } from './audit.ts';

const TERMINAL = new Set(['completed', 'completed_with_errors', 'failed', 'cancelled']);

function isTerminalStatus(status: string): boolean {
  return TERMINAL.has(status);
}

/** Numbers are drawn before commit, so up to this many later ones may be visible first. */
const LATE_COMMITS = 300;

/** Follows the database's record of job states. */
export interface Journal {
  changes: Change[];
  stateOf(job: string): JobState;
  isOver(job: string): boolean;
  /** Jobs that have not ended. */
  unfinished(): string[];
  /** Resolves at the job's next change, or after `atMostMs`. */
  changed(job: string, atMostMs: number): Promise<void>;
  /** Reads new entries; nothing if the database is away. */
  look(audit: Audit): Promise<void>;
}

export function createJournal(): Journal {
  const changes: Change[] = [];
  const statuses = new Map<string, string>();
  const waiting = new Map<string, Set<() => void>>();
  const known = new Set<number>();
  let last = 0;
  const stateOf = (job: string): JobState => {
    const status = statuses.get(job);
    if (status === undefined) return 'none';
    return status === 'queued' || status === 'processing' ? status : 'terminal';
  };
  const note = (change: Change) => {
    if (known.has(change.seq)) return;
    known.add(change.seq);
    last = Math.max(last, change.seq);
    changes.push(change);
    statuses.set(change.job_id, change.status);
    for (const wake of waiting.get(change.job_id) ?? []) wake();
  };
  return {
    changes,
    stateOf,
    isOver: (job) => stateOf(job) === 'terminal',
    unfinished: () => [...statuses].filter(([, status]) => !isTerminalStatus(status)).map(([job]) => job),
    changed: async (job, atMostMs) => {
      const told = Promise.withResolvers<void>();
      const set = waiting.get(job) ?? new Set();
      waiting.set(job, set.add(told.resolve));
      const stop = new AbortController();
      const late = sleep(atMostMs, undefined, { signal: stop.signal }).catch(() => {});
      await Promise.race([told.promise, late]);
      stop.abort();
      set.delete(told.resolve);
      if (set.size === 0) waiting.delete(job);
    },
    look: async (audit) => {
      const found = await audit.changesSince(last - LATE_COMMITS).catch(() => []);
      for (const change of found) note(change);
    },
  };
}
