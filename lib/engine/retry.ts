import { and, eq, type SQL, sql } from 'drizzle-orm';
import { Refusal } from '../core/errors.ts';
import { jsonText } from '../core/json.ts';
import { ms } from '../db/client.ts';
import { sqlState } from '../db/errors.ts';
import { query } from '../jobs/context.ts';
import { jobs } from '../jobs/db-schema.ts';
import { isTerminal } from '../jobs/lifecycle.ts';
import { getJob, notFound, toJob } from '../jobs/read.ts';
import { lockStatement } from '../jobs/turn/turn.ts';
import type { Job } from '../jobs/types.ts';
import type { EngineContext } from './context.ts';
import { linesFor, watchdogDelaySeconds } from './lines.ts';
import { reviveJob } from './revive.ts';
import { ensureSweeper } from './sweep/arm.ts';
import { announceDue } from './webhook/announce.ts';

const BEGIN_WITHIN_MS = 20_000;

export interface RetryRequest {
  owner: string;
  id: string;
  /** Run every step again, not only failed and unfinished ones. */
  all: boolean;
  /** Limits the rerun of failed steps (and, with `all`, done ones) to these keys. Unfinished steps always run. */
  keys?: readonly string[] | undefined;
}

/** Condition on steps `s`: whether the next epoch runs them. */
function runsAgain({ all, keys }: RetryRequest): SQL {
  const named =
    keys === undefined
      ? sql`true`
      : sql`s.key in (select jsonb_array_elements_text(${jsonText(keys)}::jsonb))`;
  return sql`(s.status in ('pending', 'running') or (${named} and (${all} or s.status <> 'done')))`;
}

interface Found {
  job: Job;
  at: number;
  /** Number of steps the next epoch would run. */
  again: number;
}

async function find(context: EngineContext, request: RetryRequest): Promise<Found> {
  const { db } = context;
  const { owner, id } = request;
  const again = sql<number>`(select count(*)::int from steps s
    where s.job_id = ${jobs.id} and ${runsAgain(request)})`;
  const [row] = await query(context, () =>
    db
      .select({ job: jobs, at: sql<number>`${ms(sql`clock_timestamp()`)}`, again })
      .from(jobs)
      .where(and(eq(jobs.id, id), eq(jobs.owner, owner))),
  );
  if (!row) throw notFound(id);
  return { job: toJob(row.job), at: row.at, again: row.again };
}

/** Publishes slice messages and a watchdog for an epoch. @returns the number of messages. */
async function publishEpoch(
  context: EngineContext,
  found: Found,
  epoch: number,
): Promise<{ messages: number; delay: number }> {
  const { job, at, again } = found;
  const longestLease = Math.max(...job.stages.map((stage) => stage.lease_ms));
  const concurrency = Math.max(1, Math.min(...job.stages.map((stage) => stage.concurrency)));
  const lines = linesFor(again, concurrency, null);
  const delay = watchdogDelaySeconds({
    ...context.settings,
    leaseMs: longestLease,
    untilDeadlineMs: job.deadlineSeconds * 1000,
    waitMs: 0,
  });
  await context.publisher.start({
    jobId: job.id,
    epoch,
    lines,
    nonce: context.ids.token(),
    at,
    watchdogDelaySeconds: delay,
  });
  return { messages: lines.length + 1, delay };
}

function beginEpoch(
  job: Job,
  request: RetryRequest,
  { messages, delay }: { messages: number; delay: number },
): SQL[] {
  const next = job.epoch + 1;
  const flip = sql`update jobs set status = 'queued', epoch = ${next}, started_at = null, completed_at = null,
      error_code = null, error_message = null, messages = messages + ${messages}, round_trips = round_trips + 2,
      webhook_status = case when callback_url is not null then 'pending' end, webhook_attempts = 0,
      webhook_last_error = null, webhook_usage = null,
      deadline_at = clock_timestamp() + deadline_seconds * interval '1 s', watch = 1, revived_at = null,
      watch_at = clock_timestamp() + ${delay}::int * interval '1 s', turned_at = null, revision = revision + 1
    where id = ${job.id} and epoch = ${job.epoch} and status = ${job.status}`;
  const inNext = sql`exists (select 1 from jobs where id = ${job.id} and epoch = ${next} and status = 'queued')`;
  const reset = sql`update steps s set status = 'pending', attempts = 0, lost = 0, suspect = false, token = null,
      line = null, process = null, alone = false, began = false, lease_until = null, due_at = clock_timestamp(), started_at = null, completed_at = null, finished_by = null,
      error_code = null, error_message = null
    where s.job_id = ${job.id} and ${runsAgain(request)} and ${inNext}`;
  const recount = sql`update jobs set
      done = c.done, failed = c.failed, stage = c.stage, stage_total = c.stage_total, stage_left = c.stage_left
    from (
      select count(*) filter (where s.status = 'done') as done,
        count(*) filter (where s.status = 'failed') as failed, l.stage,
        count(*) filter (where s.stage = l.stage) as stage_total,
        count(*) filter (where s.stage = l.stage and s.status = 'pending') as stage_left
      from steps s, (select min(stage) as stage from steps where job_id = ${job.id} and status = 'pending') l
      where s.job_id = ${job.id} group by l.stage
    ) c
    where jobs.id = ${job.id} and jobs.epoch = ${next} and jobs.status = 'queued'`;
  return [flip, reset, recount];
}

/**
 * Retries a job. A finished one publishes its event if still due, then starts a new epoch with its failed and
 * unfinished steps. An unfinished one is sent for if its messages are lost, and only then.
 * @throws Refusal `not_found`, `nothing_to_retry`, `queue_unavailable`, `database_unavailable`.
 */
export async function retryJob(context: EngineContext, request: RetryRequest): Promise<Job> {
  const { db } = context;
  const found = await find(context, request);
  const { job, at, again } = found;
  const mine = and(eq(jobs.id, job.id), eq(jobs.owner, request.owner));
  if (!isTerminal(job.status)) {
    await reviveJob(context, job.id);
    return getJob(context, request.owner, job.id);
  }
  if (again === 0) {
    throw new Refusal(
      'nothing_to_retry',
      request.keys === undefined
        ? `Every step of job ${job.id} is done. To run them all again, add ?all=true, or force for chunks.`
        : `None of the named steps has failed, and job ${job.id} has nothing else to run.`,
    );
  }
  if (job.webhook?.due) await announceDue(context, job.id);
  const published = await publishEpoch(context, found, job.epoch + 1);
  const [flip, reset, recount] = beginEpoch(job, request, published).map((statement) =>
    db.execute(statement),
  );
  if (!flip || !reset || !recount) throw new Error('an epoch begins with three statements');
  try {
    const results = await query(context, () =>
      db.batch([
        db.execute(lockStatement(job.id)),
        flip,
        reset,
        recount,
        db.select().from(jobs).where(mine),
        db.execute(sql`select unstuck_assert_before(to_timestamp(${at + BEGIN_WITHIN_MS}::float8 / 1000))`),
      ]),
    );
    const row = results[4][0];
    if (!row) throw notFound(job.id);
    await ensureSweeper(context);
    context.log.info('job_retried', { job: job.id, epoch: row.epoch, steps: again });
    return toJob(row);
  } catch (error) {
    if (sqlState(error) !== 'UN001') throw error;
    throw new Refusal('database_unavailable', 'The database was too slow; nothing was changed. Try again.');
  }
}
