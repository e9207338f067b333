import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { transact } from '../../db/client.ts';
import type { JobsContext } from '../../jobs/context.ts';
import { write } from '../../jobs/write.ts';
import { readers } from './readers.ts';
import { noDocument, STILL_THERE } from './state.ts';

const readerSchema = z.object({ job_id: z.string() });

/**
 * Deletes a document or an upload, and every document that shares its content. Results are kept.
 * @throws Refusal `not_found`, `document_in_use`, `database_unavailable`
 */
export async function removeDocument(context: JobsContext, owner: string, id: string): Promise<void> {
  const remove = () =>
    transact(context.db, [
      sql`select from documents where id = ${id} and owner = ${owner} and ${STILL_THERE} for update`,
      sql`delete from documents d where id = ${id} and owner = ${owner} and ${STILL_THERE}
        and not exists (${readers(sql`d.id`)}) returning id`,
      sql`${readers(sql`${id}`)} limit 1`,
    ]);
  const { value, doubted } = await write(context, remove, {
    advice: () => 'Send it again: 404 then means that the document is gone.',
  });
  const [present, removed, reading] = value;
  if (present?.length !== 1 && doubted) return;
  if (present?.length !== 1) throw noDocument(id);
  if (removed?.length === 1) {
    context.log.info('document_deleted', { document: id });
    return;
  }
  const { job_id } = readerSchema.parse(reading?.[0]);
  throw new Refusal(
    'document_in_use',
    `Job ${job_id} reads document ${id} and has not ended. Wait for its end or cancel it, then delete the document.`,
  );
}
