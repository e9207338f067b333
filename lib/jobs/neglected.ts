import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../db/client.ts';

const rows = z.array(z.object({ id: z.string(), owner: z.string() }));

/** Unfinished jobs with no running step and no step finished for `minutes`, oldest first. */
export async function findStalled(
  db: Database,
  minutes: number,
  limit: number,
): Promise<{ id: string; owner: string }[]> {
  // now(), not clock_timestamp(): an index condition must be stable.
  const found = await db.execute(sql`select j.id, j.owner from jobs j
    where j.status in ('queued', 'processing') and j.created_at < now() - ${minutes} * interval '1 minute'
      and not exists (select 1 from steps s where s.job_id = j.id and s.status = 'running'
        and s.lease_until > now())
      and not exists (select 1 from steps s where s.job_id = j.id
        and s.completed_at > now() - ${minutes} * interval '1 minute')
    order by j.created_at limit ${limit}`);
  return rows.parse(found.rows);
}

const ids = z.array(z.object({ id: z.string() }));

/** Jobs that ended more than `minutes` ago with their event still unpublished, oldest first. */
export async function findDue(db: Database, minutes: number, limit: number): Promise<string[]> {
  // now(), not clock_timestamp(): an index condition must be stable.
  const found = await db.execute(sql`select id from jobs
    where webhook_due is not null and completed_at < now() - ${minutes} * interval '1 minute'
    order by completed_at limit ${limit}`);
  return ids.parse(found.rows).map(({ id }) => id);
}
