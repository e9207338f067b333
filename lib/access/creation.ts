import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { limitSql, stepsOfToday, unfinishedOf, untilTomorrow } from './owner-limits.ts';
import { shownCount } from './shown-count.ts';

/** Jobs end when they end; a minute is when looking again is worth it. */
const LOOK_AGAIN_MS = 60_000;

/** What is left for further jobs; null where there is no limit. */
const roomSchema = z.object({
  unfinished: z.number(),
  most_unfinished: z.number().nullable(),
  steps: z.number(),
  most_steps: z.number().nullable(),
  tomorrow_ms: z.number(),
});
export type Room = z.infer<typeof roomSchema>;

/** What an owner's next job is measured by. Nothing is counted where there is no limit. */
export function roomStatement(owner: SQL, usual: { unfinishedJobs: SQL; stepsPerDay: SQL }): SQL {
  const most = limitSql('unfinishedJobs', usual.unfinishedJobs);
  const steps = limitSql('stepsPerDay', usual.stepsPerDay);
  return sql`select ${most} as most_unfinished, ${steps} as most_steps, ${untilTomorrow} as tomorrow_ms,
    case when ${most} is null then 0 else ${unfinishedOf(owner)} end as unfinished,
    case when ${steps} is null then 0 else ${stepsOfToday(owner)} end as steps
  from (select) as one left join owner_limits l on l.owner = ${owner}`;
}

export const toRoom = (row: unknown): Room => roomSchema.parse(row);

/** @throws Refusal `too_many_unfinished_jobs`. */
export function assertRoomForJob({ unfinished, most_unfinished: most }: Room): void {
  if (most === null || unfinished < most) return;
  throw new Refusal(
    'too_many_unfinished_jobs',
    `${shownCount(unfinished)} of ${shownCount(most)} jobs are unfinished. Come back in ${LOOK_AGAIN_MS / 1_000} s, or cancel some.`,
    { retryAfterMs: LOOK_AGAIN_MS },
  );
}

/** @param nowMs local, for the time that is told. @throws Refusal `steps_per_day_exceeded`. */
export function assertRoomForSteps(room: Room, count: number, nowMs: number): void {
  const { steps, most_steps: most, tomorrow_ms: retryAfterMs } = room;
  if (most === null || steps + count <= most) return;
  const used = `${shownCount(steps)} of ${shownCount(most)} steps of today are used, and this job has ${shownCount(count)}.`;
  if (count > most)
    throw new Refusal('steps_per_day_exceeded', `${used} No day has so many: ask for fewer.`, {
      retryAfterMs,
    });
  const at = new Date(Math.ceil((nowMs + retryAfterMs) / 1_000) * 1_000).toISOString();
  throw new Refusal('steps_per_day_exceeded', `${used} Come back at ${at}, or ask for fewer.`, {
    retryAfterMs,
  });
}

/** CTE: keeps what the deleted jobs in `gone(id, owner, total, created_at)` have used of today. */
export const keepSteps = sql`insert into owner_days (owner, day, deleted_steps)
  select gone.owner, (clock_timestamp() at time zone 'UTC')::date, sum(gone.total) from gone
  where gone.created_at >= date_trunc('day', clock_timestamp(), 'UTC')
  group by gone.owner
  on conflict (owner, day) do update set deleted_steps = owner_days.deleted_steps + excluded.deleted_steps`;
