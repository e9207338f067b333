import { TransientError } from '../../core/errors.ts';
import { reasonOf } from '../../db/error-text.ts';
import type { StepContext, StepResult } from '../../engine/analyzer.ts';
import { type DocumentJob, notKept, placeOf } from '../document-job.ts';
import type { PdfInfo } from '../pdf/document-info.ts';
import { rangeSteps, wholeSteps } from '../plan.ts';
import { runOf } from '../records/run.ts';
import type { OpenRecord } from '../records/write.ts';
import type { DocumentInfo } from '../report.ts';

/** Typical duration of one `fetch` attempt. */
const FETCHED_IN_MS = 15_000;

/** Metadata can be as long as the file. */
const MOST_CHARACTERS = 1_000;
const DEEPEST = 12;

const clipped = (text: string): string => text.slice(0, MOST_CHARACTERS);

const toStored = ({
  outline,
  version,
  metadata,
  labels,
  kind,
  remarks,
  files,
  ...info
}: PdfInfo): DocumentInfo => ({
  ...info,
  ...(kind === undefined ? {} : { kind }),
  ...(remarks === undefined ? {} : { remarks: remarks.map(clipped) }),
  ...(labels === undefined ? {} : { labels }),
  ...(files === undefined || files.length === 0 ? {} : { files }),
  version: version ?? null,
  metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, clipped(value)])),
  outline: outline.map(({ title, page, level }) => ({
    title: clipped(title),
    page: page ?? null,
    level: Math.min(level, DEEPEST),
  })),
});

/** When all steps are retried, `fetch` may come after this one. */
const notFetched = () =>
  new TransientError('source_not_fetched', 'The file is not fetched yet.', { retryAfterMs: FETCHED_IN_MS });

/** Deletes the original of a stored file. A failure is only logged: it costs space, not the job. */
async function discardSource(
  { input, discard }: DocumentJob,
  { log, jobId }: StepContext,
  owner: string,
): Promise<void> {
  if (input.source_url === null) return;
  try {
    await discard(owner, input.source_url);
  } catch (error) {
    log.warn('source_not_discarded', { job: jobId, error: reasonOf(error) });
  }
}

/**
 * Opens the document and plans the remaining steps from its page count.
 * @throws PermanentError document_not_kept, and what `openPdf` throws
 */
export async function openDocument(job: DocumentJob, context: StepContext): Promise<StepResult<OpenRecord>> {
  const { db, sessions, input } = job;
  const { jobId, signal } = context;
  const { documentId, owner } = await runOf(db, jobId);
  if (documentId === null) throw input.source_url === null ? notKept() : notFetched();
  await discardSource(job, context, owner);
  const info = await sessions.use(placeOf(job, { jobId, documentId }), signal, (session) =>
    session.info(signal),
  );
  const record = { info: toStored(info) };
  return { record, further: [...rangeSteps(info.pages), ...wholeSteps(info.pages, input)] };
}
