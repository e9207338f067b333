import { Refusal } from '../../core/errors.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import type { Job } from '../../jobs/types.ts';
import type { PageLabels } from '../output/page-labels.ts';
import { sourceUrlOf } from '../records/asked.ts';
import { type FiguresOfPage, figuresOfJob } from '../records/figures.ts';
import {
  type DocumentOfJob,
  documentOf,
  findingsOf,
  type ReadPages,
  storedPages,
} from '../records/queries.ts';
import { pagesWithoutText } from '../records/run.ts';
import type { Findings, FindingsOfJob } from '../report.ts';

/** What the text formats are rendered from. */
export interface Written {
  read: ReadPages;
  /** Number of pages. */
  total: number;
  findings: FindingsOfJob;
  labels: PageLabels;
  stored: DocumentOfJob;
  /** That the file was fetched from; null if it was uploaded. */
  sourceUrl: string | null;
  figures: FiguresOfPage[];
}

/** @throws Refusal `no_report`, with the reason. */
function withReport(job: Job, stored: DocumentOfJob | null): DocumentOfJob {
  if (stored?.report) return stored;
  const why = job.error ? `: ${job.error.message}` : '.';
  throw new Refusal(
    'no_report',
    `${job.id} ended as ${job.status} and has no report${why} Pages that were read are at /api/v1/jobs/${job.id}/pages.`,
  );
}

/** @throws Refusal `no_report`, `database_unavailable`. */
export async function writtenOf(context: JobsContext, job: Job): Promise<Written> {
  const { db } = context;
  const [found, findings, sourceUrl, figures] = await query(context, () =>
    Promise.all([
      documentOf(db, job.id),
      findingsOf(db, job.id),
      sourceUrlOf(db, job.id),
      figuresOfJob(db, job.id),
    ]),
  );
  const stored = withReport(job, found);
  const read: ReadPages = (place) => query(context, () => storedPages(db, job.id, place));
  const { info } = stored;
  return {
    read,
    total: info?.pages ?? 0,
    findings,
    labels: info?.labels ?? null,
    stored,
    sourceUrl,
    figures,
  };
}

/** @throws Refusal `no_report` if paragraphs are missing because a step that finds them failed. */
export async function structureOf(
  context: JobsContext,
  { findings: { structure } }: Written,
  { id }: Job,
): Promise<Findings<'structure'>> {
  const lacking = await query(context, () => pagesWithoutText(context.db, id));
  if (structure && lacking === 0) return structure;
  throw new Refusal(
    'no_report',
    `The paragraphs of ${lacking || 'all'} pages of ${id} are missing because a step failed. Retry the job, or use ` +
      'format=text.',
  );
}

/** Refusal for findings that a document lacks. */
export function missing(job: Job, part: string): Refusal {
  const ofList = part === 'coverage' || part === 'learning_set';
  const why = ofList
    ? 'the request had no frequency_list, or the counting step failed'
    : `the step "${part}" failed`;
  return new Refusal('no_report', `${job.id} has no ${part}: ${why}.`);
}
