import { z } from 'zod';
import { isTerminal } from '../jobs/lifecycle.ts';
import { JOB_STATUSES } from '../jobs/types.ts';
import { type Api, ApiProblem } from './api.ts';

/** What the tools read of a job. */
export const jobShape = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.enum(JOB_STATUSES),
  progress: z.object({
    percent: z.number(),
    total: z.number(),
    completed: z.number(),
    failed: z.number(),
    stage: z.string().nullable(),
    eta_seconds: z.number().nullable(),
  }),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  waits: z.object({ text: z.string(), until: z.string().nullable() }).nullable(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  completed_at: z.string().nullable(),
  deadline_at: z.string(),
  usage: z.object({ cost_usd: z.number() }),
});
export type JobShape = z.infer<typeof jobShape>;

/** The longest that one request for a job waits. Seconds; the HTTP API's own limit. */
export const MOST_WAIT = 25;

/** The path of a job. @throws ApiProblem `not_found` for what is no id, in the words for one that is unknown. */
export function pathOf(id: string): string {
  if (/^job_[\w-]{1,60}$/.test(id)) return `/jobs/${id}`;
  const detail = `There is no job ${id.slice(0, 64)}.`;
  throw new ApiProblem({ status: 404, code: 'not_found', detail, request_id: '' });
}

/** @param wait seconds to wait for a change, at most 25. */
export const readJob = (api: Api, id: string, wait = 0): Promise<JobShape> =>
  api.get(jobShape, pathOf(id), wait > 0 ? { wait } : {});

/** How a job stands, in one sentence. */
export function inWords({ status, progress, waits, error }: JobShape): string {
  const { percent, total, completed, failed, stage } = progress;
  const counts = `${completed} of ${total} steps done${failed > 0 ? `, ${failed} failed` : ''}`;
  const at = stage === null ? '' : ` at "${stage}"`;
  const reason = error?.message ?? waits?.text;
  return `${status}${at}: ${percent} %, ${counts}.${reason === undefined ? '' : ` ${reason}`}`;
}

function nextOf({ id, kind, status, progress }: JobShape): string {
  if (!isTerminal(status)) return `Call get_job with job_id ${id} and wait ${MOST_WAIT} until it has ended.`;
  const retry = progress.failed > 0 ? ' retry_failed runs the failed steps again.' : '';
  const read = kind === 'document' ? ' search_results finds passages in it.' : '';
  return `get_result reads it in pages.${read}${retry}`;
}

/** A job in few words. */
export function jobAnswer(job: JobShape) {
  const { percent, total, completed, failed, stage, eta_seconds } = job.progress;
  return {
    job_id: job.id,
    kind: job.kind,
    status: job.status,
    ...{ percent, steps: total, done: completed, failed, stage, eta_seconds },
    waits: job.waits && { text: job.waits.text, until: job.waits.until },
    error: job.error,
    created_at: job.created_at,
    completed_at: job.completed_at,
    deadline_at: job.deadline_at,
    cost_usd: job.usage.cost_usd,
    next: nextOf(job),
  };
}
