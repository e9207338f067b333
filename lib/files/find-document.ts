import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../db/client.ts';

/** A complete file. */
export interface StoredDocument {
  /** The document that holds the parts: the same content of one owner is stored once. */
  id: string;
  name: string | null;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
}

export const documentSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  size: z.int(),
  sha256: z.string(),
}) satisfies z.ZodType<StoredDocument>;

const foundSchema = documentSchema.extend({ status: z.string(), sha256: z.string().nullable() });

/**
 * The file behind an owner's document id: `uploading` if incomplete, null if there is none or it is another owner's.
 */
export async function documentFor(
  db: Database,
  owner: string,
  documentId: string,
): Promise<StoredDocument | 'uploading' | null> {
  const { rows } = await db.execute(sql`select d.id, asked.name, asked.status, d.size, d.sha256
    from documents asked join documents d on d.id = coalesce(asked.same_as, asked.id)
    where asked.id = ${documentId} and asked.owner = ${owner}
      and (asked.status = 'complete' or asked.expires_at > clock_timestamp())`);
  if (rows[0] === undefined) return null;
  const { id, name, size, sha256 } = foundSchema.parse(rows[0]);
  return sha256 === null ? 'uploading' : { id, name, size, sha256 };
}
