import { sql } from 'drizzle-orm';
import { type Database, transact } from '../db/client.ts';
import { countOf } from '../db/count-of.ts';

/** Keys that have ended are listed for so long: who used them last may still be asked. */
const KEY_DAYS = 90;
/** Counted from the expiry, after which the token itself is refused: so what a link is told never changes. */
const SHARE_DAYS = 30;
/** Limits one call's deletions; the next day's call continues. */
const AT_MOST = 50_000;

const days = (count: number) => sql`(clock_timestamp() - ${count}::int * interval '1 day')`;

const keys = sql`with gone as (
    delete from api_keys where id in (
      select id from api_keys where least(expires_at, revoked_at) < ${days(KEY_DAYS)} limit ${AT_MOST}::int
    ) and least(expires_at, revoked_at) < ${days(KEY_DAYS)} returning 1
  ) select count(*)::int as count from gone`;

const shares = sql`with gone as (
    delete from job_shares where id in (
      select id from job_shares where expires_at < ${days(SHARE_DAYS)} limit ${AT_MOST}::int
    ) returning 1
  ) select count(*)::int as count from gone`;

/** A row whose minute is whole again says no more than none. */
const minutes = sql`with gone as (
    delete from owner_requests where owner in (
      select owner from owner_requests where full_at < ${days(1)} limit ${AT_MOST}::int
    ) and full_at < ${days(1)} returning 1
  ) select count(*)::int as count from gone`;

/** Only today's is ever read. */
const pastDays = sql`with gone as (
    delete from owner_days where (owner, day) in (
      select owner, day from owner_days where day < (clock_timestamp() at time zone 'UTC')::date limit ${AT_MOST}::int
    ) returning 1
  ) select count(*)::int as count from gone`;

/** Deletes what no key, link or limit needs any more. */
export async function discardAccess({ db }: { db: Database }): Promise<Record<string, number>> {
  const [ofKeys, ofShares, ofMinutes, ofDays] = await transact(db, [keys, shares, minutes, pastDays]);
  return {
    keys_deleted: countOf(ofKeys),
    shares_deleted: countOf(ofShares),
    idle_minutes_deleted: countOf(ofMinutes),
    past_days_deleted: countOf(ofDays),
  };
}
