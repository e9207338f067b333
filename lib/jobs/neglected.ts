import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../db/client.ts';
import { UNFINISHED } from './lifecycle.ts';

const found = z.array(z.object({ id: z.string() }));

export interface Neglect {
  /** A watchdog is overdue when it is this late. */
  graceMs: number;
  /** Nobody has taken a turn for this long. */
  aliveMs: number;
  /** Only jobs with a greater id. */
  after: string;
  limit: number;
}

/** Unfinished jobs that may need somebody: overdue, without a watchdog, or without a recent turn. In order of id. */
export async function findNeglected(
  db: Database,
  { graceMs, aliveMs, after, limit }: Neglect,
): Promise<string[]> {
  // now(), not clock_timestamp(): an index condition must be stable.
  const { rows } = await db.execute(sql`select id from jobs
    where ${UNFINISHED} and id > ${after} and (
      deadline_at <= now() or watch_at <= now() - ${graceMs}::int * interval '1 ms'
      or coalesce(turned_at, created_at) <= now() - ${aliveMs}::int * interval '1 ms')
    order by id limit ${limit}`);
  return found.parse(rows).map(({ id }) => id);
}

/** Jobs that ended more than `seconds` ago with an event still unpublished, in order of id. */
export async function findDue(
  db: Database,
  { seconds, after, limit }: { seconds: number; after: string; limit: number },
): Promise<string[]> {
  // One index each: a condition on either mark would be led to by none.
  const ofMark = (mark: string) => sql`select id from jobs where ${sql.raw(mark)} is not null
    and completed_at < now() - ${seconds}::int * interval '1 second' and id > ${after}`;
  const { rows } = await db.execute(sql`${ofMark('webhook_due')} union ${ofMark('own_event_due')}
    order by id limit ${limit}`);
  return found.parse(rows).map(({ id }) => id);
}
