import { z } from 'zod';
import type { StepContext, StepResult, StepToRun } from '../../engine/analyzer.ts';
import { type DocumentJob, notKept, placeOf } from '../document-job.ts';
import { inFoundLanguage } from '../ocr/in-found-language.ts';
import { AUTO } from '../ocr/languages.ts';
import type { RecognizedPage } from '../ocr/recognized.ts';
import { besideText, recognizedContent, recognizedWords, withRecognized } from '../ocr/recognized-content.ts';
import type { PagePicture } from '../pdf/messages.ts';
import { isToBeRecognized, refreshAfter, STAGES } from '../plan.ts';
import { type PageRecord, pageRecord } from '../records/page-record.ts';
import { storedPage } from '../records/queries.ts';
import { runOf } from '../records/run.ts';

const inputSchema = z.strictObject({ page: z.int() });
const DPI = 200;

/** In the languages that were asked for, or in the one that is found. */
async function recognizedIn(
  { recognize, languages: installed, input }: DocumentJob,
  picture: PagePicture,
  signal: AbortSignal,
): Promise<RecognizedPage> {
  if (!input.ocr_languages.includes(AUTO)) {
    return await recognize(picture, { languages: input.ocr_languages, signal });
  }
  const languageOf = async (text: string) => {
    const { textTools } = await import('../text-tools.ts');
    return textTools.detectLanguage(text)?.language ?? null;
  };
  return await inFoundLanguage(picture, { recognize, installed, languageOf, signal });
}

/**
 * Recognizes the text of a page from its picture; on a page with text of its own, what the picture has beside it.
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
  if (!stored || stored.body.given || !isToBeRecognized(stored, job.input.ocr)) return { record: [] };
  const isPart = stored.kind === 'mixed' && job.input.ocr !== 'force';
  const { picture, shown } = await job.sessions.use(
    placeOf(job, { jobId, documentId }),
    signal,
    async (session) => ({
      picture: await session.render(page, DPI, signal),
      shown: isPart ? (await session.pages(page, page, signal)).pages[0] : undefined,
    }),
  );
  const whole = await recognizedIn(job, picture, signal);
  const recognized = shown ? besideText(shown, whole, picture.dpi) : whole;
  if (recognized === null) return { record: [] };
  const content = shown
    ? withRecognized(shown, recognized, picture.dpi)
    : recognizedContent(stored, recognized, picture.dpi);
  const words = recognizedWords(recognized, picture.dpi);
  const record = [
    await pageRecord(content, { confidence: recognized.confidence, words, drawn: stored.body.drawn }),
  ];
  return { record, further: refreshAfter(STAGES.rereading, run, job.input) };
}
