import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { transact } from '../db/client.ts';
import { type JobsContext, query } from '../jobs/context.ts';
import { UNFINISHED } from '../jobs/lifecycle.ts';
import { notFound } from '../jobs/read.ts';

const presentSchema = z.object({ status: z.string() });

/**
 * The document of the job, held until it is decided whether it goes: a job that is being created for it holds it too,
 * so that the deletion sees that job or that job finds no document.
 */
function holdDocument(owner: string, id: string): SQL {
  return sql`select from documents d
    where d.owner = ${owner} and d.id = (select document_id from document_reports where job_id = ${id})
    for update`;
}

/** Deletes the job if it has ended, and its document if no other job has it. */
function remove(owner: string, id: string): SQL {
  return sql`with gone as (
      delete from jobs where id = ${id} and owner = ${owner} and not ${UNFINISHED} returning id
    ), unread as (
      delete from documents d using gone, document_reports mine
      where mine.job_id = gone.id and d.id = mine.document_id and d.owner = ${owner}
        and not exists (
          select from document_reports other where other.document_id = d.id and other.job_id <> gone.id
        )
    ) select id from gone`;
}

/**
 * Deletes a finished job with all that belongs to it, also the document that no other job reads.
 * @throws Refusal `not_found`, `not_finished`.
 */
export async function removeJob(context: JobsContext, owner: string, id: string): Promise<void> {
  const [present, , removed] = await query(context, () =>
    transact(context.db, [
      sql`select status from jobs where id = ${id} and owner = ${owner} for update`,
      holdDocument(owner, id),
      remove(owner, id),
    ]),
  );
  if (removed?.length === 1) {
    context.log.info('job_deleted', { job: id });
    return;
  }
  if (present?.[0] === undefined) throw notFound(id);
  const { status } = presentSchema.parse(present[0]);
  throw new Refusal('not_finished', `Job ${id} is still ${status}. Cancel it first, then delete it.`);
}
