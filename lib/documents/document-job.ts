import type { Clock } from '../core/clock.ts';
import { PermanentError } from '../core/errors.ts';
import type { Ids } from '../core/ids.ts';
import type { Resolve } from '../core/public-fetch.ts';
import type { Sealer } from '../core/sealer.ts';
import type { Database } from '../db/client.ts';
import type { DocumentSession } from './document-session.ts';
import type { Recognize } from './ocr/recognized.ts';
import type { StoredInput } from './schema.ts';
import type { JobDocument, Sessions } from './steps/sessions.ts';

/** Dependencies of the document analysis. */
export interface DocumentWorld {
  db: Database;
  ids: Pick<Ids, 'document'>;
  clock: Pick<Clock, 'now'>;
  /** Resolves the host of a `source_url`. */
  resolve: Resolve;
  /** Allows fetching from this machine, over http too; for development only. */
  allowLocal: boolean;
  recognize: Recognize;
  /** Codes of the languages that text can be recognized in. */
  languages: readonly string[];
  /** Keeps passwords of files until their job ends. */
  passwords: Sealer;
  /**
   * Called once the file of a `source_url` is stored; deletes it if it lies in the owner's folder of our Blob store.
   * May be called more than once.
   */
  discard(owner: string, url: string): Promise<void>;
}

/** A job and its dependencies, as passed to its steps. */
export interface DocumentJob extends DocumentWorld {
  sessions: Sessions<DocumentSession>;
  input: StoredInput;
}

/** The file that a step works on, and how it opens. @throws PermanentError password_not_kept */
export function placeOf({ input, passwords }: DocumentJob, { jobId, documentId }: JobDocument): JobDocument {
  if (input.sealed === undefined) return { jobId, documentId };
  const password = passwords.open(input.sealed);
  if (password !== null) return { jobId, documentId, password };
  throw new PermanentError(
    'password_not_kept',
    'The password can no longer be read, as a secret of this deployment has changed: send the file again with it.',
  );
}

export const notKept = () =>
  new PermanentError('document_not_kept', 'The document is no longer kept: send the file again.');
