import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ms } from '../../db/client.ts';
import { type JobsContext, query } from '../../jobs/context.ts';
import { write } from '../../jobs/write.ts';
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
  const put = () =>
    context.db.execute(sql`insert into watchlist_schedules as old (owner, schedule_id, cron, timezone, updated_at)
      values (${owner}, ${scheduleId}, ${cron}, ${timezone}, clock_timestamp())
      on conflict (owner) do update set schedule_id = excluded.schedule_id, cron = excluded.cron,
        timezone = excluded.timezone,
        updated_at = greatest(excluded.updated_at, old.updated_at + interval '1 ms')
      returning ${ms(sql`updated_at`)} as version`);
  const { value } = await write(context, put, {
    advice: () => 'Send it again: the schedule is then as you asked, whatever happened.',
  });
  const { rows } = value;
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
  const remove = () =>
    context.db.execute(sql`delete from watchlist_schedules
      where owner = ${owner} and ${ms(sql`updated_at`)} <= ${version}::float8`);
  await write(context, remove, {
    advice: () => 'The schedule no longer runs. Send it again to be sure; 404 means that it is gone.',
  });
}
