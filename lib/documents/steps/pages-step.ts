import { z } from 'zod';
import { PermanentError } from '../../core/errors.ts';
import { ownTurn } from '../../core/own-turn.ts';
import type { FurtherStep, StepContext, StepResult, StepToRun } from '../../engine/analyzer.ts';
import { type DocumentJob, notKept } from '../document-job.ts';
import type { PageRange } from '../pdf/open-pdf.ts';
import type { PageContent } from '../pdf/page.ts';
import { isToBeRecognized, pageStep, rangeStep, recognitionStep, refreshAfter, STAGES } from '../plan.ts';
import { MOST_OF_RANGE } from '../records/commit-size.ts';
import { type PageRecord, pageRecord } from '../records/page-record.ts';
import { runOf } from '../records/run.ts';
import type { PageSpan } from './step-keys.ts';

const spanSchema = z.strictObject({ from: z.int(), to: z.int() });
const aloneSchema = z.strictObject({ page: z.int() });

/** Pages read at once; between two batches other steps of the process may use the session. */
const BATCH = 2;
/**
 * A step hands its remaining pages on after 15 s, or after a failed page, which may have used its whole time limit.
 */
const RANGE_MS = 15_000;

type ReadPages = (from: number, to: number) => Promise<PageRange>;

/** Pages of a range read so far. */
interface Progress {
  records: PageRecord[];
  /** Packed. */
  bytes: number;
  failed: number[];
  /** First page not tried yet. */
  next: number;
}

/** Null for a page that is too large to store; read alone, it fails with that error. */
async function recordOrNull(content: PageContent): Promise<PageRecord | null> {
  try {
    return await pageRecord(content);
  } catch (error) {
    if (error instanceof PermanentError) return null;
    throw error;
  }
}

/** Reads the pages of a batch, up to what one commit should hold. */
async function readBatch(
  progress: Progress,
  to: number,
  read: ReadPages,
  signal: AbortSignal,
): Promise<void> {
  const last = Math.min(to, progress.next + BATCH - 1);
  const { pages, failed } = await read(progress.next, last);
  const byPage = new Map(pages.map((content) => [content.page, content]));
  const unread = new Set(failed.map(({ page }) => page));
  while (progress.next <= last && progress.bytes < MOST_OF_RANGE) {
    await ownTurn();
    signal.throwIfAborted();
    const page = progress.next++;
    const content = byPage.get(page);
    const record = content ? await recordOrNull(content) : null;
    if (record) {
      progress.records.push(record);
      progress.bytes += record.body.length;
    } else if (content || unread.has(page)) progress.failed.push(page);
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
  const until = clock.now() + RANGE_MS;
  const progress: Progress = { records: [], bytes: 0, failed: [], next: from };
  do {
    try {
      await readBatch(progress, to, read, signal);
    } catch (error) {
      if (!(error instanceof PermanentError) || progress.next === from) throw error;
      break;
    }
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
    .filter(({ kind }) => isToBeRecognized(kind, input.ocr))
    .map(({ page }) => recognitionStep(page));
}

/** State of a job, and a reader of its pages. @throws PermanentError document_not_kept */
async function readerOf({ db, sessions }: DocumentJob, { jobId, signal }: StepContext) {
  const standing = await runOf(db, jobId);
  const { documentId } = standing;
  if (documentId === null) throw notKept();
  const read: ReadPages = (from, to) =>
    sessions.use({ jobId, documentId }, signal, (session) => session.pages(from, to, signal));
  return { standing, read };
}

/**
 * Reads a range of pages. Pages that fail, pages left over, and the recognition of scanned pages (if requested)
 * become steps of their own.
 * @throws PermanentError document_not_kept, and what `openPdf` throws
 */
export async function readRange(
  job: DocumentJob,
  step: StepToRun,
  context: StepContext,
): Promise<StepResult<PageRecord[]>> {
  const span = spanSchema.parse(step.input);
  const { standing, read } = await readerOf(job, context);
  const { records, failed, next } = await readSpan(job, span, read, context.signal);
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
  const { standing, read } = await readerOf(job, context);
  const { pages, failed } = await read(page, page);
  const [refusal] = failed;
  if (refusal) throw new PermanentError(refusal.code, refusal.message);
  const record = await Promise.all(pages.map((content) => pageRecord(content)));
  const again = refreshAfter(STAGES.rereading, standing, job.input);
  return { record, further: [...recognitionOf(job, record), ...again] };
}
