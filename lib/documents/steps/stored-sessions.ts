import { type DocumentWorld, notKept } from '../document-job.ts';
import type { DocumentSession } from '../document-session.ts';
import { documentBytes } from '../files/store.ts';
import { openDocument } from '../open-document.ts';
import { type JobDocument, Sessions, unheldTimer } from './sessions.ts';

/** Sessions over the stored files; opening throws PermanentError document_not_kept, and what `openDocument` throws. */
export function sessionsOver({ db, clock }: Pick<DocumentWorld, 'db' | 'clock'>): Sessions<DocumentSession> {
  const open = async ({ documentId, password }: JobDocument, signal: AbortSignal) => {
    const bytes = await documentBytes(db, documentId);
    if (!bytes) throw notKept();
    signal.throwIfAborted();
    return openDocument(bytes, { signal, password });
  };
  return new Sessions({ open, clock, later: unheldTimer });
}
