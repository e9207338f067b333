import { sql } from 'drizzle-orm';
import type { Release } from '../engine/remove.ts';

/** Deletes the document that a job has read together with the last such job. */
export const releaseReadFile: Release = {
  hold: (owner, jobId) => sql`select from documents d
    where d.owner = ${owner} and d.id = (select document_id from file_readers where job_id = ${jobId})
    for update`,
  drop: (owner) => sql`delete from documents d using gone, file_readers mine
    where mine.job_id = gone.id and d.id = mine.document_id and d.owner = ${owner}
      and not exists (select from file_readers other where other.document_id = d.id and other.job_id <> gone.id)`,
};
