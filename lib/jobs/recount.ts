import { sql } from 'drizzle-orm';
import { type Database, transact } from '../db/client.ts';
import { UNFINISHED } from './lifecycle.ts';
import { ADVANCE } from './turn/advance.ts';
import { lockStatement } from './turn/lock.ts';

/**
 * Repairs a broken invariant: recomputes an unfinished job's counters from its steps under the lock, then
 * advances it.
 */
export async function recountJob(db: Database, jobId: string, epoch: number): Promise<void> {
  const recount = sql`update jobs set
      total = c.total, done = c.done, failed = c.failed, stage_total = c.stage_total, stage_left = c.stage_left,
      revision = revision + 1
    from (
      select count(*) as total, count(*) filter (where s.status = 'done') as done,
        count(*) filter (where s.status = 'failed') as failed,
        count(*) filter (where s.stage = j.stage) as stage_total,
        count(*) filter (where s.stage = j.stage and s.status in ('pending', 'running')) as stage_left
      from steps s join jobs j on j.id = s.job_id where j.id = ${jobId}
    ) c
    where jobs.id = ${jobId} and jobs.epoch = ${epoch} and ${UNFINISHED}`;
  await transact(db, [lockStatement(jobId), recount, ADVANCE.with({ jobId, epoch })]);
}
