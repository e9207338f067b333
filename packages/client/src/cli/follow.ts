import { JobFailed } from '../errors.ts';
import { isOver, type JobHandle } from '../job.ts';
import type { Job } from '../shapes.ts';
import type { Flag, Invocation } from './command.ts';
import { EXIT, exitOfJob, StillRunning, Usage } from './exit-codes.ts';
import { printResult } from './print-result.ts';
import { progressLine } from './words.ts';

/** Flags of every command that begins a job. */
export const BEGINS: Readonly<Record<string, Flag>> = {
  name: { type: 'string', about: 'shown with the job' },
  tag: { type: 'string', multiple: true, about: 'by which the job is found; may be repeated' },
  'callback-url': { type: 'string', about: 'receives the end of the job as a signed event' },
  detach: { type: 'boolean', short: 'd', about: 'print the job’s id, and do not wait' },
  timeout: { type: 'string', about: 'seconds to wait at most; the job goes on' },
};

export const beginning = ({ values }: Invocation) => ({
  name: values.text('name'),
  tags: values.list('tag'),
  callback_url: values.text('callback-url'),
});

function patience({ values }: Invocation): AbortSignal | null {
  const seconds = values.number('timeout');
  if (seconds !== undefined && seconds <= 0) throw new Usage('--timeout takes seconds, more than 0.');
  return seconds === undefined ? null : AbortSignal.timeout(seconds * 1_000);
}

/**
 * Follows a job until its end; `onVersion` gets what changes.
 * @throws StillRunning if the user or the timeout ends it first
 */
export async function followed(
  invocation: Invocation,
  job: Pick<JobHandle, 'id' | 'watch'>,
  onVersion: (job: Job) => void,
): Promise<Job | null> {
  const { world } = invocation;
  const late = patience(invocation);
  const signal = late ? AbortSignal.any([world.signal, late]) : world.signal;
  let last: Job | null = null;
  try {
    for await (const version of job.watch({ signal })) {
      last = version;
      onVersion(version);
    }
    return last;
  } catch (error) {
    if (!signal.aborted) throw error;
    const exitCode = world.signal.aborted ? EXIT.interrupted : EXIT.running;
    throw new StillRunning(`The job goes on. Come back with: unstuck watch ${job.id}`, exitCode);
  }
}

/** Tells a line for each change, on stderr. */
export function telling({ world }: Invocation): (job: Job) => void {
  let told = '';
  return (job) => {
    const line = progressLine(job);
    if (line !== told) world.say(line);
    told = line;
  };
}

/** What a command that begins a job does with it. @returns the exit code */
export async function carried(invocation: Invocation, job: JobHandle<unknown>): Promise<number> {
  const { world, json, values } = invocation;
  if (values.is('detach')) {
    world.out(json ? `${JSON.stringify(job.accepted)}\n` : `${job.id}\n`);
    return EXIT.done;
  }
  world.say(job.id);
  const ended = await followed(invocation, job, telling(invocation));
  if (ended === null || !isOver(ended)) return EXIT.running;
  if (ended.status === 'failed' || ended.status === 'cancelled') throw new JobFailed(ended);
  await printResult(invocation, ended);
  return exitOfJob(ended);
}
