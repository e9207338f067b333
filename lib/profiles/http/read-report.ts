import { Refusal } from '../../core/errors.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import type { Job } from '../../jobs/types.ts';
import { profileOf } from '../records/queries.ts';
import type { Report } from '../report/report.ts';

/** The report of an ended job; null if it has none. */
export async function reportOf(context: JobsContext, { id }: Pick<Job, 'id'>): Promise<Report | null> {
  const stored = await query(context, () => profileOf(context.db, id));
  return stored?.report ?? null;
}

/** @throws Refusal `no_report`, with the reason. */
export async function reportOrRefusal(
  context: JobsContext,
  job: Pick<Job, 'id' | 'status' | 'error'>,
): Promise<Report> {
  const report = await reportOf(context, job);
  if (report) return report;
  const why = job.error ? `: ${job.error.message}` : '.';
  throw new Refusal('no_report', `${job.id} ended as ${job.status} and has no report${why}`);
}
