import { Refusal } from '../../core/errors.ts';
import type { HttpContext } from '../../http/route.ts';
import { jobIdOf } from '../../http/route.ts';
import { getJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';

/** The stages whose steps read pages; a chunk is a step of these. */
export const PAGE_STAGES = ['pages', 'ocr'] as const;

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

/** The pages that a step of `PAGE_STAGES` reads; null for another step. */
export function pagesOfStep(key: string): { first: number; last: number } | null {
  const [, from, to] = /^(?:pages?|ocr)-(\d{1,6})(?:-(\d{1,6}))?$/.exec(key) ?? [];
  if (from === undefined) return null;
  return { first: Number(from), last: Number(to ?? from) };
}
