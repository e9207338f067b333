import {
  and,
  count,
  desc,
  eq,
  getTableColumns,
  type InferSelectModel,
  inArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { overdueSql, shownStatusSql } from '../../jobs/overdue.ts';

const { input: _input, ...columns } = getTableColumns(jobs);

/** A profile job with its profile, and the error of its first failed step. */
export interface TaskRow {
  job: Omit<InferSelectModel<typeof jobs>, 'input'>;
  platform: string;
  profileId: string;
  failure: { code: string; message: string } | null;
  /** Unfinished past its deadline. */
  overdue: boolean;
}

export interface TaskFilter {
  platform?: string | undefined;
  /** Job statuses to include. */
  statuses?: readonly string[] | undefined;
  /** Leaves out jobs that are unfinished past their deadline. */
  leaveOut: boolean;
  limit: number;
  offset: number;
}

const platform = sql<string>`jobs.input ->> 'platform'`;

const selected = {
  job: columns,
  platform,
  profileId: sql<string>`jobs.input ->> 'profile_id'`,
  failure: sql`(select jsonb_build_object('code', s.error_code, 'message', s.error_message) from steps s
    where s.job_id = jobs.id and s.status = 'failed' order by s.seq limit 1)`,
  overdue: overdueSql(),
};

const failureSchema = z
  .object({ code: z.string().nullable(), message: z.string().nullable() })
  .transform(({ code, message }) => ({ code: code ?? 'unexpected_error', message: message ?? '' }))
  .nullable();

type Selected = Omit<TaskRow, 'failure'> & { failure: unknown };

const toTask = (row: Selected): TaskRow => ({ ...row, failure: failureSchema.parse(row.failure) });

const mine = (owner: string) => and(eq(jobs.owner, owner), eq(jobs.kind, 'profile'));

/** Null for a job of another kind or owner. */
export async function taskOf(db: Database, owner: string, id: string): Promise<TaskRow | null> {
  const [row] = await db
    .select(selected)
    .from(jobs)
    .where(and(mine(owner), eq(jobs.id, id)));
  return row ? toTask(row) : null;
}

/** A page of an owner's profile jobs, newest first, and the total count. */
export async function tasksOf(
  db: Database,
  owner: string,
  filter: TaskFilter,
): Promise<{ tasks: TaskRow[]; total: number }> {
  const where: (SQL | undefined)[] = [mine(owner)];
  if (filter.platform) where.push(sql`${platform} = ${filter.platform}`);
  const shown = filter.statuses && inArray(shownStatusSql(), [...filter.statuses]);
  const stored = filter.statuses && inArray(jobs.status, [...filter.statuses]);
  const listed = filter.leaveOut ? and(shown, sql`not ${overdueSql()}`) : or(shown, stored);
  const page = db
    .select(selected)
    .from(jobs)
    .where(and(...where, listed))
    .orderBy(desc(jobs.id))
    .limit(filter.limit)
    .offset(filter.offset);
  const [rows, [all]] = await db.batch([
    page,
    db
      .select({ total: count() })
      .from(jobs)
      .where(and(...where, shown)),
  ]);
  return { tasks: rows.map(toTask), total: all?.total ?? 0 };
}

/** Most frequent first. */
export async function tasksByPlatform(
  db: Database,
  owner: string,
): Promise<{ platform: string; count: number }[]> {
  return db
    .select({ platform, count: count() })
    .from(jobs)
    .where(mine(owner))
    .groupBy(platform)
    .orderBy(desc(count()), platform);
}

export async function tasksByStatus(
  db: Database,
  owner: string,
): Promise<{ status: string; count: number }[]> {
  return db
    .select({ status: shownStatusSql(), count: count() })
    .from(jobs)
    .where(mine(owner))
    .groupBy(shownStatusSql());
}
