import { and, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { jsonText } from '../core/json.ts';
import { ms } from '../db/client.ts';
import { sqlState } from '../db/error-chain.ts';
import { isTooLate } from '../db/errors.ts';
import { jobs } from '../jobs/db-schema.ts';
import { isTerminal } from '../jobs/lifecycle.ts';
import { look, type Seen } from '../jobs/look.ts';
import { overdueSql } from '../jobs/overdue.ts';
import { getJob, jobColumns, notFound, toJob } from '../jobs/read.ts';
import { movingAttempts } from '../jobs/turn/attempts.ts';
import { beganMs, type Job } from '../jobs/types.ts';
import { UNTOLD } from '../jobs/webhook-due.ts';
import { write } from '../jobs/write.ts';
import type { EngineContext } from './context.ts';
import { FIRST_LINES, firstWatchdogSeconds } from './lines.ts';
import { reviveJob } from './revive.ts';
import { ensureSweeper } from './sweep/arm.ts';
import { announceDue } from './webhook/announce.ts';

const BEGIN_WITHIN_MS = 20_000;
const COMMIT_WITHIN_MS = 2_000;
const UNIQUE_VIOLATION = '23505';

export interface RetryRequest {
  owner: string;
  id: string;
  /** Run every step again, not only failed and unfinished ones. */
  all: boolean;
  /** Limits the rerun of failed steps (and, with `all`, done ones) to these keys. Unfinished steps always run. */
  keys?: readonly string[] | undefined;
  /** Only if the job still is in this epoch. */
  epoch?: number | undefined;
}

/** Condition on steps `s`: whether the request itself names them for the next epoch. */
function isAskedFor({ all, keys }: RetryRequest): SQL {
  const named =
    keys === undefined
      ? sql`true`
      : sql`s.key in (select jsonb_array_elements_text(${jsonText(keys)}::jsonb))`;
  return sql`(s.status in ('pending', 'running') or (${named} and (${all} or s.status <> 'done')))`;
}

/**
 * Condition on steps `s` of job `j`: whether the next epoch runs them. Steps of a stage behind one that runs again
 * rest on it, and run again with it, unless their stage stands alone.
 */
function runsAgain(request: RetryRequest): SQL {
  const earliest = sql`(select min(s.stage) from steps s where s.job_id = j.id and ${isAskedFor(request)})`;
  return sql`(${isAskedFor(request)} or (s.stage > ${earliest}
    and not coalesce((j.stages -> s.stage::int ->> 'stands_alone')::boolean, false)))`;
}

interface Found extends Seen {
  at: number;
  /** Local time, Unix milliseconds, after which the beginning of an epoch can no longer take effect. */
  certainAt: number;
  /** Number of steps the next epoch would run. */
  again: number;
}

const planSchema = z.object({ again: z.number() });

/** How many steps the next epoch runs, in one row. */
const planStatement = ({ owner, id }: RetryRequest, runs: SQL): SQL => sql`select count(*)::int as again
  from steps s join jobs j on j.id = s.job_id where j.id = ${id} and j.owner = ${owner} and ${runs}`;

async function findNow({ db, clock }: EngineContext, request: RetryRequest): Promise<Found> {
  const { owner, id } = request;
  const [[row], plans] = await db.batch([
    db
      .select({ job: jobColumns, overdue: overdueSql(), at: sql<number>`${ms(sql`clock_timestamp()`)}` })
      .from(jobs)
      .where(and(eq(jobs.id, id), eq(jobs.owner, owner))),
    db.execute(planStatement(request, runsAgain(request))),
  ]);
  if (!row) throw notFound(id);
  const { again } = planSchema.parse(plans.rows[0]);
  const certainAt = clock.now() + BEGIN_WITHIN_MS + COMMIT_WITHIN_MS;
  return {
    job: toJob(row.job),
    overdue: row.overdue,
    at: row.at,
    certainAt,
    again,
  };
}

/** What there is to retry; a job whose deadline has passed is ended first, and retried as one that has failed. */
const find = (context: EngineContext, request: RetryRequest): Promise<Found> =>
  look(
    context,
    () => findNow(context, request),
    (found) => [found],
  );

/** Publishes slice messages and a watchdog for an epoch. @returns the number of messages. */
async function publishEpoch(
  context: EngineContext,
  { job, at }: Found,
  epoch: number,
): Promise<{ messages: number; delay: number }> {
  const delay = firstWatchdogSeconds(context.settings, job.stages, job.deadlineSeconds);
  await context.publisher.start({
    jobId: job.id,
    epoch,
    lines: FIRST_LINES,
    nonce: context.ids.token(),
    at,
    watchdogDelaySeconds: delay,
  });
  return { messages: FIRST_LINES.length + 1, delay };
}

/** The runs that ended the steps which the next epoch resets. */
function endedRuns(job: Job, request: RetryRequest): SQL {
  const beganAt = sql`to_timestamp(${beganMs(job)}::float8 / 1000)`;
  return sql`select s.key, case when s.completed_at is null or s.completed_at >= ${beganAt} then ${job.epoch}::int end as epoch,
      s.line, s.started_at, coalesce(s.completed_at, clock_timestamp()) as ended_at,
      case s.status when 'running' then 'given_back' else s.status end as outcome,
      case s.status when 'running' then 'job_ended' else s.error_code end as code,
      case s.status when 'running' then 'The job ended while it ran.' else s.error_message end as message
    from jobs j join steps s on s.job_id = j.id
    where j.id = ${job.id} and j.epoch = ${job.epoch + 1} and j.status = 'queued' and s.status <> 'pending'
      and ${runsAgain(request)}`;
}

function beginEpoch(
  job: Job,
  request: RetryRequest,
  { messages, delay }: { messages: number; delay: number },
): [SQL, SQL, SQL] {
  const next = job.epoch + 1;
  const flip = sql`update jobs set status = 'queued', epoch = ${next}, started_at = null, completed_at = null,
      error_code = null, error_message = null, messages = messages + ${messages}, round_trips = round_trips + 2,
      ${UNTOLD},
      deadline_at = clock_timestamp() + deadline_seconds * interval '1 s', watch = 1, revived_at = null,
      watch_at = clock_timestamp() + ${delay}::int * interval '1 s', watched_at = null, turned_at = null,
      cancelled_by = null, cancel_reason = null, revision = revision + 1
    where id = ${job.id} and owner = ${job.owner} and epoch = ${job.epoch} and status = ${job.status}`;
  const reset = sql`with ${movingAttempts(sql`${job.id}`, endedRuns(job, request))}
    update steps s set status = 'pending', attempts = 0, lost = 0, suspect = false, token = null,
      line = null, process = null, alone = false, lease_until = null, due_at = clock_timestamp(), started_at = null, completed_at = null, finished_by = null,
      error_code = null, error_message = null
    from jobs j
    where j.id = ${job.id} and j.epoch = ${next} and j.status = 'queued' and s.job_id = j.id
      and ${runsAgain(request)}`;
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

function nothingToRetry({ id }: Job, { keys }: RetryRequest): Refusal {
  return new Refusal(
    'nothing_to_retry',
    keys === undefined
      ? `Every step of job ${id} is done. To run them all again, add ?all=true, or force for chunks.`
      : `None of the named steps has failed, and job ${id} has nothing else to run.`,
  );
}

/** The only unique thing that a new epoch can collide with. */
const singletonRuns = ({ id }: Job) =>
  new Refusal(
    'singleton_unfinished',
    `Another job with the input of ${id} is unfinished, and both are singletons. Wait for its end, or cancel it.`,
  );

/**
 * @throws Refusal `singleton_unfinished`, `outcome_unknown`, or `database_unavailable`: the epoch has not begun and
 * will not.
 */
async function begin(
  context: EngineContext,
  { job, at, certainAt }: Found,
  [flip, reset, recount]: [SQL, SQL, SQL],
): Promise<Job> {
  const { db, clock } = context;
  const { id, owner, epoch } = job;
  const mine = and(eq(jobs.id, id), eq(jobs.owner, owner));
  const read = () => db.select().from(jobs).where(mine);
  const batch = () =>
    db.batch([
      db.select({ id: jobs.id }).from(jobs).where(mine).for('update'),
      db.execute(flip),
      db.execute(reset),
      db.execute(recount),
      read(),
      db.execute(sql`select unstuck_assert_before(to_timestamp(${at + BEGIN_WITHIN_MS}::float8 / 1000))`),
    ]);
  try {
    const { value } = await write(context, async () => (await batch())[4][0] ?? null, {
      look: async () => (await read()).find((row) => row.epoch > epoch) ?? null,
      advice: () =>
        `The job has begun again if look_at shows epoch ${epoch + 1}. If it does not, send this again: while the ` +
        'job runs, that begins nothing twice.',
      doubt: () => ({ jobId: id, certainInMs: Math.max(0, certainAt - clock.now()) }),
    });
    if (!value) throw notFound(id);
    return toJob(value);
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) throw singletonRuns(job);
    if (!isTooLate(error)) throw error;
    throw new Refusal('database_unavailable', 'The database was too slow; nothing was changed. Try again.');
  }
}

/**
 * Retries a job. A finished one publishes its event if still due, then starts a new epoch with its failed and
 * unfinished steps and all that rest on them. One whose deadline has passed
 * unfinished is ended first. An unfinished one is sent for if its messages are lost, and only then.
 * @throws Refusal `not_found`, `nothing_to_retry`, `singleton_unfinished`, `queue_unavailable`,
 * `database_unavailable`, `outcome_unknown`.
 */
export async function retryJob(context: EngineContext, request: RetryRequest): Promise<Job> {
  const found = await find(context, request);
  const { job, again } = found;
  if (request.epoch !== undefined && job.epoch !== request.epoch) return job;
  if (!isTerminal(job.status)) {
    const revived = await reviveJob(context, job.id);
    return revived === 'over' ? retryJob(context, request) : getJob(context, request.owner, job.id);
  }
  if (again === 0) throw nothingToRetry(job, request);
  if (job.webhook?.due) await announceDue(context, job.id);
  const published = await publishEpoch(context, found, job.epoch + 1);
  const begun = await begin(context, found, beginEpoch(job, request, published));
  await ensureSweeper(context);
  context.log.info('job_retried', { job: job.id, epoch: begun.epoch, steps: again });
  return begun;
}
