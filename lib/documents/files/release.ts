import { sql } from 'drizzle-orm';
import type { Release } from '../../engine/remove.ts';
import { jobsReading } from '../../files/readers.ts';

/** Deletes a document together with its last job. */
export const releaseDocument: Release = {
  /** Creating a job locks its document too: either the deletion sees the job, or the job finds no document. */
  hold: (owner, jobId) => sql`select from documents d
    where d.owner = ${owner} and d.id = (select document_id from document_reports where job_id = ${jobId})
    for update`,
  drop: (owner) => sql`delete from documents d using gone, document_reports mine
    where mine.job_id = gone.id and d.id = mine.document_id and d.owner = ${owner}
      and not exists (
        select from document_reports other where other.document_id = d.id and other.job_id <> gone.id
      ) and not exists (${jobsReading(sql`d.id`)})`,
};
