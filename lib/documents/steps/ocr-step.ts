import { z } from 'zod';
import type { StepContext, StepResult, StepToRun } from '../../engine/analyzer.ts';
import { type DocumentJob, notKept } from '../document-job.ts';
import { union } from '../layout/boxes.ts';
import type { RecognizedPage, RecognizedWord } from '../ocr/recognized.ts';
import type { Box, PageContent, TextRun } from '../pdf/page.ts';
import { isToBeRecognized, refreshAfter, STAGES } from '../plan.ts';
import { type PageRecord, pageRecord } from '../records/page-record.ts';
import { type StoredPage, storedPage } from '../records/queries.ts';
import { runOf } from '../records/run.ts';

const inputSchema = z.strictObject({ page: z.int() });
const DPI = 200;
const POINTS_AN_INCH = 72;

const scaled = ({ x0, y0, x1, y1 }: Box, by: number): Box => ({
  x0: x0 * by,
  y0: y0 * by,
  x1: x1 * by,
  y1: y1 * by,
});

function linesOf(words: readonly RecognizedWord[]): RecognizedWord[][] {
  const legible = words.filter(({ text }) => text.trim() !== '');
  return [...Map.groupBy(legible, ({ line }) => line).values()];
}

/** Words of a line as runs, all as high as the line: the boxes of commas and dashes would fall out of it. */
function runsOf(words: readonly RecognizedWord[], by: number): TextRun[] {
  const line = scaled(words.map(({ box }) => box).reduce(union), by);
  return words.map(({ text, box }) => ({
    text,
    box: { ...scaled(box, by), y0: line.y0, y1: line.y1 },
    fontSize: line.y1 - line.y0,
    font: '',
    bold: false,
    italic: false,
    angle: 0,
  }));
}

/** A page with its recognized text. @param dpi of the picture that the boxes refer to */
function recognizedContent(
  { page, kind, images, leftOut, body: { width, height, rotation, links } }: StoredPage,
  { words }: RecognizedPage,
  dpi: number,
): PageContent {
  const lines = linesOf(words);
  return {
    ...{ page, width, height, rotation, links, images },
    kind,
    runs: lines.flatMap((line) => runsOf(line, POINTS_AN_INCH / dpi)),
    imageShare: 1,
    rulings: [],
    ...leftOut,
  };
}

/**
 * Recognizes the text of a page from its picture.
 * @throws PermanentError document_not_kept, pdf_page_failed, and what recognition throws
 */
export async function recognizePage(
  job: DocumentJob,
  step: StepToRun,
  { jobId, signal }: StepContext,
): Promise<StepResult<PageRecord[]>> {
  const { page } = inputSchema.parse(step.input);
  const [run, stored] = await Promise.all([runOf(job.db, jobId), storedPage(job.db, jobId, page)]);
  const { documentId } = run;
  if (documentId === null) throw notKept();
  if (!stored || stored.body.given || !isToBeRecognized(stored.kind, job.input.ocr)) return { record: [] };
  const picture = await job.sessions.use({ jobId, documentId }, signal, (session) =>
    session.render(page, DPI, signal),
  );
  const recognized = await job.recognize(picture, { languages: job.input.ocr_languages, signal });
  const content = recognizedContent(stored, recognized, picture.dpi);
  const record = [await pageRecord(content, recognized.confidence)];
  return { record, further: refreshAfter(STAGES.rereading, run, job.input) };
}
