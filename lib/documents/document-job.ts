import type { Clock } from '../core/clock.ts';
import { PermanentError } from '../core/errors.ts';
import type { Ids } from '../core/ids.ts';
import type { Resolve } from '../core/public-fetch.ts';
import type { Database } from '../db/client.ts';
import type { Recognize } from './ocr/recognized.ts';
import type { StoredInput } from './schema.ts';
import type { Sessions } from './steps/sessions.ts';

/** What the analysis of documents needs of the world. */
export interface DocumentWorld {
  db: Database;
  ids: Pick<Ids, 'document'>;
  clock: Pick<Clock, 'now'>;
  /** Addresses of a host that a file is fetched from. */
  resolve: Resolve;
  /** Files may be fetched from this very machine, over http: on a development machine only. */
  allowLocal: boolean;
  recognize: Recognize;
  /** Called with an owner's source_url once its file is stored: deletes it where it is theirs in our store. It may be called again. */
  discard(owner: string, url: string): Promise<void>;
}

/** One job as its steps see it. */
export interface DocumentJob extends DocumentWorld {
  sessions: Sessions;
  input: StoredInput;
}

export const notKept = () =>
  new PermanentError('document_not_kept', 'The document is no longer kept: send the file again.');
