import { type JobJson, jobJson } from '../../jobs/job-json.ts';
import type { Job } from '../../jobs/types.ts';
import { readFacts } from '../../jobs/waits/facts.ts';
import { jobWaits } from '../../jobs/waits/job-waits.ts';
import type { HttpContext } from '../context.ts';
import { shownInput } from './shown-input.ts';

/** Jobs with what each waits for: one read for all that are unfinished. @throws Refusal `database_unavailable`. */
export async function shownJobs(
  { jobs }: Pick<HttpContext, 'jobs'>,
  shown: readonly Job[],
): Promise<JobJson[]> {
  const facts = await readFacts(jobs, shown, jobs.settings);
  const now = jobs.clock.now();
  return shown.map((job) => jobJson(job, now, jobWaits(job, facts.get(job.id) ?? null, jobs.settings, now)));
}

/** @throws Refusal `database_unavailable`. */
export async function shownJob(context: Pick<HttpContext, 'jobs'>, job: Job): Promise<JobJson> {
  const [shown] = await shownJobs(context, [job]);
  return shown ?? jobJson(job, context.jobs.clock.now());
}

/** A job with its input. @throws Refusal `database_unavailable`. */
export async function wholeJob(context: HttpContext, job: Job): Promise<JobJson> {
  const [shown, input] = await Promise.all([shownJob(context, job), shownInput(context, job)]);
  return { ...shown, ...input };
}
