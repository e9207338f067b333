import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { unpackText } from '../../core/packed-text.ts';
import type { Database } from '../../db/client.ts';
import { documentFindings, documentPages, documentReports } from '../db-schema.ts';
import type { Figure } from '../figures/figure.ts';
import type { PageLabels } from '../output/page-labels.ts';
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
import {
  figuresSchema,
  type LeftOut,
  leftOutSchema,
  type PageBody,
  unpackPage,
  unpackParagraphs,
} from './stored-page.ts';

/** A job's document and its report. */
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

/** A page's row without its text. */
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
  /** Null if the page shows all that its file says. */
  leftOut: LeftOut | null;
}

export interface StoredPage extends PageFigures {
  body: PageBody;
  /** Paragraphs that begin on the page; null until the whole document has been read. */
  paragraphs: Paragraph[] | null;
  /** Absent if there are none. */
  pictured?: Figure[] | undefined;
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
  leftOut: documentPages.leftOut,
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

/** Labels of the document's pages; null if it has none or was not opened. */
export async function labelsOf(db: Database, jobId: string): Promise<PageLabels> {
  const [row] = await db
    .select({ labels: sql<unknown>`${documentReports.info} -> 'labels'` })
    .from(documentReports)
    .where(eq(documentReports.jobId, jobId));
  return row?.labels ? z.array(z.string()).parse(row.labels) : null;
}

/** The word list given with the request; null if there was none. */
export async function frequencyListOf(db: Database, jobId: string): Promise<string | null> {
  const [row] = await db
    .select({ list: documentReports.frequencyList })
    .from(documentReports)
    .where(eq(documentReports.jobId, jobId));
  return row?.list ? unpackText(row.list) : null;
}

const checked = <Row extends { kind: string; leftOut: unknown }>(row: Row) => ({
  ...row,
  kind: kindSchema.parse(row.kind),
  leftOut: leftOutSchema.nullable().parse(row.leftOut),
});

/** Figures of the pages after `after`, in order; only of one kind if given. */
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
  return rows.map(checked);
}

/** Postgres keeps the length of a long text, so this does not read it. */
const packedSize = sql<number>`octet_length(${documentPages.body}) + coalesce(octet_length(${documentPages.paragraphs}), 0)`;

/** Where a read of pages begins and how much it takes. */
export interface PagesPlace {
  after: number;
  limit: number;
  maxBytes: number;
}

/** `storedPages`, bound to a job. */
export type ReadPages = (place: PagesPlace) => Promise<StoredPage[]>;

/** A page as it is stored. */
export interface PackedPage extends PageFigures {
  /** Null if it was not asked for. */
  body: string | null;
  paragraphs: string | null;
  pictured?: unknown;
}

const bodyColumn = {
  all: sql<string | null>`${documentPages.body}`,
  with_tables: sql<string | null>`case when ${documentPages.tables} > 0 then ${documentPages.body} end`,
};

/**
 * Pages after `after`, in order: at least one, at most `maxBytes` of packed text (a third to a tenth of its unpacked
 * size). Empty only after the last page.
 */
export async function packedPages(
  db: Database,
  jobId: string,
  { after, limit, maxBytes, bodies }: PagesPlace & { bodies: keyof typeof bodyColumn },
): Promise<PackedPage[]> {
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
    .select({
      ...figures,
      body: bodyColumn[bodies],
      paragraphs: documentPages.paragraphs,
      pictured: documentPages.figures,
    })
    .from(documentPages)
    .innerJoin(within, eq(documentPages.page, within.page))
    .where(
      and(
        eq(documentPages.jobId, jobId),
        sql`(${within.before} = 0 or ${within.before} + ${within.size} <= ${maxBytes})`,
      ),
    )
    .orderBy(asc(documentPages.page));
  return rows.map(checked);
}

/** The same pages, unpacked. */
export async function storedPages(db: Database, jobId: string, place: PagesPlace): Promise<StoredPage[]> {
  const packed = await packedPages(db, jobId, { ...place, bodies: 'all' });
  return Promise.all(
    packed.map(async ({ body, paragraphs, pictured, ...row }) => ({
      ...row,
      ...(pictured ? { pictured: figuresSchema.parse(pictured) } : {}),
      body: await unpackPage(body ?? ''),
      paragraphs: paragraphs === null ? null : await unpackParagraphs(paragraphs),
    })),
  );
}

/** One page; null if it was not read. */
export async function storedPage(db: Database, jobId: string, page: number): Promise<StoredPage | null> {
  const [found] = await storedPages(db, jobId, { after: page - 1, limit: 1, maxBytes: 0 });
  return found?.page === page ? found : null;
}

/** Findings of a job. */
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
