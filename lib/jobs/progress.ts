import { isTerminal } from './lifecycle.ts';
import type { Job } from './types.ts';

/** Progress as shown to users. Counts are steps; `eta_seconds` is null until there is a rate. */
export interface Progress {
  percent: number;
  total: number;
  completed: number;
  failed: number;
  stage: string | null;
  eta_seconds: number | null;
}

type Counted = Pick<
  Job,
  'status' | 'stages' | 'stage' | 'stageTotal' | 'stageLeft' | 'total' | 'done' | 'failed' | 'startedAt'
>;

/** Finished part of the job, 0 to 1: the shares of earlier stages plus the finished part of the current one. */
function fraction(job: Counted): number {
  const behind = job.stages.slice(0, job.stage).reduce((sum, stage) => sum + stage.share, 0);
  const share = job.stages[job.stage]?.share ?? 0;
  const ofStage = job.stageTotal === 0 ? 0 : (job.stageTotal - job.stageLeft) / job.stageTotal;
  return behind + share * ofStage;
}

/** `percent` is an integer, never decreases within an epoch, and is 100 only when every step has ended. */
export function progressOf(job: Counted, nowMs: number): Progress {
  const ended = isTerminal(job.status);
  const part = fraction(job);
  const finished = job.status === 'completed' || job.status === 'completed_with_errors';
  const percent =
    finished && job.done + job.failed === job.total ? 100 : Math.min(99, Math.floor(part * 100));
  const elapsed = job.startedAt === null ? 0 : Math.max(0, nowMs - job.startedAt);
  const hasRate = !ended && part > 0 && elapsed > 0;
  return {
    percent,
    total: job.total,
    completed: job.done,
    failed: job.failed,
    stage: ended ? null : (job.stages[job.stage]?.name ?? null),
    eta_seconds: hasRate ? Math.ceil((elapsed * (1 - part)) / part / 1000) : null,
  };
}
