import type { JobJson } from '../../lib/jobs/job-json.ts';
import { call, send, Unreachable } from './call.ts';
import { requestKey } from './request-key.ts';

interface Begun {
  id: string;
  part_bytes: number;
  parts: number;
}

export interface DocumentAsked {
  file: File;
  ocr: 'auto' | 'force' | false;
}

interface Uploading {
  /** Bytes that have arrived. */
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Sends a PDF of any size in parts and asks for its analysis, under the name of the file.
 * @throws Refused, Unreachable, and what `signal` aborts with
 */
export async function analyzeDocument(
  { file, ocr }: DocumentAsked,
  { onSent, signal }: Uploading,
): Promise<JobJson> {
  const { name, size } = file;
  // What is kept to HTTPS and localhost is missing elsewhere, whatever its type says.
  if (!isSecureContext)
    throw new Unreachable(
      'A browser checks files only on pages under HTTPS. Open this page by its https address.',
    );
  const begun = await call<Begun>('/api/v1/documents', { method: 'POST', json: { name, size }, signal });
  for (let part = 1; part <= begun.parts; part++) {
    const body = file.slice((part - 1) * begun.part_bytes, part * begun.part_bytes);
    const headers = { 'content-type': 'application/octet-stream' };
    await send(`/api/v1/documents/${begun.id}/parts/${part}`, { method: 'PUT', body, headers, signal });
    onSent(Math.min(size, part * begun.part_bytes));
  }
  const sha256 = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  await call(`/api/v1/documents/${begun.id}/complete`, { method: 'POST', json: { sha256 }, signal });
  const input = { document_id: begun.id, name, ...(ocr === false ? {} : { ocr }) };
  const headers = { 'idempotency-key': requestKey() };
  return call<JobJson>('/api/v1/jobs', {
    method: 'POST',
    json: { kind: 'document', name: name.slice(0, 200), input },
    headers,
    signal,
  });
}
