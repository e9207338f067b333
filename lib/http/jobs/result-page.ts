import { z } from '@hono/zod-openapi';
import { Refusal } from '../../core/errors.ts';
import { query } from '../../jobs/context.ts';
import { jobJson } from '../../jobs/job-json.ts';
import { listSteps } from '../../jobs/steps.ts';
import type { Job } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';
import { encodeCursor } from '../cursor.ts';
import type { Results } from '../results.ts';
import type { UniformKind } from '../uniform-kind.ts';
import { jobSchema } from './job-schema.ts';

/** The first of the failed steps; the list of steps has them all. */
const MOST_ERRORS = 500;

/** @param items the schemas of an item, one for each kind of job that the answer may be of */
export const resultSchema = (items: readonly z.ZodType[]) =>
  z.object({
    job: jobSchema,
    data: z.array(z.union(items)),
    errors: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })).openapi({
      description: `On the first page: the first ${MOST_ERRORS} failed steps. All of them: the steps with status=failed.`,
    }),
    next_cursor: z.string().nullable(),
    disclaimer: z.string().nullable(),
  });

async function failedSteps({ jobs }: HttpContext, job: Job) {
  const failed = await listSteps(jobs, job, { status: 'failed', limit: MOST_ERRORS });
  return failed.map(({ key, error }) => ({ key, code: error?.code ?? '', message: error?.message ?? '' }));
}

interface Asked {
  include?: 'raw' | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** @throws Refusal `invalid_input` where results of this kind rest on nothing that could be included. */
function readerOf({ page, raw }: Results, { include }: Asked): typeof page {
  if (!include) return page;
  if ('page' in raw) return raw.page;
  throw new Refusal('invalid_input', raw.none, {
    faults: [{ path: 'include', code: 'not_offered', message: raw.none }],
  });
}

/** What this deployment knows of the job's kind. @throws Refusal `no_report` when it has none of it. */
export function kindOf({ kinds }: HttpContext, { id, kind }: Job): UniformKind {
  const known = kinds.get(kind);
  if (known) return known;
  throw new Refusal('no_report', `Job ${id} is a "${kind}": this deployment has no such analysis any more.`);
}

/** A page of the result of a job that has ended. @throws Refusal `invalid_input`, `database_unavailable`. */
export async function resultPage(context: HttpContext, job: Job, asked: Asked) {
  const { jobs } = context;
  const kind = kindOf(context, job);
  const place = { after: asked.cursor ?? null, limit: asked.limit };
  const read = readerOf(kind.results, asked);
  const { items, next } = await query(jobs, () => read(jobs.db, job.id, place));
  const errors = place.after === null && job.failed > 0 ? await failedSteps(context, job) : [];
  return {
    job: jobJson(job, jobs.clock.now()),
    data: items,
    errors,
    next_cursor: next === null ? null : encodeCursor(next),
    disclaimer: kind.analyzer.disclaimer,
  };
}
