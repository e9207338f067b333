import { type SQL, sql } from 'drizzle-orm';
import { jobsReading } from '../../files/readers.ts';
import { UNFINISHED } from '../../jobs/lifecycle.ts';

/** The unfinished jobs that read a document. @param documentId an SQL expression. */
export function readers(documentId: SQL): SQL {
  return sql`select r.job_id from (
      select held.job_id from document_reports held where held.document_id = ${documentId}
      union all ${jobsReading(documentId)}
    ) r join jobs on jobs.id = r.job_id
    where ${UNFINISHED}`;
}
