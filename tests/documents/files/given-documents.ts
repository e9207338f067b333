import { sql } from 'drizzle-orm';
import { systemClock } from '../../../lib/core/clock.ts';
import { randomIds } from '../../../lib/core/ids.ts';
import type { Database } from '../../../lib/db/client.ts';
import { storeDocument } from '../../../lib/documents/files/store.ts';
import { cancelJob } from '../../../lib/engine/cancel.ts';
import { createdJob, type jobsContext } from '../../support/jobs.ts';
import { fileOf, pieces } from './given-bytes.ts';

/** A document with content of its own. @returns its id. */
export async function storedDocument(db: Database, owner = 'ann', parts = 1): Promise<string> {
  const file = { owner, name: 'a.pdf', bytes: pieces(fileOf(parts)) };
  return (await storeDocument({ db, ids: randomIds, clock: systemClock }, file)).id;
}

/** An unfinished job that reads a document. @returns its id. */
export async function readingJob(
  context: ReturnType<typeof jobsContext>,
  documentId: string,
): Promise<string> {
  const { id } = await createdJob(context, 1);
  await context.db.execute(
    sql`insert into document_reports (job_id, owner, document_id) values (${id}, 'ann', ${documentId})`,
  );
  return id;
}

/** The same, ended. */
export async function endedJob(context: ReturnType<typeof jobsContext>, documentId: string): Promise<string> {
  const id = await readingJob(context, documentId);
  await cancelJob(context, 'ann', id);
  return id;
}

export async function isThere(db: Database, documentId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`select from documents where id = ${documentId}`);
  return rows.length === 1;
}
