import { Refusal } from '../../core/errors.ts';
import type { HttpContext } from '../../http/route.ts';
import { jobIdOf } from '../../http/route.ts';
import { getJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import { STAGE_NAMES } from '../plan.ts';

/** The stages whose steps read pages: each of them is a chunk of the progress view. */
export const PAGE_STAGES = [STAGE_NAMES.pages, STAGE_NAMES.rereading] as const;

/** @throws Refusal `not_found`, also where the job is no document. */
export async function getDocumentJob(
  { jobs }: HttpContext,
  owner: string,
  param: { id: string },
): Promise<Job> {
  const job = await getJob(jobs, owner, jobIdOf(param));
  if (job.kind === 'document') return job;
  throw new Refusal(
    'not_found',
    `Job ${job.id} is of kind ${job.kind}: only a job of kind document has pages and chunks.`,
  );
}
