import { Refusal } from '../../../core/errors.ts';
import { documentFor, type StoredDocument } from '../../../files/find-document.ts';
import { type JobsContext, query } from '../../../jobs/context.ts';
import { noDocument } from '../../files/state.ts';

/** What a client keeps it may use again only after asking, since a file can be deleted. */
export const REVALIDATED = 'private, no-cache';

/** @throws Refusal `not_found`, also if it is another owner's or no longer kept; `upload_incomplete` */
export async function ownedFile(context: JobsContext, owner: string, id: string): Promise<StoredDocument> {
  const found = await query(context, () => documentFor(context.db, owner, id));
  if (found === null) throw noDocument(id);
  if (found !== 'uploading') return found;
  throw new Refusal('upload_incomplete', `${id} is still being uploaded: complete the upload first.`);
}
