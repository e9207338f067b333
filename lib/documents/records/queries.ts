import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { unpackText } from '../../core/packed-text.ts';
import type { Database } from '../../db/client.ts';
import { documentFindings, documentPages, documentReports } from '../db-schema.ts';
import type { PageKind } from '../pdf/page.ts';
import { PAGE_KINDS } from '../pdf/page-kinds.ts';
import {
  type DocumentInfo,
  type FindingsOfJob,
  findingsOfJobSchema,
  infoSchema,
  type KeptReport,
  keptReportSchema,
} from '../report.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { type PageBody, unpackPage, unpackParagraphs } from './stored-page.ts';

/** What a job knows of its document. */
export interface DocumentOfJob {
  jobId: string;
  owner: string;
  /** Null before a file is fetched and once it is no longer kept. */
  documentId: string | null;
  name: string | null;
  size: number | null;
  sha256: string | null;
  info: DocumentInfo | null;
  report: KeptReport | null;
}

/** The figures of a page. */
export interface PageFigures {
  page: number;
  kind: PageKind;
  language: string | null;
  languageConfidence: number;
  characters: number;
  words: number;
  images: number;
  tables: number;
  ocrConfidence: number | null;
}

export interface StoredPage extends PageFigures {
  body: PageBody;
  /** Those that begin on the page; null until the whole document was read. */
  paragraphs: Paragraph[] | null;
}

const kindSchema = z.enum(PAGE_KINDS);

const figures = {
  page: documentPages.page,
  kind: documentPages.kind,
  language: documentPages.language,
  languageConfidence: documentPages.languageConfidence,
  characters: documentPages.characters,
  words: documentPages.words,
  images: documentPages.images,
  tables: documentPages.tables,
  ocrConfidence: documentPages.ocrConfidence,
};

export async function documentOf(db: Database, jobId: string): Promise<DocumentOfJob | null> {
  const { owner, documentId, name, size, sha256, info, report } = documentReports;
  const [row] = await db
    .select({ jobId: documentReports.jobId, owner, documentId, name, size, sha256, info, report })
    .from(documentReports)
    .where(eq(documentReports.jobId, jobId));
  if (!row) return null;
  return {
    ...row,
    info: row.info === null ? null : infoSchema.parse(row.info),
    report: row.report === null ? null : keptReportSchema.parse(row.report),
  };
}

/** The list of words that came with the request; null where none did. */
export async function frequencyListOf(db: Database, jobId: string): Promise<string | null> {
  const [row] = await db
    .select({ list: documentReports.frequencyList })
    .from(documentReports)
    .where(eq(documentReports.jobId, jobId));
  return row?.list ? unpackText(row.list) : null;
}

/** Pages after a page, rising, without their text; of one kind where that is given. */
export async function pageFigures(
  db: Database,
  jobId: string,
  { after, limit, kind }: { after: number; limit: number; kind?: PageFigures['kind'] | undefined },
): Promise<PageFigures[]> {
  const ofKind = kind && eq(documentPages.kind, kind);
  const rows = await db
    .select(figures)
    .from(documentPages)
    .where(and(eq(documentPages.jobId, jobId), gt(documentPages.page, after), ofKind))
    .orderBy(asc(documentPages.page))
    .limit(limit);
  return rows.map((row) => ({ ...row, kind: kindSchema.parse(row.kind) }));
}

/** Without reading them: Postgres knows the length of a long text. */
const packedSize = sql<number>`octet_length(${documentPages.body}) + coalesce(octet_length(${documentPages.paragraphs}), 0)`;

/** A read of `storedPages`, of one job. */
export type ReadPages = (place: { after: number; limit: number; maxBytes: number }) => Promise<StoredPage[]>;

/**
 * Pages after a page, rising, as many as fit into `maxBytes` of packed text (a third to a tenth of what they unpack to),
 * one at least. Empty only behind the last.
 */
export async function storedPages(
  db: Database,
  jobId: string,
  { after, limit, maxBytes }: { after: number; limit: number; maxBytes: number },
): Promise<StoredPage[]> {
  const next = db
    .select({ page: documentPages.page, size: packedSize.as('size') })
    .from(documentPages)
    .where(and(eq(documentPages.jobId, jobId), gt(documentPages.page, after)))
    .orderBy(asc(documentPages.page))
    .limit(limit)
    .as('next');
  const before = sql<number>`sum(${next.size}) over (order by ${next.page}) - ${next.size}`;
  const within = db
    .select({ page: next.page, size: next.size, before: before.as('before') })
    .from(next)
    .as('within');
  const rows = await db
    .select({ ...figures, body: documentPages.body, paragraphs: documentPages.paragraphs })
    .from(documentPages)
    .innerJoin(within, eq(documentPages.page, within.page))
    .where(
      and(
        eq(documentPages.jobId, jobId),
        sql`(${within.before} = 0 or ${within.before} + ${within.size} <= ${maxBytes})`,
      ),
    )
    .orderBy(asc(documentPages.page));
  return Promise.all(
    rows.map(async ({ body, paragraphs, ...row }) => ({
      ...row,
      kind: kindSchema.parse(row.kind),
      body: await unpackPage(body),
      paragraphs: paragraphs === null ? null : await unpackParagraphs(paragraphs),
    })),
  );
}

/** One page, or null where it was not read. */
export async function storedPage(db: Database, jobId: string, page: number): Promise<StoredPage | null> {
  const [found] = await storedPages(db, jobId, { after: page - 1, limit: 1, maxBytes: 0 });
  return found?.page === page ? found : null;
}

/** What the analyses of the whole document found. */
export async function findingsOf(db: Database, jobId: string): Promise<FindingsOfJob> {
  const rows = await db
    .select({ name: documentFindings.name, findings: documentFindings.findings })
    .from(documentFindings)
    .where(eq(documentFindings.jobId, jobId));
  const entries = await Promise.all(
    rows.map(async ({ name, findings }) => [name, JSON.parse(await unpackText(findings))] as const),
  );
  return findingsOfJobSchema.parse(Object.fromEntries(entries));
}
