import { Refusal } from '../../core/errors.ts';
import type { HttpContext } from '../../http/route.ts';
import { jobIdOf } from '../../http/route.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { look, type Seen } from '../../jobs/look.ts';
import { toJob } from '../../jobs/read.ts';
import { type TaskRow, taskOf } from '../records/tasks.ts';
import type { Task } from './task-json.ts';

export const toTask = ({ job, overdue, ...named }: TaskRow): Task & Seen => ({
  ...named,
  job: toJob(job),
  overdue,
});

/** @throws Refusal `not_found`, also if the job has another owner or kind. */
export async function getTask({ jobs }: HttpContext, owner: string, param: { id: string }): Promise<Task> {
  const id = jobIdOf(param);
  const read = async () => {
    const row = await taskOf(jobs.db, owner, id);
    return row === null ? [] : [toTask(row)];
  };
  const [task] = await look(jobs, read, (found) => found);
  if (!task) throw new Refusal('not_found', `There is no task ${id}.`);
  return task;
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
