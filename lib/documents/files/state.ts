import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { ms } from '../../db/client.ts';
import { partsOf } from '../../files/part-size.ts';
import { DOCUMENT_STATUSES } from '../../files/statuses.ts';
import { type JobsContext, query } from '../../jobs/context.ts';

/** State of an owner's document. */
export interface DocumentState {
  id: string;
  name: string | null;
  status: (typeof DOCUMENT_STATUSES)[number];
  /** Bytes. */
  size: number;
  /** Hex; null until the upload is complete. */
  sha256: string | null;
  /** The owner's document that already had the content. */
  sameAs: string | null;
  /** Parts that have not arrived, from 1. */
  missing: number[];
  /** Milliseconds since the epoch; null once complete. */
  expiresAt: number | null;
  createdAt: number;
}

const rowSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  status: z.enum(DOCUMENT_STATUSES),
  size: z.int(),
  sha256: z.string().nullable(),
  same_as: z.string().nullable(),
  expires_at: z.number().nullable(),
  created_at: z.number(),
  arrived: z.array(z.int()),
});

/** SQL condition on `documents` that hides expired uploads not deleted yet. */
export const STILL_THERE: SQL = sql.raw(`(status = 'complete' or expires_at > clock_timestamp())`);

/** Refusal for a document that does not exist. */
export function noDocument(id: string): Refusal {
  return new Refusal(
    'not_found',
    `There is no document ${id}. Unfinished uploads are kept for a day. Begin again with POST /api/v1/documents.`,
  );
}

/** Selects a document for `stateOf`. */
export function stateStatement(owner: string, id: string): SQL {
  return sql`select id, name, status, size, sha256, same_as, ${ms(sql`expires_at`)} as expires_at,
      ${ms(sql`created_at`)} as created_at,
      array(select part from document_parts where document_id = ${id} order by part) as arrived
    from documents where id = ${id} and owner = ${owner} and ${STILL_THERE}`;
}

/** @throws Refusal `not_found` if there is no row */
export function stateOf(id: string, rows: unknown[] | undefined): DocumentState {
  if (rows?.[0] === undefined) throw noDocument(id);
  const { same_as, expires_at, created_at, arrived, ...row } = rowSchema.parse(rows[0]);
  const all = row.status === 'complete' ? 0 : partsOf(row.size);
  const missing = Array.from({ length: all }, (_, i) => i + 1).filter((part) => !arrived.includes(part));
  return { ...row, sameAs: same_as, expiresAt: expires_at, createdAt: created_at, missing };
}

/** @throws Refusal `not_found`, also if it is another owner's or an expired upload */
export async function getDocument(context: JobsContext, owner: string, id: string): Promise<DocumentState> {
  const { rows } = await query(context, () => context.db.execute(stateStatement(owner, id)));
  return stateOf(id, rows);
}
