import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import type { Usage } from './types.ts';

/** Adds usage that arose after the last turn that could record it. */
export async function addUsage(db: Database, jobId: string, usage: Usage): Promise<void> {
  await db.execute(sql`update jobs set messages = messages + ${usage.messages},
    round_trips = round_trips + ${usage.roundTrips}, function_ms = function_ms + ${Math.round(usage.functionMs)},
    revision = revision + 1 where id = ${jobId}`);
}
