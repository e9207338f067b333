import type { Analyzer } from '../../engine/analyzer.ts';
import type { HttpContext } from '../../http/route.ts';
import type { DocumentSession } from '../document-session.ts';
import type { BlobStore } from '../files/blob-store.ts';
import type { DocumentInput, documentInput } from '../schema.ts';
import type { Sessions } from '../steps/sessions.ts';

/** Dependencies of the document routes. */
export interface DocumentsContext extends HttpContext {
  analyzer: Analyzer<DocumentInput>;
  /** Schema of an analysis input. */
  input: ReturnType<typeof documentInput>;
  /** Open documents, for pictures of their pages. */
  sessions: Sessions<DocumentSession>;
  /** Maximum file size, and the Blob store for browser uploads; null if not configured. */
  uploads: { maxBytes: number; blob: BlobStore | null };
}
