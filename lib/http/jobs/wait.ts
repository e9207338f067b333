import type { JobsContext } from '../../jobs/context.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { getJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';

/** A short job is answered soon, a long one is not asked for too often. */
const FIRST_LOOK_MS = 40;
const LOOKS_GROW = 1.15;
const LOOK_EVERY_MS = 400;

export interface Wait {
  untilMs: number;
  /** Whether this version is new to the caller. */
  isNews(job: Job): boolean;
  /** Aborts when the caller disconnects. */
  signal: AbortSignal;
}

/**
 * Waits until the job is news, has ended or the time is up, and returns its latest state.
 * @throws Refusal `not_found` if it is deleted meanwhile.
 */
export async function changedJob(
  context: JobsContext,
  first: Job,
  { untilMs, isNews, signal }: Wait,
): Promise<Job> {
  const { clock } = context;
  let job = first;
  let pause = FIRST_LOOK_MS;
  while (!isNews(job) && !isTerminal(job.status) && !signal.aborted) {
    const left = untilMs - clock.now();
    if (left <= 0) break;
    await clock.sleep(Math.min(pause, left));
    pause = Math.min(Math.round(pause * LOOKS_GROW), LOOK_EVERY_MS);
    job = await getJob(context, job.owner, job.id);
  }
  return job;
}
