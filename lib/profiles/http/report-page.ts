import { Refusal } from '../../core/errors.ts';
import { isoOrNull } from '../../core/instant.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import type { Job } from '../../jobs/types.ts';
import type { Post } from '../networks/social.ts';
import { postsOf } from '../records/queries.ts';
import { reportOrRefusal } from './read-report.ts';
import { reportCsv } from './report-csv.ts';
import { reportHtml } from './report-html.ts';
import { reportMarkdown } from './report-markdown.ts';
import { lastYearOf, yearHtml } from './year-html.ts';

/** The posts of a job; null if they are no longer kept. */
async function keptPosts(context: JobsContext, { id }: Pick<Job, 'id'>): Promise<Post[] | null> {
  const gathered = await query(context, () => postsOf(context.db, id));
  return gathered.pages > 0 ? gathered.posts : null;
}

/** The report of an ended job as HTML, with its posts quoted as long as they are kept. @throws Refusal `no_report` */
async function reportPage(context: JobsContext, job: Job): Promise<string> {
  const report = await reportOrRefusal(context, job);
  const posts = await keptPosts(context, job);
  return reportHtml(report, { jobId: job.id, completedAt: isoOrNull(job.completedAt) }, posts);
}

/** The last year of the posts that are kept, as a page. @throws Refusal `no_report` */
async function yearPage(context: JobsContext, job: Job): Promise<string> {
  const report = await reportOrRefusal(context, job);
  const posts = await keptPosts(context, job);
  const year = posts && lastYearOf(report, posts);
  if (posts && year !== null) return await yearHtml(report, posts, year);
  throw new Refusal(
    'no_report',
    `A year in review needs posts with a date, and ${job.id} has none that are still kept. Submit the analysis again.`,
  );
}

interface Written {
  ending: string;
  type: string;
  write(context: JobsContext, job: Job): Promise<string>;
}

/** The forms of a report besides JSON. */
export const WRITTEN = {
  html: { ending: 'html', type: 'text/html; charset=utf-8', write: reportPage },
  year: { ending: 'html', type: 'text/html; charset=utf-8', write: yearPage },
  markdown: {
    ending: 'md',
    type: 'text/markdown; charset=utf-8',
    write: async (context, job) => reportMarkdown(await reportOrRefusal(context, job)),
  },
  csv: {
    ending: 'csv',
    type: 'text/csv; charset=utf-8; header=present',
    write: async (context, job) => reportCsv(await reportOrRefusal(context, job)),
  },
} as const satisfies Record<string, Written>;
