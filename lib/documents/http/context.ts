import type { Analyzer } from '../../engine/analyzer.ts';
import type { HttpContext } from '../../http/route.ts';
import type { BlobStore } from '../files/blob-store.ts';
import type { DocumentInput, documentInput } from '../schema.ts';

/** What the routes of documents are given. */
export interface DocumentsContext extends HttpContext {
  analyzer: Analyzer<DocumentInput>;
  /** What an analysis is asked with. */
  input: ReturnType<typeof documentInput>;
  /** How large a file may be, and where browsers may send it beside here; null without a store. */
  uploads: { maxBytes: number; blob: BlobStore | null };
}
