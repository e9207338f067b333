import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ms } from '../../db/client.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import { watchlistSchedules } from './db-schema.ts';

/** An owner's schedule as stored in the database. */
export interface ScheduleRow {
  scheduleId: string;
  /** Unix milliseconds; increases with each change of the schedule, and is part of its messages. */
  version: number;
}

export interface NewScheduleRow {
  owner: string;
  scheduleId: string;
  cron: string;
  timezone: string;
}

const rowSchema = z.object({ version: z.number() });

/** Inserts or replaces the row. @returns its version. */
export async function putScheduleRow(context: JobsContext, row: NewScheduleRow): Promise<number> {
  const { owner, scheduleId, cron, timezone } = row;
  const { rows } = await query(context, () =>
    context.db.execute(sql`insert into watchlist_schedules as old (owner, schedule_id, cron, timezone, updated_at)
      values (${owner}, ${scheduleId}, ${cron}, ${timezone}, clock_timestamp())
      on conflict (owner) do update set schedule_id = excluded.schedule_id, cron = excluded.cron,
        timezone = excluded.timezone,
        updated_at = greatest(excluded.updated_at, old.updated_at + interval '1 ms')
      returning ${ms(sql`updated_at`)} as version`),
  );
  return rowSchema.parse(rows[0]).version;
}

export async function getScheduleRow(
  context: Pick<JobsContext, 'db' | 'clock' | 'random'>,
  owner: string,
): Promise<ScheduleRow | null> {
  const { scheduleId, updatedAt } = watchlistSchedules;
  const [row] = await query(context, () =>
    context.db
      .select({ scheduleId, updatedAt })
      .from(watchlistSchedules)
      .where(eq(watchlistSchedules.owner, owner)),
  );
  return row === undefined ? null : { scheduleId: row.scheduleId, version: row.updatedAt.getTime() };
}

/** Deletes the row unless it has changed since `version`. */
export async function deleteScheduleRow(context: JobsContext, owner: string, version: number): Promise<void> {
  await query(context, () =>
    context.db.execute(sql`delete from watchlist_schedules
      where owner = ${owner} and ${ms(sql`updated_at`)} <= ${version}::float8`),
  );
}
