import type { Background } from '../core/background.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { reasonOf } from '../db/error-text.ts';
import { isTerminal } from '../jobs/lifecycle.ts';
import type { Job } from '../jobs/types.ts';
import type { EngineSettings } from './settings.ts';
import { DUE_AFTER_SECONDS } from './webhook/tell.ts';

export interface LooksDeps {
  clock: Clock;
  log: Log;
  settings: EngineSettings;
  background: Background;
  revive(jobId: string): Promise<unknown>;
}

/** A job that was looked at is not examined again for this long. */
const EXAMINE_EVERY_MS = 10_000;
const MAX_WAITING = 100;

type Seen = Pick<Job, 'status' | 'watchAt' | 'turnedAt' | 'createdAt' | 'completedAt' | 'webhook'>;

/** Whether its event is still due, although whoever ended it should have handed it over. */
function isForgotten({ completedAt, webhook }: Seen, nowMs: number): boolean {
  if (completedAt === null || webhook === null || webhook.due === null) return false;
  return completedAt + DUE_AFTER_SECONDS * 1_000 <= nowMs;
}

/** Whether a job's row alone gives reason to examine it. */
export function mayNeedCare(job: Seen, nowMs: number, settings: EngineSettings): boolean {
  if (isTerminal(job.status)) return isForgotten(job, nowMs);
  const { watchdogGraceMs, aliveMs } = settings;
  const lastSign = job.turnedAt ?? job.createdAt;
  return job.watchAt + watchdogGraceMs <= nowMs || lastSign + aliveMs <= nowMs;
}

/**
 * Looks after jobs that somebody reads: after the answer, one at a time, and each job only now and then.
 * @returns what to call with the jobs that were read.
 */
export function createLooks(deps: LooksDeps): (jobs: readonly Job[]) => void {
  const { clock, log, settings, background, revive } = deps;
  const waiting = new Set<string>();
  const examined = new Map<string, number>();
  let working = false;

  const examine = async (id: string) => {
    try {
      await revive(id);
    } catch (error) {
      log.warn('look_failed', { job: id, error: reasonOf(error) });
    }
  };
  const work = async () => {
    working = true;
    for (const id of waiting) {
      await examine(id);
      waiting.delete(id);
    }
    working = false;
  };
  const forget = (now: number) => {
    for (const [id, at] of examined) if (now - at >= EXAMINE_EVERY_MS) examined.delete(id);
  };

  return (jobs) => {
    const now = clock.passed();
    forget(now);
    for (const job of jobs.filter((each) => mayNeedCare(each, clock.now(), settings))) {
      if (waiting.size >= MAX_WAITING || examined.has(job.id)) continue;
      examined.set(job.id, now);
      waiting.add(job.id);
    }
    if (!working && waiting.size > 0) background(work());
  };
}
