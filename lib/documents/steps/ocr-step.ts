import { z } from 'zod';
import type { StepContext, StepResult, StepToRun } from '../../engine/analyzer.ts';
import { type DocumentJob, notKept, placeOf } from '../document-job.ts';
import { union } from '../layout/boxes.ts';
import { inFoundLanguage } from '../ocr/in-found-language.ts';
import { AUTO } from '../ocr/languages.ts';
import type { RecognizedPage, RecognizedWord } from '../ocr/recognized.ts';
import type { PagePicture } from '../pdf/messages.ts';
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
function runsOf(words: readonly RecognizedWord[], angle: number, by: number): TextRun[] {
  const line = scaled(words.map(({ box }) => box).reduce(union), by);
  const runsUpOrDown = angle % 180 !== 0;
  const { x0, x1, y0, y1 } = line;
  const thickness = runsUpOrDown ? { x0, x1 } : { y0, y1 };
  return words.map(({ text, box }) => ({
    text,
    box: { ...scaled(box, by), ...thickness },
    fontSize: runsUpOrDown ? x1 - x0 : y1 - y0,
    font: '',
    bold: false,
    italic: false,
    angle,
  }));
}

/** A page with its recognized text. @param dpi of the picture that the boxes refer to */
function recognizedContent(
  { page, kind, images, leftOut, body }: StoredPage,
  { words, angle }: RecognizedPage,
  dpi: number,
): PageContent {
  const { width, height, rotation, links, annotations } = body;
  const lines = linesOf(words);
  return {
    ...{ page, width, height, rotation, links, images },
    kind,
    runs: lines.flatMap((line) => runsOf(line, angle ?? 0, POINTS_AN_INCH / dpi)),
    imageShare: 1,
    rulings: [],
    ...(annotations && { annotations }),
    ...leftOut,
  };
}

const wordsOnPage = ({ words }: RecognizedPage, by: number) =>
  words.map(({ text, confidence, box }) => ({
    text,
    confidence: Math.round(confidence),
    box: scaled(box, by),
  }));

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
  const picture = await job.sessions.use(placeOf(job, { jobId, documentId }), signal, (session) =>
    session.render(page, DPI, signal),
  );
  const recognized = await recognizedIn(job, picture, signal);
  const content = recognizedContent(stored, recognized, picture.dpi);
  const words = wordsOnPage(recognized, POINTS_AN_INCH / picture.dpi);
  const record = [
    await pageRecord(content, { confidence: recognized.confidence, words, drawn: stored.body.drawn }),
  ];
  return { record, further: refreshAfter(STAGES.rereading, run, job.input) };
}
