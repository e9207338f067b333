import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';

/** How long an unfinished upload is kept. */
export const UPLOAD_HOURS = 24;

/** A file of an owner, identified by its content. */
export interface Content {
  id: string;
  owner: string;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
}

export interface NewUpload {
  id: string;
  owner: string;
  name: string | null;
  /** Bytes, as far as they are known. */
  size: number;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function insertUpload({ id, owner, name, size }: NewUpload): SQL {
  return sql`insert into documents (id, owner, name, size, expires_at)
    values (${id}, ${owner}, ${name}, ${size}::int, clock_timestamp() + ${UPLOAD_HOURS} * interval '1 hour')`;
}

/** Columns of a part from `data` on, for a `select`. */
export function partColumns(bytes: Uint8Array): SQL {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return sql`${data}::text, ${bytes.length}::int, ${sha256Of(bytes)}::text`;
}

/**
 * Serializes completions of the same content, so that each sees what earlier ones did. Without it two could both find
 * no known document, and the unique index would refuse the second.
 */
export function lockContent({ owner, sha256 }: Pick<Content, 'owner' | 'sha256'>): SQL {
  return sql`select from (select pg_advisory_xact_lock(hashtextextended(${`${owner} ${sha256}`}, 0))) as locked`;
}

/** Marks the owner's complete document with this content, other than `id`, as used and returns it, if `and` holds. */
export function useKnown(
  { id, owner, sha256 }: Pick<Content, 'id' | 'owner'> & { sha256: string | null },
  and: SQL = sql`true`,
): SQL {
  return sql`update documents set used_at = clock_timestamp()
    where owner = ${owner} and sha256 = ${sha256}::text and status = 'complete' and same_as is null and id <> ${id}
      and ${and}
    returning id, name, size, sha256`;
}
