import { isoOrNull } from '../../core/instant.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import type { Job } from '../../jobs/types.ts';
import type { Post } from '../networks/social.ts';
import { postsOf } from '../records/queries.ts';
import { reportOrRefusal } from './read-report.ts';
import { reportHtml } from './report-html.ts';

/** The posts of a job; null if they are no longer kept. */
async function keptPosts(context: JobsContext, { id }: Pick<Job, 'id'>): Promise<Post[] | null> {
  const gathered = await query(context, () => postsOf(context.db, id));
  return gathered.pages > 0 ? gathered.posts : null;
}

/** The report of an ended job as HTML, with its posts quoted as long as they are kept. @throws Refusal `no_report` */
export async function reportPage(context: JobsContext, job: Job): Promise<string> {
  const report = await reportOrRefusal(context, job);
  const posts = await keptPosts(context, job);
  return reportHtml(report, { jobId: job.id, completedAt: isoOrNull(job.completedAt) }, posts);
}
