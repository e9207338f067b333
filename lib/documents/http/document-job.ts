import { Refusal } from '../../core/errors.ts';
import type { HttpContext } from '../../http/route.ts';
import { jobIdOf } from '../../http/route.ts';
import { getJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import { STAGE_NAMES } from '../plan.ts';

/** Stages whose steps read pages; each step is shown as a chunk. */
export const PAGE_STAGES = [STAGE_NAMES.pages, STAGE_NAMES.rereading] as const;

/** @throws Refusal `not_found`, also if the job is not of kind document. */
export async function getDocumentJob(
  { jobs }: HttpContext,
  owner: string,
  param: { id: string },
): Promise<Job> {
  const job = await getJob(jobs, owner, jobIdOf(param));
  if (job.kind === 'document') return job;
  throw new Refusal(
    'not_found',
    `Job ${job.id} is of kind ${job.kind}; only jobs of kind document have pages and chunks.`,
  );
}
