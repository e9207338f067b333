import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { reasonOf } from '../../db/error-text.ts';
import { type JobsContext, retrying } from '../../jobs/context.ts';
import { UNFINISHED } from '../../jobs/lifecycle.ts';
import type { ScheduleQueue } from '../schedules.ts';
import { sweepBody } from './message.ts';

export interface SweeperDeps extends JobsContext {
  schedules: ScheduleQueue;
  /** The sweeper of each deployment is its own: another's may be gone tomorrow. */
  appUrl: string;
}

/** Every five minutes. Three retries a minute apart cover most of the time between while functions are away. */
const CRON = '*/5 * * * *';
const DELIVERY = { retries: 3, retryDelay: '60000' };

/** What the schedule's id begins with in every generation. */
export function sweeperPrefix(appUrl: string): string {
  return `sweep-${createHash('sha256').update(appUrl).digest('hex').slice(0, 12)}-`;
}

export function sweeperId(appUrl: string, generation: number): string {
  return sweeperPrefix(appUrl) + generation;
}

const sweeperSchema = z.object({ generation: z.number(), armed: z.boolean() });
export type Sweeper = z.infer<typeof sweeperSchema>;

/** Parses the row of `sweeperStatement`; null if there has never been a sweeper. */
export function toSweeper(row: unknown): Sweeper | null {
  return row === undefined ? null : sweeperSchema.parse(row);
}

/**
 * Reads the sweeper. In the transaction that inserts a job it is held, before the insert: a sweep that wants
 * to leave then waits, and sees the job.
 */
export function sweeperStatement(appUrl: string | SQL, { hold }: { hold: boolean }): SQL {
  return sql`select generation, armed from sweepers where app_url = ${appUrl} ${hold ? sql`for share` : sql``}`;
}

/** Makes the schedule of the next generation, then the row that says so. Two who do it at once make one. */
export async function arm(deps: SweeperDeps, known: Sweeper | null): Promise<void> {
  const { db, schedules, appUrl, log } = deps;
  const generation = (known?.generation ?? 0) + 1;
  try {
    await schedules.put(sweeperId(appUrl, generation), {
      cron: CRON,
      timezone: 'UTC',
      body: sweepBody(generation),
      label: 'sweep',
      delivery: DELIVERY,
    });
    await retrying(deps, () =>
      // Not touched where another has written it: a conflict locks the row, which every creation holds.
      db.execute(sql`insert into sweepers (app_url, generation, armed) select ${appUrl}, ${generation}::int, true
        where not exists (select 1 from sweepers where app_url = ${appUrl} and generation >= ${generation}::int)
        on conflict (app_url) do update set generation = excluded.generation, armed = true
        where sweepers.generation < excluded.generation`),
    );
  } catch (error) {
    // A job does not wait for its net: its watchdog will arm it.
    log.warn('sweeper_not_armed', { generation, error: reasonOf(error) });
  }
}

/** Arms the sweeper if it is not, or if one is just leaving. Never throws. */
export async function ensureSweeper(deps: SweeperDeps): Promise<void> {
  const { db, appUrl, log } = deps;
  try {
    const { rows } = await retrying(deps, () => db.execute(sweeperStatement(appUrl, { hold: true })));
    const known = toSweeper(rows[0]);
    if (!known?.armed) await arm(deps, known);
  } catch (error) {
    log.warn('sweeper_unknown', { error: reasonOf(error) });
  }
}

/** Disarms the sweeper if no job and no action on many is unfinished, under its lock. */
export function disarmStatements(appUrl: string, generation: number): [SQL, SQL] {
  return [
    sql`select generation from sweepers where app_url = ${appUrl} for update`,
    sql`update sweepers set armed = false
      where app_url = ${appUrl} and generation = ${generation} and armed
        and not exists (select 1 from jobs where ${UNFINISHED})
        and not exists (select 1 from bulk_actions where completed_at is null)
        and not exists (select 1 from jobs where webhook_due is not null)
        and not exists (select 1 from jobs where own_event_due is not null)`,
  ];
}
