import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CancelTaskRequestSchema,
  ErrorCode,
  GetTaskPayloadRequestSchema,
  GetTaskRequestSchema,
  ListTasksRequestSchema,
  McpError,
  type Task,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { isTerminal } from '../jobs/lifecycle.ts';
import { resultAnswer } from './answers/result.ts';
import { type Api, ApiProblem } from './api.ts';
import { inWords, type JobShape, jobAnswer, jobShape, MOST_WAIT, pathOf, readJob } from './job.ts';
import { outcomeOf } from './outcome.ts';

const POLL_MS = 1_000;
/** Less than the minute that the SDK's clients wait for an answer. */
const MOST_HOLD_MS = 45_000;
const FIRST_RESULTS = 5;
const RELATED = 'io.modelcontextprotocol/related-task';

const STATUSES: Readonly<Record<string, Task['status']>> = {
  completed: 'completed',
  completed_with_errors: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** A job as a Task: its id is the job's, so it outlives every process of the service. */
export function taskOf(job: JobShape): Task {
  return {
    taskId: job.id,
    status: STATUSES[job.status] ?? 'working',
    statusMessage: inWords(job),
    createdAt: job.created_at,
    lastUpdatedAt: job.completed_at ?? job.started_at ?? job.created_at,
    ttl: null,
    pollInterval: POLL_MS,
  };
}

/** Runs a request about a task; a refusal is an error of the protocol. */
async function asked<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { status, code, detail, request_id } = error.problem;
    const kind = status < 500 ? ErrorCode.InvalidParams : ErrorCode.InternalError;
    throw new McpError(kind, detail, { code, request_id });
  }
}

/** Waits for the end of a job, as long as a client would. */
async function ended(api: Api, clock: Clock, id: string): Promise<JobShape> {
  const until = clock.now() + MOST_HOLD_MS;
  let job = await readJob(api, id);
  while (!isTerminal(job.status) && !api.signal.aborted) {
    const left = (until - clock.now()) / 1_000;
    if (left <= 0)
      throw new McpError(ErrorCode.InvalidRequest, `Task ${id} is still working. Poll tasks/get.`);
    job = await readJob(api, id, Math.min(MOST_WAIT, left));
  }
  return job;
}

/** What the call that made the task would have answered. */
async function payloadOf(api: Api, job: JobShape) {
  const outcome = await outcomeOf(async () => ({
    ...jobAnswer(job),
    result: await resultAnswer(api, job, { cursor: undefined, limit: FIRST_RESULTS }),
  }));
  const failed = STATUSES[job.status] !== 'completed';
  return {
    ...outcome,
    ...(failed || outcome.isError ? { isError: true } : {}),
    _meta: { [RELATED]: { taskId: job.id } },
  };
}

const listShape = z.object({ data: z.array(jobShape), next_cursor: z.string().nullable() });
const PAGE = 20;

/** Serves the owner's jobs as Tasks (specification 2025-11-25, utilities/tasks). */
export function serveTasks(server: Server, { api, clock }: { api: Api; clock: Clock }): void {
  server.setRequestHandler(GetTaskRequestSchema, ({ params }) =>
    asked(async () => taskOf(await readJob(api, params.taskId))),
  );
  server.setRequestHandler(GetTaskPayloadRequestSchema, ({ params }) =>
    asked(async () => payloadOf(api, await ended(api, clock, params.taskId))),
  );
  server.setRequestHandler(ListTasksRequestSchema, ({ params }) =>
    asked(async () => {
      const page = await api.get(listShape, '/jobs', { limit: PAGE, cursor: params?.cursor });
      const { data, next_cursor } = page;
      return { tasks: data.map(taskOf), ...(next_cursor === null ? {} : { nextCursor: next_cursor }) };
    }),
  );
  server.setRequestHandler(CancelTaskRequestSchema, ({ params }) =>
    asked(async () => {
      const job = await readJob(api, params.taskId);
      if (isTerminal(job.status))
        throw new McpError(ErrorCode.InvalidParams, `Task ${job.id} has ended already: ${job.status}.`);
      return taskOf(await api.post(jobShape, `${pathOf(job.id)}/cancel`));
    }),
  );
}
