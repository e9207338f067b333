import { sql } from 'drizzle-orm';
import { transact } from '../db/client.ts';
import { countOf, type Retention } from '../engine/retention.ts';

/** A day's deletions are bounded, so that one call stays short; the next day goes on. */
const AT_MOST = 50_000;
/** Nothing reads cached bars on another day than theirs. */
const CACHE_DAYS = 3;

/** Bars that results rest on go after `rawDays` days, cached ones after 3. */
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
