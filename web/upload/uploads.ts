import { signal } from '@preact/signals';
import type { JobJson } from '../../lib/jobs/job-json.ts';
import { call, type Refused, type Unreachable } from '../api/call.ts';
import { bytes } from '../words/count.ts';
import { isOver } from '../words/status.ts';
import { classify, platformOf } from './classify.ts';
import { withoutMedia } from './lean-zip.ts';
import { fingerprintOf } from './resume.ts';
import { sendFile } from './send-file.ts';

/** One file on its way. */
export interface Upload {
  file: File;
  /** 0 to 1; null while it is looked at. */
  share: number | null;
  /** What was left out of it, in words; '' if nothing. */
  note: string;
  state: 'sending' | 'stopped' | 'failed' | 'refused' | 'done';
  fault: Refused | Unreachable | Error | null;
  stop: () => void;
}

/** All of this visit, newest first. */
export const uploads = signal<readonly Upload[]>([]);

const NOT_KNOWN =
  'This is neither a document nor an archive: it needs a PDF, DOCX, PPTX, ODT, EPUB, HTML, Markdown, text or picture, the zip of an archive as it was downloaded, or the .car file of a Bluesky repository.';

function change(file: File, changes: Partial<Upload>): void {
  uploads.value = uploads.value.map((each) => (each.file === file ? { ...each, ...changes } : each));
}

interface Ready {
  body: Blob;
  kind: 'pdf' | 'archive';
  platform: string;
  note: string;
}

/** Null if it is nothing that the service reads. */
async function prepared(file: File): Promise<Ready | null> {
  const is = await classify(file);
  if (is === 'unknown') return null;
  if (is === 'document') return { body: file, kind: 'pdf', platform: '', note: '' };
  if (is === 'repository') return { body: file, kind: 'archive', platform: 'bluesky_archive', note: '' };
  const lean = await withoutMedia(file);
  if (!lean)
    return { body: file, kind: 'archive', platform: '', note: 'It is sent as it is, with its media.' };
  const note =
    lean.leftOut === 0
      ? ''
      : `${lean.leftOut} pictures and films (${bytes(lean.saved)}) stay here: nothing reads them.`;
  return { body: lean.blob, kind: 'archive', platform: platformOf(lean.names), note };
}

const KNOWN = 'It was read before: this is that result, and nothing was spent.';

/** Where to go on with what was uploaded: the job of a document, or the form that an archive needs answers for. */
async function next({ kind, platform }: Ready, documentId: string): Promise<{ path: string; note?: string }> {
  if (kind === 'archive') {
    const query = new URLSearchParams({ archive: documentId, ...(platform ? { platform } : {}) });
    return { path: `/?${query}` };
  }
  const json = { kind: 'document', input: { document_id: documentId } };
  const job = await call<JobJson>('/api/v1/jobs', { method: 'POST', json });
  return { path: `/jobs/${job.id}`, ...(isOver(job.status) ? { note: KNOWN } : {}) };
}

/**
 * Uploads a file, or goes on with one that stopped.
 * @param open is called with the path of what comes next
 */
export async function upload(file: File, open: (path: string) => void): Promise<void> {
  const ending = new AbortController();
  const begun: Upload = {
    file,
    share: null,
    note: '',
    state: 'sending',
    fault: null,
    stop: () => ending.abort(),
  };
  uploads.value = [begun, ...uploads.value.filter((each) => each.file !== file)];
  try {
    const ready = await prepared(file);
    if (!ready) return change(file, { state: 'refused', fault: new Error(NOT_KNOWN) });
    change(file, { note: ready.note });
    const documentId = await sendFile({
      fingerprint: fingerprintOf(file),
      name: file.name,
      kind: ready.kind,
      body: ready.body,
      signal: ending.signal,
      progress: (share) => change(file, { share }),
    });
    const { path, note = ready.note } = await next(ready, documentId);
    change(file, { state: 'done', note });
    open(path);
  } catch (error) {
    if (ending.signal.aborted) return change(file, { state: 'stopped' });
    change(file, { state: 'failed', fault: error instanceof Error ? error : new Error(String(error)) });
  }
}

export function dismiss(file: File): void {
  uploads.value = uploads.value.filter((each) => each.file !== file);
}
