import { PermanentError } from '../../core/errors.ts';
import type { StepContext, StepResult } from '../../engine/analyzer.ts';
import type { DocumentJob } from '../document-job.ts';
import { notesOf } from '../notes.ts';
import { analysisNames } from '../plan.ts';
import { documentOf, type PageFigures, pageFigures } from '../records/queries.ts';
import { pagesWithoutText } from '../records/run.ts';
import { type DocumentInfo, type KeptReport, REPORT_VERSION } from '../report.ts';

const READ_PAGES = 2_000;

async function allFigures({ db }: DocumentJob, jobId: string): Promise<PageFigures[]> {
  const all: PageFigures[] = [];
  for (;;) {
    const next = await pageFigures(db, jobId, { after: all.at(-1)?.page ?? 0, limit: READ_PAGES });
    for (const page of next) all.push(page);
    if (next.length < READ_PAGES) return all;
  }
}

function countsOf(total: number, pages: readonly PageFigures[]): KeptReport['pages'] {
  const of = (kind: PageFigures['kind']) => pages.filter((page) => page.kind === kind).length;
  return {
    total,
    text: of('text'),
    scanned: of('scanned'),
    mixed: of('mixed'),
    empty: of('empty'),
    unreadable: of('unreadable'),
    failed: total - pages.length,
    recognized: pages.filter(({ ocrConfidence }) => ocrConfidence !== null).length,
  };
}

function formOf(info: DocumentInfo | null) {
  return info?.kind === undefined ? null : { kind: info.kind, remarks: info.remarks ?? [] };
}

/** Writes the report: page counts and notes. Findings are stored separately. */
export async function writeUp(job: DocumentJob, { jobId }: StepContext): Promise<StepResult<KeptReport>> {
  const { db, input } = job;
  const [document, pages, withoutText] = await Promise.all([
    documentOf(db, jobId),
    allFigures(job, jobId),
    pagesWithoutText(db, jobId),
  ]);
  const total = document?.info?.pages;
  if (total === undefined) {
    throw new PermanentError(
      'document_not_opened',
      'The document was not opened: there is nothing to report.',
    );
  }
  const own = pages.filter(({ page }) => page <= total);
  const record: KeptReport = {
    report_version: REPORT_VERSION,
    pages: countsOf(total, own),
    words: own.reduce((sum, { words }) => sum + words, 0),
    notes: notesOf({
      total,
      pages: own,
      withoutText,
      ocr: input.ocr,
      languages: input.ocr_languages,
      labels: document?.info?.labels ?? null,
      form: formOf(document?.info ?? null),
    }),
    analyses: ['structure', ...analysisNames(input)],
  };
  return { record };
}
