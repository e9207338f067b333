import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { jsonText } from '../core/json.ts';
import { type Database, transact } from '../db/client.ts';
import { finalStatusSql, isTerminal, UNFINISHED } from './lifecycle.ts';
import { overdueStatement } from './turn/advance.ts';
import { JOB_STATUSES, type Job } from './types.ts';
import { usageStatement } from './usage.ts';

/** An unfinished job in the epoch in which its deadline has passed. */
export type Overdue = Pick<Job, 'id' | 'epoch'>;

/** SQL condition on `table`: unfinished, and past the deadline by the database's clock. */
export function overdueSql(table = 'jobs'): SQL<boolean> {
  const [status, deadline] = [sql.raw(`${table}.status`), sql.raw(`${table}.deadline_at`)];
  return sql<boolean>`(${status} in ('queued', 'processing') and ${deadline} <= clock_timestamp())`;
}

/** The status to show where a job is only counted: of an overdue one, that with which it ends. */
export function shownStatusSql(table = 'jobs'): SQL<string> {
  const [done, failed, status] = ['done', 'failed', 'status'].map((name) => sql.raw(`${table}.${name}`));
  const ends = finalStatusSql(sql`${done}`, sql`${failed}`, sql`true`);
  return sql`case when ${overdueSql(table)} then ${ends} else ${status} end`;
}

const endedSchema = z.object({ id: z.string(), status: z.enum(JOB_STATUSES), event_due: z.boolean() });

/** The jobs that a call of `endOverdue` has ended, and those of them whose event is now due. */
export interface Ended {
  ended: string[];
  due: string[];
}

/**
 * Ends the jobs under their locks, in one round trip, as their own watchdogs would. One that has ended or begun
 * again since it was read is left alone.
 */
export async function endOverdue(db: Database, overdue: readonly Overdue[]): Promise<Ended> {
  const ids = sql`(select jsonb_array_elements_text(${jsonText(overdue.map(({ id }) => id))}::jsonb))`;
  // In one order, or two who hold several jobs could wait for each other.
  const lock = sql`select id from jobs where id in ${ids} order by id for update`;
  const looked = { messages: 0, roundTrips: 1, functionMs: 0 };
  const results = await transact(db, [
    lock,
    ...overdue.flatMap(({ id, epoch }) => [
      usageStatement(id, looked, sql`epoch = ${epoch} and ${overdueSql()}`),
      overdueStatement(id, epoch),
    ]),
  ]);
  const ended = results
    .slice(1)
    .flatMap((rows) => rows.map((row) => endedSchema.parse(row)))
    .filter(({ status }) => isTerminal(status));
  return {
    ended: ended.map(({ id }) => id),
    due: ended.flatMap(({ id, event_due }) => (event_due ? [id] : [])),
  };
}

const foundSchema = z.array(z.object({ id: z.string(), epoch: z.number() }));

/** Overdue jobs of an owner, or of all, in order of id, beginning behind `after`. */
export async function findOverdue(
  db: Database,
  { after, limit, owner }: { after: string; limit: number; owner?: string },
): Promise<Overdue[]> {
  const ofOwner = owner === undefined ? sql`` : sql`owner = ${owner} and`;
  const { rows } = await db.execute(sql`select id, epoch from jobs
    where ${ofOwner} ${UNFINISHED} and deadline_at <= now() and id > ${after} order by id limit ${limit}`);
  return foundSchema.parse(rows);
}
