import { PermanentError } from '../core/errors.ts';
import type { DocumentSession } from './document-session.ts';
import { isForm } from './forms/form-kinds.ts';
import { isRead, kindOf, notRead } from './forms/kind-of.ts';
import { openForm } from './forms/open-form.ts';
import { PDF_LIMITS } from './pdf/limits.ts';
import { openPdf } from './pdf/open-pdf.ts';

/**
 * Opens a file as what its bytes say it is.
 * @throws PermanentError pdf_empty, not_a_pdf for what nothing here reads, and what `openPdf` and `openForm` throw
 */
export async function openDocument(
  bytes: Uint8Array,
  options: { signal?: AbortSignal; password?: string | undefined } = {},
): Promise<DocumentSession> {
  if (bytes.length === 0) throw new PermanentError('pdf_empty', 'The file is empty: 0 bytes.');
  const found = kindOf(bytes);
  if (isForm(found.kind)) return await openForm(bytes, found.kind, options.signal);
  if (!isRead(found)) throw new PermanentError('not_a_pdf', notRead(found));
  return await openPdf(bytes, PDF_LIMITS, options);
}
