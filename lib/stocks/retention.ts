import { sql } from 'drizzle-orm';
import { transact } from '../db/client.ts';
import { countOf, type Retention } from '../engine/retention.ts';

/** Limits one call's deletions; the next day's call continues. */
const AT_MOST = 50_000;
/** Cached bars are only read on their own day. */
const CACHE_DAYS = 3;

/** Deletes raw bars after `rawDays` days and cached bars after 3. */
export function stockRetention(rawDays: number): Retention {
  return async ({ db }) => {
    const [raw, cached] = await transact(db, [
      sql`with old as (
          select job_id, ticker from stock_raw where created_at < now() - ${rawDays} * interval '1 day'
          order by created_at limit ${AT_MOST}
        ), gone as (
          delete from stock_raw r using old where r.job_id = old.job_id and r.ticker = old.ticker returning 1
        ) select count(*)::int as count from gone`,
      sql`with old as (
          select ctid from bar_cache where fetched_at < now() - ${CACHE_DAYS} * interval '1 day'
          order by fetched_at limit ${AT_MOST}
        ), gone as (
          delete from bar_cache where ctid = any(array(select ctid from old)) returning 1
        ) select count(*)::int as count from gone`,
    ]);
    return { raw_deleted: countOf(raw), cached_bars_deleted: countOf(cached) };
  };
}
