import type { JobsContext } from '../../jobs/context.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { getJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';

const LOOK_EVERY_MS = 400;

export interface Wait {
  untilMs: number;
  /** Whether the caller does not know this version yet. */
  isNews(job: Job): boolean;
  /** Aborts when the caller has gone. */
  signal: AbortSignal;
}

/**
 * The job once it is news, at the latest as it stands when the time is up. One that has ended is not waited for.
 * @throws Refusal `not_found` when it is deleted meanwhile.
 */
export async function changedJob(
  context: JobsContext,
  first: Job,
  { untilMs, isNews, signal }: Wait,
): Promise<Job> {
  const { clock } = context;
  let job = first;
  while (!isNews(job) && !isTerminal(job.status) && !signal.aborted) {
    const left = untilMs - clock.now();
    if (left <= 0) break;
    await clock.sleep(Math.min(LOOK_EVERY_MS, left));
    job = await getJob(context, job.owner, job.id);
  }
  return job;
}
