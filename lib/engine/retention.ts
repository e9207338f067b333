import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, transact } from '../db/client.ts';

const row = z.object({ count: z.number() });

/** A day's deletions are bounded, so that one call stays short; the next day goes on. */
const AT_MOST = 50_000;

export interface Retained {
  rawDeleted: number;
  keysForgotten: number;
  cachedBarsDeleted: number;
  postPagesDeleted: number;
}

/** Nothing reads cached bars on another day than theirs. */
const CACHE_DAYS = 3;

/** Bars and posts older than `rawDays` days go, idempotency keys older than 24 hours, and bars cached 3 days ago. */
export async function applyRetention(db: Database, rawDays: number): Promise<Retained> {
  const [raw, keys, cached, posts] = await transact(db, [
    sql`with old as (
        select job_id, ticker from stock_raw where created_at < now() - ${rawDays} * interval '1 day'
        order by created_at limit ${AT_MOST}
      ), gone as (
        delete from stock_raw r using old where r.job_id = old.job_id and r.ticker = old.ticker returning 1
      ) select count(*)::int as count from gone`,
    sql`with forgotten as (
        update jobs set idempotency_key = null
        where idempotency_key is not null and created_at < now() - interval '24 hours' returning 1
      ) select count(*)::int as count from forgotten`,
    sql`with old as (
        select ctid from bar_cache where fetched_at < now() - ${CACHE_DAYS} * interval '1 day'
        order by fetched_at limit ${AT_MOST}
      ), gone as (
        delete from bar_cache where ctid = any(array(select ctid from old)) returning 1
      ) select count(*)::int as count from gone`,
    sql`with old as (
        select job_id, page from profile_posts where created_at < now() - ${rawDays} * interval '1 day'
        order by created_at limit ${AT_MOST}
      ), gone as (
        delete from profile_posts p using old where p.job_id = old.job_id and p.page = old.page returning 1
      ) select count(*)::int as count from gone`,
  ]);
  return {
    rawDeleted: row.parse(raw?.[0]).count,
    keysForgotten: row.parse(keys?.[0]).count,
    cachedBarsDeleted: row.parse(cached?.[0]).count,
    postPagesDeleted: row.parse(posts?.[0]).count,
  };
}
