import { Refusal } from '../../core/errors.ts';
import type { HttpContext } from '../../http/route.ts';
import { jobIdOf } from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { toJob } from '../../jobs/read.ts';
import { type TaskRow, taskOf } from '../records/tasks.ts';
import type { Task } from './task-json.ts';

export const toTask = ({ job, ...named }: TaskRow): Task => ({ ...named, job: toJob(job) });

/** @throws Refusal `not_found`, also if the job has another owner or kind. */
export async function getTask({ jobs }: HttpContext, owner: string, param: { id: string }): Promise<Task> {
  const id = jobIdOf(param);
  const row = await query(jobs, () => taskOf(jobs.db, owner, id));
  if (!row) throw new Refusal('not_found', `There is no task ${id}.`);
  return toTask(row);
}

/** @throws Refusal `not_found`, `not_finished`. */
export async function getEndedTask(
  context: HttpContext,
  owner: string,
  param: { id: string },
): Promise<Task> {
  const task = await getTask(context, owner, param);
  const { id, status } = task.job;
  if (isTerminal(status)) return task;
  throw new Refusal(
    'not_finished',
    `Task ${id} is still ${status}. Its report is available once it has ended.`,
  );
}
