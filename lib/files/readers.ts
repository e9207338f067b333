import { type SQL, sql } from 'drizzle-orm';

/** Jobs that read a document, of analyses that keep them here. @param documentId an SQL expression. */
export const jobsReading = (documentId: SQL): SQL =>
  sql`select f.job_id from file_readers f where f.document_id = ${documentId}`;

/** Notes the document that a job reads and marks it as used, in the transaction that creates the job. */
export function insertReader(jobId: string, documentId: string): SQL[] {
  return [
    sql`insert into file_readers (job_id, document_id)
      select j.id, d.id from jobs j
        join documents d on d.id = ${documentId} and d.owner = j.owner and d.status = 'complete'
      where j.id = ${jobId}
      on conflict (job_id) do nothing`,
    sql`update documents set used_at = clock_timestamp()
      where id = ${documentId} and exists (select from jobs j where j.id = ${jobId} and j.owner = documents.owner)`,
  ];
}
