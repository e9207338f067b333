import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { instant } from '../db/instant.ts';
import { oneOf } from '../db/one-of.ts';
import { jobs } from '../jobs/db-schema.ts';
import { PAGE_KINDS } from './pdf/page-kinds.ts';
import { DOCUMENT_STATUSES } from './statuses.ts';

/** A file of one owner, complete or still uploading. */
export const documents = pgTable(
  'documents',
  {
    id: text('id').primaryKey(),
    owner: text('owner').notNull(),
    name: text('name'),
    /** Bytes; for an unfinished upload, as announced. */
    size: integer('size').notNull(),
    /** Hex; null until the upload is complete. */
    sha256: text('sha256'),
    status: text('status').notNull().default('uploading'),
    /** The document of the same owner with the same content, whose parts serve both. */
    sameAs: text('same_as').references((): AnyPgColumn => documents.id, { onDelete: 'cascade' }),
    /** When an unfinished upload is deleted. */
    expiresAt: instant('expires_at'),
    /** Updated when a job is created for it; retention counts from here. */
    usedAt: instant('used_at').notNull().default(sql`clock_timestamp()`),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    check('documents_status_known', oneOf(t.status, DOCUMENT_STATUSES)),
    check('documents_whole_iff_complete', sql`(${t.status} = 'complete') = (${t.sha256} is not null)`),
    check(
      'documents_expire_while_uploading',
      sql`(${t.status} = 'uploading') = (${t.expiresAt} is not null)`,
    ),
    uniqueIndex('documents_content')
      .on(t.owner, t.sha256)
      .where(sql`${t.status} = 'complete' and ${t.sameAs} is null`),
    index('documents_stored').on(t.owner).where(sql`${t.sameAs} is null`),
    index('documents_same_as').on(t.sameAs).where(sql`${t.sameAs} is not null`),
    index('documents_expiring').on(t.expiresAt).where(sql`${t.status} = 'uploading'`),
    index('documents_unused').on(t.usedAt).where(sql`${t.status} = 'complete'`),
  ],
);

/** The bytes of a document, as base64 text: `bytea` would travel to Neon as hex. */
export const documentParts = pgTable(
  'document_parts',
  {
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** From 1. */
    part: integer('part').notNull(),
    data: text('data').notNull(),
    /** Bytes. */
    size: integer('size').notNull(),
    /** Hex, of this part. */
    sha256: text('sha256').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.documentId, t.part] }),
    check('document_parts_from_one', sql`${t.part} >= 1`),
  ],
);

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
  (t) => [index('document_reports_of_document').on(t.documentId)],
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
