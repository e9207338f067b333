import type { InferInsertModel } from 'drizzle-orm';
import { packText } from '../../../lib/core/packed-text.ts';
import type { Database } from '../../../lib/db/client.ts';
import { documentFindings, documentPages, documentReports } from '../../../lib/documents/db-schema.ts';
import { type PageBody, packPage, packParagraphs } from '../../../lib/documents/records/stored-page.ts';
import type { Findings, FindingsOfJob, KeptReport } from '../../../lib/documents/report.ts';
import type { Paragraph } from '../../../lib/documents/text/paragraphs.ts';
import { type jobs, steps } from '../../../lib/jobs/db-schema.ts';
import { insertJob } from '../../stocks/http/seed.ts';
import { stagePlan } from '../../support/jobs.ts';

const STAGES = ['open', 'pages', 'ocr', 'text', 'analyses', 'report'];

export const box = (y0: number, height = 10) => ({ x0: 50, y0, x1: 500, y1: y0 + height });

type JobRow = Partial<InferInsertModel<typeof jobs>>;

export const ENDED: JobRow = { status: 'completed', completedAt: new Date(), stageLeft: 0 };

/** A document's job as a bare row; it has ended unless said otherwise. */
export async function insertDocumentJob(db: Database, id: string, changes: JobRow = ENDED): Promise<void> {
  const input = {
    ...{ document_id: null, source_url: 'https://example.org/a.pdf', name: null },
    ...{ ocr: true, ocr_languages: ['eng'], frequency_list: false },
  };
  const stages = STAGES.map((name) => stagePlan({ name, share: 1 / STAGES.length }));
  await insertJob(db, { id, kind: 'document', input, stages, ...changes });
}

const INFO = {
  version: '1.7',
  encrypted: false,
  permissions: { print: true, modify: true, copy: true, annotate: true },
  metadata: { Title: 'A book' },
  outline: [{ title: 'One', page: 1, level: 1 }],
  attachments: 0,
  form: false,
};

interface ReportOfJob {
  pages: number;
  failed?: number;
  /** No report: only what the file says about itself. */
  unfinished?: boolean;
  analyses?: string[];
  /** Of the pages. */
  labels?: string[];
}

const ANALYSES = ['structure', 'keywords', 'summary', 'entities', 'readability'];

export async function insertReport(
  db: Database,
  jobId: string,
  { pages, failed = 0, unfinished = false, analyses = ANALYSES, labels }: ReportOfJob,
): Promise<void> {
  const report: KeptReport = {
    report_version: 1,
    pages: {
      total: pages,
      text: pages - failed,
      scanned: 0,
      mixed: 0,
      empty: 0,
      failed,
      recognized: 0,
      unreadable: 0,
    },
    words: 42,
    notes: ['A note.'],
    analyses,
  };
  await db.insert(documentReports).values({
    ...{ jobId, owner: 'ann', name: 'a.pdf', size: 1234, sha256: 'ab'.repeat(32) },
    info: { pages, ...INFO, ...(labels ? { labels } : {}) },
    report: unfinished ? null : report,
  });
}

export async function insertFindings(db: Database, jobId: string, findings: FindingsOfJob): Promise<void> {
  for (const [name, found] of Object.entries(findings)) {
    await db
      .insert(documentFindings)
      .values({ jobId, name, findings: await packText(JSON.stringify(found)) });
  }
}

export const structure = (changes: Partial<Findings<'structure'>> = {}): Findings<'structure'> => ({
  ...{ sections: [], tables: [], repeated_lines: [], paragraphs: 0 },
  languages: { main: 'en', languages: [{ language: 'en', pages: 1, share: 1 }] },
  ...changes,
});

/** A paragraph of one line on each page that it touches. */
export function paragraph(text: string, page: number, changes: Partial<Paragraph> = {}): Paragraph {
  const first = { at: 0, page, box: box(100) };
  return { kind: 'text', level: 0, text, page, box: box(100), lines: [first], ...changes };
}

interface GivenPage {
  page: number;
  /** `text` stands for its lines. */
  body?: Partial<PageBody> & { text?: string };
  /** Null where the whole document was not read. */
  paragraphs?: Paragraph[] | null;
  figures?: Partial<InferInsertModel<typeof documentPages>>;
}

export const plainLine = (text: string, y0 = 100): PageBody['lines'][number] => ({
  ...{ text, box: box(y0), size: 10, bold: false, angle: 0, starts: false },
});

async function pageRow(
  jobId: string,
  { page, body, paragraphs = [], figures }: GivenPage,
): Promise<InferInsertModel<typeof documentPages>> {
  const { text = '', ...given } = body ?? {};
  const lines = text === '' ? [] : text.split('\n').map((line) => plainLine(line));
  const own: PageBody = {
    ...{ width: 595, height: 842, rotation: 0, lines, links: [], tables: [] },
    ...given,
  };
  return {
    ...{ jobId, page, kind: 'text', language: 'en', languageConfidence: 0.5 },
    ...{ characters: text.length, words: 7, images: 0, tables: own.tables.length, ocrConfidence: null },
    ...figures,
    body: await packPage(own),
    paragraphs: paragraphs === null ? null : await packParagraphs(paragraphs),
  };
}

export async function insertPages(db: Database, jobId: string, pages: readonly GivenPage[]): Promise<void> {
  for (let at = 0; at < pages.length; at += 10) {
    const rows = await Promise.all(pages.slice(at, at + 10).map((page) => pageRow(jobId, page)));
    await db.insert(documentPages).values(rows);
  }
}

export interface GivenStep {
  key: string;
  /** One of `STAGES`. */
  stage: string;
  status?: 'pending' | 'running' | 'done' | 'failed';
  attempts?: number;
  error?: { code: string; message: string };
}

export async function insertSteps(db: Database, jobId: string, given: readonly GivenStep[]): Promise<void> {
  const lease = { token: 'held', leaseUntil: new Date(Date.now() + 60_000) };
  await db.insert(steps).values(
    given.map(({ key, stage, status = 'done', attempts = 1, error }, seq) => ({
      ...{ jobId, key, seq, status, attempts, stage: STAGES.indexOf(stage) },
      completedAt: status === 'done' || status === 'failed' ? new Date() : null,
      errorCode: error?.code ?? null,
      errorMessage: error?.message ?? null,
      ...(status === 'running' ? lease : {}),
    })),
  );
}
