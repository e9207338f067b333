import { z } from 'zod';
import { resultAnswer } from '../answers/result.ts';
import { jobAnswer, jobShape, MOST_WAIT, pathOf, readJob } from '../job.ts';
import { jobIdSchema, type Tool, tool } from '../tool.ts';

const getJob = tool({
  name: 'get_job',
  title: 'Get a job',
  description: 'How a job stands and what it waits for. With wait it answers when something has changed.',
  input: z.strictObject({
    job_id: jobIdSchema,
    wait: z.number().min(0).max(MOST_WAIT).default(0).describe('Seconds, at most 25.'),
  }),
  readOnly: true,
  run: async (api, { job_id, wait }) => jobAnswer(await readJob(api, job_id, wait)),
});

const getResult = tool({
  name: 'get_result',
  title: 'Read a result',
  description:
    'The result of a job that has ended, in small pages, with what each statement rests on (vote, post ids, page and ' +
    'box) and with what could not be said (not_assessed, errors). A document: its report, then one page of text each.',
  input: z.strictObject({
    job_id: jobIdSchema,
    cursor: z.string().max(100).optional().describe('The next_cursor of the previous answer.'),
    limit: z.int().min(1).max(20).default(5).describe('Results in a page, where there are many.'),
  }),
  readOnly: true,
  run: async (api, { job_id, cursor, limit }) =>
    await resultAnswer(api, await readJob(api, job_id), { cursor, limit }),
});

const retryFailed = tool({
  name: 'retry_failed',
  title: 'Retry what failed',
  description:
    'Runs the failed steps of an ended job again, and all that rest on them. The job keeps its id.',
  input: z.strictObject({ job_id: jobIdSchema }),
  ...{ readOnly: false, openWorld: true, startsJob: true },
  run: async (api, { job_id }) => jobAnswer(await api.post(jobShape, `${pathOf(job_id)}/retry`)),
});

const cancel = tool({
  name: 'cancel',
  title: 'Cancel a job',
  description: 'Stops a job; finished steps and their results are kept.',
  input: z.strictObject({
    job_id: jobIdSchema,
    reason: z.string().max(500).optional().describe('Shown with the job.'),
  }),
  ...{ readOnly: false, destructive: true, idempotent: true },
  run: async (api, { job_id, reason }) => {
    const body = reason === undefined ? {} : { reason };
    return jobAnswer(await api.post(jobShape, `${pathOf(job_id)}/cancel`, { body }));
  },
});

export const JOBS: readonly Tool[] = [getJob, getResult, retryFailed, cancel];
