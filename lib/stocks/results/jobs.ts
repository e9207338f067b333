import { and, desc, eq, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Database } from '../../db/client.ts';
import { jobs } from '../../jobs/db-schema.ts';
import type { Seen } from '../../jobs/look.ts';
import { overdueSql } from '../../jobs/overdue.ts';
import { seenColumns, toSeen } from '../../jobs/read.ts';

export interface Recent {
  limit: number;
  /** Leaves out jobs that are unfinished past their deadline. */
  leaveOut: boolean;
}

/** An owner's unfinished stock jobs, newest first, then those that ended within the last hour. */
export async function recentStockJobs(
  db: Database,
  owner: string,
  { limit, leaveOut }: Recent,
): Promise<Seen[]> {
  const mine = and(eq(jobs.owner, owner), eq(jobs.kind, 'stocks'));
  const unfinished = db
    .select(seenColumns)
    .from(jobs)
    .where(
      and(
        mine,
        sql`${jobs.status} in ('queued', 'processing')`,
        leaveOut ? sql`not ${overdueSql()}` : undefined,
      ),
    )
    .orderBy(desc(jobs.id))
    .limit(limit);
  const endedLately = db
    .select(seenColumns)
    .from(jobs)
    // now(), not clock_timestamp(): an index condition must be stable.
    .where(and(mine, sql`${jobs.completedAt} > now() - interval '1 hour'`))
    .orderBy(sql`${jobs.completedAt} desc`)
    .limit(limit);
  const rows = await unionAll(unfinished, endedLately)
    .orderBy(sql`completed_at desc nulls first`, sql`id desc`)
    .limit(limit);
  return rows.map(toSeen);
}
