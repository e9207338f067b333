import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { instant } from '../db/instant.ts';
import { oneOf } from '../db/one-of.ts';
import { jobs } from '../jobs/db-schema.ts';
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

/** The file that a job reads, of analyses that have no row of their own for it. */
export const fileReaders = pgTable(
  'file_readers',
  {
    jobId: text('job_id')
      .primaryKey()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
  },
  (t) => [index('file_readers_of_document').on(t.documentId)],
);
