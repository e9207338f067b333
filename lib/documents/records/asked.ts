import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { jobs } from '../../jobs/db-schema.ts';

/** URL that a job's file was fetched from; null if it was uploaded. */
export async function sourceUrlOf(db: Database, jobId: string): Promise<string | null> {
  const [row] = await db
    .select({ url: sql<string | null>`${jobs.input}->>'source_url'` })
    .from(jobs)
    .where(eq(jobs.id, jobId));
  return row?.url ?? null;
}
