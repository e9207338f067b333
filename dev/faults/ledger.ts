import { type FaultKind, JOB_STATES, type JobState } from './kinds.ts';

export type FaultCounts = Map<FaultKind, Record<JobState, number>>;

/** Counts injected faults by kind and by the state of the job hit. */
export interface Ledger {
  /** @param job its id; null if the fault concerns no job. */
  count(kind: FaultKind, job: string | null): void;
  counts(): FaultCounts;
}

export function createLedger(stateOf: (job: string) => JobState): Ledger {
  const counts: FaultCounts = new Map();
  return {
    count: (kind, job) => {
      const row = counts.get(kind) ?? { queued: 0, processing: 0, terminal: 0, none: 0 };
      row[job === null ? 'none' : stateOf(job)]++;
      counts.set(kind, row);
    },
    counts: () => counts,
  };
}

export function totalOf(counts: FaultCounts, kind: FaultKind): number {
  const row = counts.get(kind);
  return row === undefined ? 0 : JOB_STATES.reduce((sum, state) => sum + row[state], 0);
}
