import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import type { Ids } from '../../core/ids.ts';
import { type Database, transact } from '../../db/client.ts';
import { documentSchema, type StoredDocument } from '../../files/find-document.ts';
import { bytesOfPart, PART_BYTES, partsOf } from '../../files/part-size.ts';
import { fileName } from './file-name.ts';
import { inParts } from './in-parts.ts';
import { type Content, insertUpload, lockContent, partColumns, useKnown } from './statements.ts';

export interface StoreDeps {
  db: Database;
  ids: Pick<Ids, 'document'>;
  clock: Pick<Clock, 'now'>;
}

function insertPart(id: string, part: number, bytes: Uint8Array): SQL {
  return sql`insert into document_parts (document_id, part, data, size, sha256)
    select ${id}::text, ${part}::int, ${partColumns(bytes)}`;
}

/** Completes the upload, or deletes it if the owner already has the content; returns the document that remains. */
function settle(content: Content): SQL {
  const { id, size, sha256 } = content;
  return sql`with known as (${useKnown(content)}),
    mine as (
      update documents set status = 'complete', sha256 = ${sha256}, size = ${size}::int, expires_at = null,
        used_at = clock_timestamp()
      where id = ${id} and not exists (select from known)
      returning id, name, size, sha256
    ), surplus as (
      delete from documents where id = ${id} and exists (select from known)
    ) select * from known union all select * from mine`;
}

/**
 * Stores a file as it streams in, one round trip per part. Content that the owner already has is not stored again,
 * only marked as used. If `bytes` throws, its parts stay in an upload that expires.
 */
export async function storeDocument(
  { db, ids, clock }: StoreDeps,
  { owner, name, bytes }: { owner: string; name: string | null; bytes: AsyncIterable<Uint8Array> },
): Promise<StoredDocument> {
  const id = ids.document(clock.now());
  const hash = createHash('sha256');
  let unsent: [SQL, ...SQL[]] = [insertUpload({ id, owner, name: fileName(name), size: 0 })];
  let size = 0;
  for await (const part of inParts(bytes)) {
    if (size > 0) await transact(db, unsent);
    const insert = insertPart(id, partsOf(size + part.length), part);
    unsent = size > 0 ? [insert] : [...unsent, insert];
    hash.update(part);
    size += part.length;
  }
  const content = { id, owner, size, sha256: hash.digest('hex') };
  const results = await transact(db, [...unsent, lockContent(content), settle(content)]);
  return documentSchema.parse(results.at(-1)?.[0]);
}

const headSchema = z.object({ id: z.string(), size: z.int(), data: z.string() });
const partSchema = z.object({ data: z.string() });

/** A part in base64; null if it is gone. */
export async function partData(db: Database, id: string, part: number): Promise<string | null> {
  const { rows } = await db.execute(
    sql`select data from document_parts where document_id = ${id} and part = ${part}::int`,
  );
  return rows[0] === undefined ? null : partSchema.parse(rows[0]).data;
}

/** Base64 digits: 4 for 3 bytes. */
const HEAD_DIGITS = 1_400;

/** The first 1,050 bytes of a file, which tell a PDF; empty if it is gone. @param id under which it is stored */
export async function headOf(db: Database, id: string): Promise<Uint8Array> {
  const { rows } = await db.execute(
    sql`select left(data, ${HEAD_DIGITS}::int) as data from document_parts where document_id = ${id} and part = 1`,
  );
  return Buffer.from(rows[0] === undefined ? '' : partSchema.parse(rows[0]).data, 'base64');
}

/**
 * The whole file, in memory that threads can share, one round trip per part; null if it is no longer kept.
 * @throws Error if a part is shorter or longer than its place
 */
export async function documentBytes(db: Database, documentId: string): Promise<Uint8Array | null> {
  const { rows } = await db.execute(sql`select d.id, d.size, p.data
    from documents asked
    join documents d on d.id = coalesce(asked.same_as, asked.id)
    join document_parts p on p.document_id = d.id and p.part = 1
    where asked.id = ${documentId} and asked.status = 'complete'`);
  if (rows[0] === undefined) return null;
  const { id, size, data } = headSchema.parse(rows[0]);
  const whole = Buffer.from(new SharedArrayBuffer(size));
  for (let part = 1; part <= partsOf(size); part++) {
    const base64 = part === 1 ? data : await partData(db, id, part);
    if (base64 === null) return null;
    const wanted = bytesOfPart(size, part);
    const is = Buffer.byteLength(base64, 'base64');
    if (is !== wanted) throw new Error(`Part ${part} of ${id} has ${is} bytes in place of ${wanted}.`);
    whole.write(base64, (part - 1) * PART_BYTES, 'base64');
  }
  return new Uint8Array(whole.buffer);
}
