import { sql } from 'drizzle-orm';
import { countOf, type Retention } from '../engine/retention.ts';

/** Limits one call's deletions; the next day's call continues. */
const AT_MOST = 50_000;

/** Deletes posts after `rawDays` days; keeps reports. */
export function profileRetention(rawDays: number): Retention {
  return async ({ db }) => {
    const { rows } = await db.execute(sql`with old as (
        select job_id, page from profile_posts where created_at < now() - ${rawDays} * interval '1 day'
        order by created_at limit ${AT_MOST}
      ), gone as (
        delete from profile_posts p using old where p.job_id = old.job_id and p.page = old.page returning 1
      ) select count(*)::int as count from gone`);
    return { post_pages_deleted: countOf(rows) };
  };
}
