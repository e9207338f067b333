import { sql } from 'drizzle-orm';
import { type Database, transact } from '../../db/client.ts';
import type { Usage } from '../types.ts';
import { usageStatement } from '../usage.ts';
import { handedOverStatement } from './slice-row.ts';

export interface HandOver {
  jobId: string;
  run: string;
  usage: Usage;
  /** Until the continuation comes. */
  delaySeconds: number;
}

/** A job that waits for its provider is expected there when its continuation comes. */
const expected = ({ jobId, delaySeconds }: HandOver) =>
  sql`update provider_jobs set back_at = clock_timestamp() + ${delaySeconds}::int * interval '1 s'
    where job_id = ${jobId} and wants > 0`;

/** Records that a slice's continuation was accepted, and what the slice has used since its last turn. */
export async function handOver(db: Database, request: HandOver): Promise<void> {
  const { jobId, run, usage } = request;
  await transact(db, [usageStatement(jobId, usage), handedOverStatement(jobId, run), expected(request)]);
}
