import { type DocumentWorld, notKept } from '../document-job.ts';
import { documentBytes } from '../files/store.ts';
import { PDF_LIMITS } from '../pdf/limits.ts';
import { openPdf, type PdfSession } from '../pdf/open-pdf.ts';
import { type JobDocument, Sessions, unheldTimer } from './sessions.ts';

/** Sessions over the stored files; opening throws PermanentError document_not_kept, and what `openPdf` throws. */
export function sessionsOver({ db, clock }: Pick<DocumentWorld, 'db' | 'clock'>): Sessions<PdfSession> {
  const open = async ({ documentId, password }: JobDocument, signal: AbortSignal) => {
    const bytes = await documentBytes(db, documentId);
    if (!bytes) throw notKept();
    signal.throwIfAborted();
    return openPdf(bytes, PDF_LIMITS, { signal, password });
  };
  return new Sessions({ open, clock, later: unheldTimer });
}
