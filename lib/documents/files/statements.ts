import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';

/** How long an unfinished upload is kept. */
export const UPLOAD_HOURS = 24;

/** One file of one owner, known by its content. */
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

/** Begins an upload. */
export function insertUpload({ id, owner, name, size }: NewUpload): SQL {
  return sql`insert into documents (id, owner, name, size, expires_at)
    values (${id}, ${owner}, ${name}, ${size}::int, clock_timestamp() + ${UPLOAD_HOURS} * interval '1 hour')`;
}

/** The part's columns from `data` on, for a `select`. */
export function partColumns(bytes: Uint8Array): SQL {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return sql`${data}::text, ${bytes.length}::int, ${sha256Of(bytes)}::text`;
}

/**
 * Whoever makes a file complete waits here for others with the same one, and sees in later statements what they did.
 * Without it two would both find none and the unique index would refuse the second.
 */
export function lockContent({ owner, sha256 }: Pick<Content, 'owner' | 'sha256'>): SQL {
  return sql`select from (select pg_advisory_xact_lock(hashtextextended(${`${owner} ${sha256}`}, 0))) as locked`;
}

/** The owner's complete document with this content, other than `id`, is used now, if `and` holds. */
export function useKnown(
  { id, owner, sha256 }: Pick<Content, 'id' | 'owner'> & { sha256: string | null },
  and: SQL = sql`true`,
): SQL {
  return sql`update documents set used_at = clock_timestamp()
    where owner = ${owner} and sha256 = ${sha256}::text and status = 'complete' and same_as is null and id <> ${id}
      and ${and}
    returning id, name, size, sha256`;
}
