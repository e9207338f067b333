import { sql } from 'drizzle-orm';
import { countOf, type Retention } from '../retention.ts';

/** As long as raw data usually are kept. Nobody looks after what is through. */
const DAYS = 30;
/** Limits one call's deletions; the next day's call continues. */
const AT_MOST = 50_000;

/** Deletes actions on many jobs that have been through for 30 days; those at work stay, however old. */
export const forgetBulks: Retention = async ({ db }) => {
  const { rows } = await db.execute(sql`with gone as (
      delete from bulk_actions where id in (
        select id from bulk_actions where completed_at < clock_timestamp() - ${DAYS}::int * interval '1 day'
        limit ${AT_MOST}::int
      ) returning 1
    ) select count(*)::int as count from gone`);
  return { bulk_actions_deleted: countOf(rows) };
};
