import { and, desc, eq, getTableColumns, type InferSelectModel, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Database } from '../../db/client.ts';
import { jobs } from '../../jobs/db-schema.ts';

const { input: _input, ...columns } = getTableColumns(jobs);

export type StockJobRow = Omit<InferSelectModel<typeof jobs>, 'input'>;

/** An owner's unfinished stock jobs, newest first, then those that ended within the last hour. */
export async function recentStockJobs(db: Database, owner: string, limit: number): Promise<StockJobRow[]> {
  const mine = and(eq(jobs.owner, owner), eq(jobs.kind, 'stocks'));
  const unfinished = db
    .select(columns)
    .from(jobs)
    .where(and(mine, sql`${jobs.status} in ('queued', 'processing')`))
    .orderBy(desc(jobs.id))
    .limit(limit);
  const endedLately = db
    .select(columns)
    .from(jobs)
    // now(), not clock_timestamp(): an index condition must be stable.
    .where(and(mine, sql`${jobs.completedAt} > now() - interval '1 hour'`))
    .orderBy(sql`${jobs.completedAt} desc`)
    .limit(limit);
  return unionAll(unfinished, endedLately)
    .orderBy(sql`completed_at desc nulls first`, sql`id desc`)
    .limit(limit);
}
