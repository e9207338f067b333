import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { documentPages, documentReports } from '../db-schema.ts';
import type { Standing } from '../plan.ts';

export interface Run extends Standing {
  owner: string;
  /** Null before a file is fetched and once it is no longer kept. */
  documentId: string | null;
}

/** State of a job that a step needs before it starts. @throws Error if the job is gone */
export async function runOf(db: Database, jobId: string): Promise<Run> {
  const { owner, documentId, info, report } = documentReports;
  const [row] = await db
    .select({
      owner,
      documentId,
      epoch: jobs.epoch,
      pages: sql<number | null>`(${info} ->> 'pages')::int`,
      isReported: sql<boolean>`${report} is not null`,
    })
    .from(documentReports)
    .innerJoin(jobs, eq(jobs.id, documentReports.jobId))
    .where(eq(documentReports.jobId, jobId));
  if (!row) throw new Error(`There is no document job ${jobId}.`);
  return row;
}

/** Number of pages that were read and have no paragraphs yet. */
export function pagesWithoutText(db: Database, jobId: string): Promise<number> {
  return db.$count(documentPages, and(eq(documentPages.jobId, jobId), isNull(documentPages.paragraphs)));
}
