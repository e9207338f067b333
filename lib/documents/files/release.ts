import { sql } from 'drizzle-orm';
import type { Release } from '../../engine/remove.ts';

/** A document goes with the last job that has it. */
export const releaseDocument: Release = {
  /** A job that is being created for the document holds it too: the deletion sees that job, or that job finds no document. */
  hold: (owner, jobId) => sql`select from documents d
    where d.owner = ${owner} and d.id = (select document_id from document_reports where job_id = ${jobId})
    for update`,
  drop: (owner) => sql`delete from documents d using gone, document_reports mine
    where mine.job_id = gone.id and d.id = mine.document_id and d.owner = ${owner}
      and not exists (
        select from document_reports other where other.document_id = d.id and other.job_id <> gone.id
      )`,
};
