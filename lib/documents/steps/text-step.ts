import { z } from 'zod';
import { inSlices } from '../../core/slices.ts';
import type { Database } from '../../db/client.ts';
import type { StepContext, StepResult, StepToRun } from '../../engine/analyzer.ts';
import { languagesOf, type PageLanguage } from '../analyses/languages.ts';
import type { DocumentJob } from '../document-job.ts';
import type { OutlineEntry } from '../pdf/document-info.ts';
import { refreshAfter, STAGES, textStep } from '../plan.ts';
import { checkedSize, MOST_OF_PARAGRAPHS, MOST_OF_TEXT } from '../records/commit-size.ts';
import { documentOf, storedPages } from '../records/queries.ts';
import { runOf } from '../records/run.ts';
import { packParagraphs } from '../records/stored-page.ts';
import { packFindings, type TextRecord } from '../records/write.ts';
import type { DocumentInfo, Findings } from '../report.ts';
import type { Table } from '../tables/table.ts';
import { type DocumentText, readDocument } from '../text/document-text.ts';
import type { PageText } from '../text/page-text.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { sectionsOf } from '../text/sections.ts';
import { everyPage } from './every-page.ts';
import { KEPT_MS, keptCall } from './kept-call.ts';
import { unheldTimer } from './sessions.ts';
import type { PageSpan } from './step-keys.ts';

const spanSchema = z.strictObject({ from: z.int(), to: z.int(), again: z.string() });

type PlacedTable = Findings<'structure'>['tables'][number];

interface WholeText extends DocumentText {
  /** Paragraphs by the page they begin on. */
  byPage: ReadonlyMap<number, Paragraph[]>;
  /** Pages that were read, rising. */
  pages: number[];
  languages: PageLanguage[];
  tables: PlacedTable[];
  outline: OutlineEntry[];
}

const columnsOf = ({ rows }: Table): number =>
  rows.reduce(
    (most, row) =>
      Math.max(
        most,
        row.reduce((sum, { colSpan }) => sum + colSpan, 0),
      ),
    0,
  );

const placed = (page: number, tables: readonly Table[]): PlacedTable[] =>
  tables.map((table, at) => ({
    page,
    box: table.box,
    table: at + 1,
    rows: table.rows.length,
    columns: columnsOf(table),
    header: table.header,
    spanning: table.spanning,
  }));

const outlineOf = (info: DocumentInfo | null): OutlineEntry[] =>
  (info?.outline ?? []).map(({ page, ...entry }) => ({ ...entry, page: page ?? undefined }));

async function wholeText(db: Database, jobId: string): Promise<WholeText> {
  const texts: PageText[] = [];
  const languages: PageLanguage[] = [];
  const tables: PlacedTable[] = [];
  for await (const { page, language, languageConfidence, characters, body } of everyPage((place) =>
    storedPages(db, jobId, place),
  )) {
    const { width, height, lines } = body;
    texts.push({ page, width, height, lines });
    languages.push({ page, language, confidence: languageConfidence, characters });
    tables.push(...placed(page, body.tables));
  }
  const document = await documentOf(db, jobId);
  const outline = outlineOf(document?.info ?? null);
  const read = await inSlices(readDocument(texts, tables, outline));
  const byPage = Map.groupBy(read.paragraphs, ({ page }) => page);
  return { ...read, byPage, pages: texts.map(({ page }) => page), languages, tables, outline };
}

export type WholeTexts = ReturnType<typeof keptCall<WholeText>>;

/** Texts of whole documents, by job and epoch: within an epoch no page changes once the text is assembled. */
export const wholeTexts = (): WholeTexts => keptCall(KEPT_MS, unheldTimer);

async function structureOf(whole: WholeText): Promise<Findings<'structure'>> {
  const { paragraphs, repeated, languages, tables, outline } = whole;
  return {
    sections: await inSlices(sectionsOf(paragraphs, outline)),
    tables,
    repeated_lines: repeated.map(({ pattern, pages }) => ({ text: pattern, pages: pages.length })),
    languages: languagesOf(languages),
    paragraphs: paragraphs.length,
  };
}

type PackedPage = TextRecord['pages'][number];

/** Pages of a span with their paragraphs: at least one, at most what one commit should hold. */
async function packedPages(whole: WholeText, { from, to }: PageSpan): Promise<PackedPage[]> {
  const packed: PackedPage[] = [];
  let bytes = 0;
  for (const page of whole.pages.filter((each) => each >= from && each <= to)) {
    if (bytes >= MOST_OF_TEXT) break;
    const paragraphs = checkedSize(await packParagraphs(whole.byPage.get(page) ?? []), MOST_OF_PARAGRAPHS, {
      code: 'paragraphs_too_large',
      what: `The paragraphs that begin on page ${page}`,
    });
    bytes += paragraphs.length;
    packed.push({ page, paragraphs });
  }
  return packed;
}

/**
 * Writes the paragraphs that begin on a span's pages, taken from the whole document. Pages beyond what one commit
 * should hold become a further step.
 * @throws PermanentError paragraphs_too_large, findings_too_large
 */
export async function writeText(
  job: DocumentJob & { wholeTexts: WholeTexts },
  step: StepToRun,
  { jobId, signal }: StepContext,
): Promise<StepResult<TextRecord>> {
  const { from, to, again } = spanSchema.parse(step.input);
  const run = await runOf(job.db, jobId);
  if (run.documentId !== null) job.sessions.done({ jobId, documentId: run.documentId });
  const whole = await job.wholeTexts(`${jobId} ${run.epoch}`, () => wholeText(job.db, jobId));
  signal.throwIfAborted();
  const pages = await packedPages(whole, { from, to });
  const last = pages.at(-1)?.page ?? to;
  const isWhole = !whole.pages.some((page) => page > last && page <= to);
  const rest = isWhole ? [] : [textStep({ from: last + 1, to, again })];
  const structure = from === 1 ? await packFindings('structure', await structureOf(whole)) : null;
  return { record: { pages, structure }, further: [...rest, ...refreshAfter(STAGES.text, run, job.input)] };
}
