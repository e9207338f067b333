import { sql } from 'drizzle-orm';
import {
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
} from 'drizzle-orm/pg-core';
import { instant } from '../db/instant.ts';
import { oneOf } from '../db/one-of.ts';
import { documents } from '../files/db-schema.ts';
import { jobs } from '../jobs/db-schema.ts';
import { PAGE_KINDS } from './pdf/page-kinds.ts';

/** The document of a job, and its report. */
export const documentReports = pgTable(
  'document_reports',
  {
    jobId: text('job_id')
      .primaryKey()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    owner: text('owner').notNull(),
    /** Null before a file is fetched and once it is no longer kept. */
    documentId: text('document_id').references(() => documents.id, { onDelete: 'set null' }),
    name: text('name'),
    size: integer('size'),
    sha256: text('sha256'),
    /** The reader's word list, most frequent first, packed; null if none was given. */
    frequencyList: text('frequency_list'),
    /** Metadata of the file; null until it has been opened. */
    info: jsonb('info'),
    /** Null until the last stage has written it. */
    report: jsonb('report'),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index('document_reports_of_document').on(t.documentId),
    index('document_reports_readable')
      .on(t.owner, t.sha256, t.createdAt, t.jobId)
      .where(sql`${t.report} is not null`),
  ],
);

/** Pages that were read. A failed page has no row; its step holds the error. */
export const documentPages = pgTable(
  'document_pages',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    page: integer('page').notNull(),
    kind: text('kind').notNull(),
    /** BCP 47; null if there is too little text. */
    language: text('language'),
    languageConfidence: real('language_confidence').notNull(),
    characters: integer('characters').notNull(),
    words: integer('words').notNull(),
    images: integer('images').notNull(),
    tables: integer('tables').notNull(),
    /** 0 to 100; null if the text is the file's own. */
    ocrConfidence: real('ocr_confidence'),
    /** `LeftOut`: characters that the page does not show; null if there are none. */
    leftOut: jsonb('left_out'),
    /** `PageBody`, packed. */
    body: text('body').notNull(),
    /** The paragraphs that begin on the page, packed; null until the whole document was read. */
    paragraphs: text('paragraphs'),
    /** `Figure[]`; null if the page has none, and until the whole document was read. */
    figures: jsonb('figures'),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.page] }),
    check('document_pages_kind_known', oneOf(t.kind, PAGE_KINDS)),
  ],
);

/** Findings of each analysis of the whole document, packed. */
export const documentFindings = pgTable(
  'document_findings',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    findings: text('findings').notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.name] })],
);

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** What is searched: the words of each page of a document, written and deleted with its paragraphs. */
export const documentSearch = pgTable(
  'document_search',
  {
    jobId: text('job_id').notNull(),
    page: integer('page').notNull(),
    /** Text search configuration of the page's language. */
    config: text('config').notNull(),
    /** Beside the page's words, one lexeme that names owner and configuration. */
    words: tsvector('words').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.page] }),
    foreignKey({
      name: 'document_search_page',
      columns: [t.jobId, t.page],
      foreignColumns: [documentPages.jobId, documentPages.page],
    }).onDelete('cascade'),
    // Without a list of pending entries, which every search would have to read through.
    index('document_search_words').using('gin', t.words).with({ fastupdate: false }),
  ],
);
