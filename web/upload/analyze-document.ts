import type { JobJson } from '../../lib/jobs/job-json.ts';
import { bodyOf, send } from '../api/call.ts';
import { fingerprintOf } from './resume.ts';
import { sendFile } from './send-file.ts';

export interface DocumentAsked {
  file: File;
  ocr: 'auto' | 'force' | false;
}

interface Uploading {
  /** Bytes that have arrived. */
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

export interface DocumentAnswer {
  job: JobJson;
  /** Whether it is a job that has read the same bytes before. */
  wasRead: boolean;
}

/**
 * Sends a document of any size in parts and asks for its analysis, under the name of the file.
 * @throws Refused, Unreachable, and what `signal` aborts with
 */
export async function analyzeDocument(
  { file, ocr }: DocumentAsked,
  { onSent, signal }: Uploading,
): Promise<DocumentAnswer> {
  const { name, size } = file;
  const progress = (share: number) => onSent(Math.round(share * size));
  const fingerprint = fingerprintOf(file);
  const id = await sendFile({ fingerprint, name, kind: 'pdf', body: file, signal, progress });
  const input = { document_id: id, name, ...(ocr === false ? {} : { ocr }) };
  // No key: bytes that were read before answer with that job, those being read with the one that reads them.
  const json = { kind: 'document', name: name.slice(0, 200), input, singleton: true };
  const answer = await send('/api/v1/jobs', { method: 'POST', json, signal });
  return { job: await bodyOf<JobJson>(answer), wasRead: answer.headers.get('deduplicated') === 'true' };
}
