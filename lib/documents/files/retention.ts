import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { jsonText } from '../../core/json.ts';
import { type Database, transact } from '../../db/client.ts';
import type { Retention } from '../../engine/retention.ts';
import { DOCUMENT_STATUSES } from '../../files/statuses.ts';
import { readers } from './readers.ts';

/** Deleting 96 MiB takes Postgres up to a second, and a statement has 15. */
const AT_ONCE = 5;

const idSchema = z.object({ id: z.string() });
const goneSchema = z.object({ status: z.enum(DOCUMENT_STATUSES) });

/** SQL condition on `documents d`: unused for `days` days and read by no unfinished job, or an expired upload. */
function stale(days: number): SQL {
  return sql`((d.status = 'uploading' and d.expires_at < clock_timestamp())
    or (d.status = 'complete' and d.same_as is null
      and d.used_at < clock_timestamp() - ${days} * interval '1 day'
      and not exists (${readers(sql`d.id`)})))`;
}

/** Checks each again under its lock: a job created meanwhile holds or has held that lock, and keeps its document. */
async function discardSome(db: Database, days: number): Promise<z.infer<typeof goneSchema>[]> {
  const { rows } = await db.execute(
    sql`select d.id from documents d where ${stale(days)} limit ${AT_ONCE}::int`,
  );
  const found = z.array(idSchema).parse(rows);
  if (found.length === 0) return [];
  const ids = sql`(select jsonb_array_elements_text(${jsonText(found.map(({ id }) => id))}::jsonb))`;
  const [, gone] = await transact(db, [
    sql`select from documents where id in ${ids} order by id for update`,
    sql`delete from documents d where d.id in ${ids} and ${stale(days)} returning d.status`,
  ]);
  return z.array(goneSchema).parse(gone);
}

/**
 * Deletes documents and uploads past their retention, a few at a time, until none is left or `goOn` returns false.
 */
export function documentRetention(days: number): Retention {
  return async ({ db, goOn }) => {
    const discarded = { documents_deleted: 0, uploads_expired: 0 };
    while (goOn()) {
      const gone = await discardSome(db, days);
      const uploads = gone.filter(({ status }) => status === 'uploading').length;
      discarded.uploads_expired += uploads;
      discarded.documents_deleted += gone.length - uploads;
      if (gone.length === 0) break;
    }
    return discarded;
  };
}
