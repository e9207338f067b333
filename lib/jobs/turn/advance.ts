import { type SQL, sql } from 'drizzle-orm';
import { type Part, storedStatement } from '../../db/stored-statement.ts';
import { finalStatusSql, UNFINISHED } from '../lifecycle.ts';
import { dropSealed } from '../sealed-input.ts';
import { anyDue, setDue } from '../webhook-due.ts';

const UNFINISHED_STEP = sql.raw(`steps.status in ('pending', 'running')`);

/** Whether the job of a row is to go on to another stage, or to its end. */
const MOVES = sql.raw(`(stage_left <= 0 or deadline_at <= clock_timestamp())`);

/** What a reader of a job is told that ended at its deadline: `j` is its row. */
const REASON = sql.raw(`case when j.turned_at is null then
    'The deadline of ' || j.deadline_seconds || ' s passed before a function of this deployment worked on any message'
    || ' of this job. If other jobs get on, give it a longer deadline. If none does, the queue does not reach this'
    || ' deployment: check the protection bypass secret, the signing keys and APP_URL; \`npm run doctor\` finds out which it is.'
  else 'The deadline passed with ' || (j.total - j.done - j.failed) || ' of ' || j.total || ' steps unfinished.' end
  || coalesce((select ' They waited for ' || p.name || ', which refuses requests (' || coalesce(p.pause_code, 'no answer')
    || ') and is paused until ' || to_char(p.paused_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '.'
    from providers p where p.name = j.stages -> j.stage::int ->> 'provider' and p.pauses > 0), '')`);

/**
 * If the current stage has no steps left, moves to the lowest stage with an
 * unfinished step and recounts it under the lock; if there is none, or the deadline has passed, ends the job.
 * Returns a row only if the job moved.
 */
function advanceStatement({ jobId, epoch }: { jobId: SQL; epoch: SQL }): SQL {
  return moveStatement(jobId, epoch, MOVES);
}

/** The same, without a look at the steps where nothing is to be moved. */
export const advancePart = (args: { jobId: SQL; epoch: SQL }): Part => ({
  when: sql`not exists (select 1 from jobs
    where id = ${args.jobId} and epoch = ${args.epoch} and ${UNFINISHED} and ${MOVES})`,
  eased: null,
  otherwise: advanceStatement(args),
});

/** The same for who takes no turn. */
export const ADVANCE = storedStatement('advance', { jobId: 'text', epoch: 'int' }, advanceStatement);

/** Ends the job if its deadline has passed, as `ADVANCE` does, and does nothing else. */
export function overdueStatement(jobId: string, epoch: number): SQL {
  return moveStatement(sql`${jobId}`, sql`${epoch}`, sql`deadline_at <= clock_timestamp()`);
}

function moveStatement(jobId: SQL, epoch: SQL, moves: SQL): SQL {
  const overdue = sql`(n.stage is not null)`;
  const ends = sql`(n.stage is null or j.overdue)`;
  return sql`with j as (
    select *, deadline_at <= clock_timestamp() as overdue from jobs
    where id = ${jobId} and epoch = ${epoch} and ${UNFINISHED} and ${moves}
  ), n as (
    select least(
      (select min(s.stage) from steps s where s.job_id = j.id and s.status = 'pending'),
      (select min(s.stage) from steps s where s.job_id = j.id and s.status = 'running')
    ) as stage from j
  ), counts as (
    select count(*)::int as total, (count(*) filter (where ${UNFINISHED_STEP}))::int as left
    from steps, n, j where steps.job_id = j.id and steps.stage = n.stage and not j.overdue
  ), worst as (
    select steps.error_code as code, min(steps.error_message) as message, count(*)::int as times
    from steps, j where steps.job_id = j.id and steps.status = 'failed' and j.done = 0
    group by steps.error_code order by count(*) desc, steps.error_code limit 1
  )
  update jobs set
    stage = case when ${ends} then j.stage else n.stage end,
    stage_total = case when ${ends} then j.stage_total else counts.total end,
    stage_left = case when ${ends} then j.stage_left else counts.left end,
    status = case when ${ends} then ${finalStatusSql(sql`j.done`, sql`j.failed`, overdue)} else j.status end,
    completed_at = case when ${ends} then clock_timestamp() end,
    error_code = case
      when not ${ends} then null
      when ${overdue} then 'deadline_exceeded'
      when j.done = 0 then (select code from worst)
    end,
    error_message = case
      when not ${ends} then null
      when ${overdue} then ${REASON}
      when j.done = 0 then (
        select case when j.total = 1 then message
          else times || ' of ' || j.total || ' steps failed like this: ' || message end
        from worst)
    end,
    ${setDue(ends)},
    ${dropSealed(ends)},
    revision = jobs.revision + 1
  from j, n, counts where jobs.id = j.id
  returning jobs.id, jobs.status, jobs.stage, jobs.stage_left, ${anyDue('jobs')} is not null as event_due`;
}
