import { z } from '@hono/zod-openapi';
import { Refusal } from '../../core/errors.ts';
import { query } from '../../jobs/context.ts';
import { listSteps } from '../../jobs/steps.ts';
import type { Job } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';
import { encodeCursor } from '../cursor.ts';
import type { Results } from '../results.ts';
import type { UniformKind } from '../uniform-kind.ts';
import { jobSchema } from './job-schema.ts';
import { shownJob } from './shown-job.ts';

/** Maximum failed steps in a result; the list of steps has them all. */
const MOST_ERRORS = 500;

/** @param items schemas of an item, one for each possible kind of job */
export const resultSchema = (items: readonly z.ZodType[]) =>
  z.object({
    job: jobSchema,
    data: z.array(z.union(items)),
    errors: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })).openapi({
      description: `On the first page, at most ${MOST_ERRORS} failed steps; the list of steps has all.`,
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

/** @throws Refusal `invalid_input` if this kind has no source data to include. */
function readerOf({ page, raw }: Results, { include }: Asked): typeof page {
  if (!include) return page;
  if ('page' in raw) return raw.page;
  throw new Refusal('invalid_input', raw.none, {
    faults: [{ path: 'include', code: 'not_offered', message: raw.none }],
  });
}

/** The job's kind in this deployment. @throws Refusal `no_report` if it no longer exists. */
export function kindOf({ kinds }: HttpContext, { id, kind }: Job): UniformKind {
  const known = kinds.get(kind);
  if (known) return known;
  throw new Refusal('no_report', `Job ${id} is of kind "${kind}", which this deployment no longer supports.`);
}

/** A page of an ended job's result. @throws Refusal `invalid_input`, `database_unavailable`. */
export async function resultPage(context: HttpContext, job: Job, asked: Asked) {
  const { jobs } = context;
  const kind = kindOf(context, job);
  const place = { after: asked.cursor ?? null, limit: asked.limit };
  const read = readerOf(kind.results, asked);
  const { items, next } = await query(jobs, () => read(jobs.db, job.id, place));
  const errors = place.after === null && job.failed > 0 ? await failedSteps(context, job) : [];
  return {
    job: await shownJob(context, job),
    data: items,
    errors,
    next_cursor: next === null ? null : encodeCursor(next),
    disclaimer: kind.analyzer.disclaimer,
  };
}
