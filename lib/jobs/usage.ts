import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import type { Usage } from './types.ts';

/** Adds usage to a job, if `condition` on it holds. A clock that stepped back must not make it smaller. */
export function usageStatement(jobId: string, usage: Usage, condition: SQL = sql`true`): SQL {
  return sql`update jobs set messages = messages + ${usage.messages},
    round_trips = round_trips + ${usage.roundTrips},
    function_ms = function_ms + ${Math.max(0, Math.round(usage.functionMs))},
    revision = revision + 1 where id = ${jobId} and ${condition}`;
}

/** Adds usage that arose after the last turn that could record it. */
export async function addUsage(db: Database, jobId: string, usage: Usage): Promise<void> {
  await db.execute(usageStatement(jobId, usage));
}
