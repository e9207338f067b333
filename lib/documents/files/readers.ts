import { type SQL, sql } from 'drizzle-orm';
import { UNFINISHED } from '../../jobs/lifecycle.ts';

/** The unfinished jobs that read a document. @param documentId an SQL expression. */
export function readers(documentId: SQL): SQL {
  return sql`select r.job_id from document_reports r join jobs on jobs.id = r.job_id
    where r.document_id = ${documentId} and ${UNFINISHED}`;
}
