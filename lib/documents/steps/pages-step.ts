import { z } from 'zod';
import { PermanentError } from '../../core/errors.ts';
import type { FurtherStep, StepContext, StepResult, StepToRun } from '../../engine/analyzer.ts';
import { type DocumentJob, notKept, placeOf } from '../document-job.ts';
import type { DocumentSession } from '../document-session.ts';
import type { PageRange } from '../pdf/open-pdf.ts';
import { isToBeRecognized, pageStep, rangeStep, recognitionStep, refreshAfter, STAGES } from '../plan.ts';
import { MOST_OF_RANGE } from '../records/commit-size.ts';
import { type LaidOutPage, type PageRecord, withLanguage } from '../records/page-record.ts';
import { runOf } from '../records/run.ts';
import type { PageSpan } from './step-keys.ts';

const spanSchema = z.strictObject({ from: z.int(), to: z.int() });
const aloneSchema = z.strictObject({ page: z.int() });

/** Pages asked for at once; between two batches other steps of the process may use the session. */
const BATCH = 4;
/** A step hands its remaining pages on after this time, so that a killed function has held few of them. */
const RANGE_MS = 2_000;
/** A page that takes longer is read again alone, with all the time that a page may take. */
const MS_A_PAGE = 3_000;
/** How long a step waits for the document to be open before it is given back. */
const OPEN_WITHIN_MS = 4_000;

/** A step of a range ends within this time: what it waits, what it reads, and one page that stalls. */
export const PAGES_TIMEOUT_MS = OPEN_WITHIN_MS + RANGE_MS + MS_A_PAGE + 1_000;

type ReadPages = (from: number, to: number) => Promise<PageRange<LaidOutPage>>;

/** Pages of a range read so far. */
interface Progress {
  records: PageRecord[];
  /** Packed. */
  bytes: number;
  failed: number[];
  /** First page not tried yet. */
  next: number;
}

/** Adds the pages of a batch, up to what one commit should hold, and up to the first that failed. */
async function readBatch(progress: Progress, to: number, read: ReadPages): Promise<void> {
  const { pages, failed } = await read(progress.next, Math.min(to, progress.next + BATCH - 1));
  for (const page of pages) {
    if (progress.bytes >= MOST_OF_RANGE) return;
    const record = await withLanguage(page);
    progress.records.push(record);
    progress.bytes += record.body.length;
    progress.next = record.page + 1;
  }
  for (const { page } of failed) {
    progress.failed.push(page);
    progress.next = page + 1;
  }
}

/**
 * Reads until time or size runs out, at least one page. A failure after the first batch ends the step early; the step
 * that takes the remaining pages meets it again.
 */
async function readSpan(
  { clock }: DocumentJob,
  { from, to }: PageSpan,
  read: ReadPages,
  signal: AbortSignal,
): Promise<Progress> {
  const progress: Progress = { records: [], bytes: 0, failed: [], next: from };
  let until = Number.POSITIVE_INFINITY;
  do {
    try {
      signal.throwIfAborted();
      await readBatch(progress, to, read);
    } catch (error) {
      if (!(error instanceof PermanentError) || progress.next === from) throw error;
      break;
    }
    until = Math.min(until, clock.now() + RANGE_MS);
  } while (
    progress.next <= to &&
    progress.failed.length === 0 &&
    progress.bytes < MOST_OF_RANGE &&
    clock.now() < until
  );
  return progress;
}

function recognitionOf({ input }: DocumentJob, records: readonly PageRecord[]): FurtherStep[] {
  return records
    .filter((record) => isToBeRecognized(record, input.ocr))
    .map(({ page }) => recognitionStep(page));
}

/** State of a job, and the way to its open document. @throws PermanentError document_not_kept */
async function readerOf(job: DocumentJob, { jobId, signal }: StepContext) {
  const { db, sessions } = job;
  const standing = await runOf(db, jobId);
  const { documentId } = standing;
  if (documentId === null) throw notKept();
  const place = placeOf(job, { jobId, documentId });
  const use = <T>(work: (session: DocumentSession) => Promise<T>, withinMs?: number) =>
    sessions.use(place, signal, work, withinMs);
  return { standing, use };
}

/**
 * Reads a range of pages. Pages that fail, pages left over, and the recognition of scanned pages (if requested)
 * become steps of their own.
 * @throws GivenBack if the document is not open in time; PermanentError document_not_kept, what `openPdf` throws
 */
export async function readRange(
  job: DocumentJob,
  step: StepToRun,
  context: StepContext,
): Promise<StepResult<PageRecord[]>> {
  const span = spanSchema.parse(step.input);
  const { signal } = context;
  const { standing, use } = await readerOf(job, context);
  const options = { signal, msPerPage: MS_A_PAGE, untilFailure: true };
  const read: ReadPages = (from, to) => use((session) => session.records(from, to, options), OPEN_WITHIN_MS);
  const { records, failed, next } = await readSpan(job, span, read, signal);
  const rest = next <= span.to ? [rangeStep({ from: next, to: span.to })] : [];
  const again = refreshAfter(STAGES.pages, standing, job.input);
  return {
    record: records,
    further: [...rest, ...failed.map(pageStep), ...recognitionOf(job, records), ...again],
  };
}

/** Reads one page that its range could not read. @throws PermanentError with the page's reason */
export async function readAlone(
  job: DocumentJob,
  step: StepToRun,
  context: StepContext,
): Promise<StepResult<PageRecord[]>> {
  const { page } = aloneSchema.parse(step.input);
  const { signal } = context;
  const { standing, use } = await readerOf(job, context);
  const { pages, failed } = await use((session) => session.records(page, page, { signal }));
  const [refusal] = failed;
  if (refusal) throw new PermanentError(refusal.code, refusal.message);
  const record = await Promise.all(pages.map(withLanguage));
  const again = refreshAfter(STAGES.rereading, standing, job.input);
  return { record, further: [...recognitionOf(job, record), ...again] };
}
