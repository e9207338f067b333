import { Refusal } from '../core/errors.ts';
import type { Database } from '../db/client.ts';
import { documentFor, type StoredDocument } from './find-document.ts';

export function refuseDocument({ code, message }: { code: string; message: string }): Refusal {
  return new Refusal('invalid_input', message, { faults: [{ path: 'document_id', code, message }] });
}

/**
 * The uploaded file that a request names.
 * @param remedy what to do about a file that is not there, as a sentence
 * @throws Refusal `invalid_input` with the codes unknown_document, upload_unfinished
 */
export async function givenDocument(
  db: Database,
  { owner, asked, remedy }: { owner: string; asked: string; remedy: string },
): Promise<StoredDocument> {
  const found = await documentFor(db, owner, asked);
  if (found === null) {
    const message = `There is no document ${asked}, or it is no longer kept. ${remedy}`;
    throw refuseDocument({ code: 'unknown_document', message });
  }
  if (found === 'uploading') {
    const message = `The upload of ${asked} is not complete: send the missing parts and complete it.`;
    throw refuseDocument({ code: 'upload_unfinished', message });
  }
  return found;
}
