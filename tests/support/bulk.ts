import { sql } from 'drizzle-orm';
import { createJob } from '../../lib/engine/accept/create.ts';
import { beginBulk, bulkOf, countBulk } from '../../lib/engine/bulk/begin.ts';
import { carryOn } from '../../lib/engine/bulk/carry-on.ts';
import type { BulkMessage } from '../../lib/engine/bulk/message.ts';
import type { Bulk } from '../../lib/engine/bulk/types.ts';
import { ALL_JOBS } from '../../lib/jobs/job-query.ts';
import { jobsContext, newJob } from './jobs.ts';

function last(sent: readonly BulkMessage[]): BulkMessage {
  const message = sent.at(-1);
  if (!message) throw new Error('no message was sent');
  return message;
}

/**
 * Retries what failed among `jobs` jobs, every second of which did, by one request; two of its functions are killed on
 * the way. @returns the action, how it was counted before, and how often each failed job was begun again.
 */
export async function retryAll(url: string, jobs: number) {
  const sent: BulkMessage[] = [];
  let starts = 0;
  let killAt = 0;
  let die = () => {};
  const begun = new Map<string, number>();
  const context = jobsContext(url, {
    bulk: async (message) => void sent.push(message),
    start: async ({ jobId, epoch }) => {
      if (epoch === 1) return;
      if (++starts === killAt) {
        die();
        await new Promise(() => {});
      }
      begun.set(jobId, (begun.get(jobId) ?? 0) + 1);
    },
  });
  const template = newJob(1, { owner: 'ann' });
  for (let n = 0; n < jobs; n += 50)
    await Promise.all(Array.from({ length: Math.min(50, jobs - n) }, () => createJob(context, template)));
  await context.db.execute(sql`with numbered as (select id, row_number() over (order by id) as n from jobs)
    update jobs j set completed_at = clock_timestamp() - interval '1 day', created_at = clock_timestamp() - interval '25 hours',
      status = case when n % 2 = 0 then 'failed' else 'completed' end,
      failed = (n % 2 = 0)::int, done = (n % 2)::int from numbered where numbered.id = j.id`);
  await context.db.execute(sql`update steps s set status = case when j.status = 'failed' then 'failed' else 'done' end
    from jobs j where j.id = s.job_id`);
  const request = {
    owner: 'ann',
    action: 'retry' as const,
    query: { ...ALL_JOBS, statuses: ['failed' as const], since: Date.now() - 36 * 3_600_000 },
  };
  const counts = await countBulk(context, request);
  const { id } = await beginBulk(context, request);
  const deps = { context, releases: [] };
  const fraction = Math.floor(jobs / 8);
  for (const at of [fraction, 2 * fraction]) {
    killAt = at;
    const died = new Promise<string>((resolve) => {
      die = () => resolve('died');
    });
    const ended = await Promise.race([carryOn(deps, last(sent)), died]);
    if (ended !== 'died') throw new Error('it was not killed');
    // What its group had begun goes through meanwhile.
    await context.clock.sleep(300);
    // The dead function's lease is over.
    await context.db.execute(sql`update bulk_actions set lease_until = clock_timestamp()`);
  }
  killAt = 0;
  for (let bulk = await bulkOf(context, id); bulk?.completedAt === null; bulk = await bulkOf(context, id))
    await carryOn(deps, last(sent));
  const bulk: Bulk | null = await bulkOf(context, id);
  const { rows } = await context.db.execute(
    sql`select status, epoch, count(*)::int as count from jobs group by 1, 2 order by 1, 2`,
  );
  return { bulk, counts, begun, rows, context, messages: sent.length };
}
