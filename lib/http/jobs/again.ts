import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { Refusal } from '../../core/errors.ts';
import { faultsOf, invalidInput } from '../../core/issue-faults.ts';
import type { Asked } from '../../engine/analyzer.ts';
import { query } from '../../jobs/context.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { acceptedJobJson } from '../../jobs/job-json.ts';
import { getJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import { callbackUrl, creationHook } from '../callback-url.ts';
import type { HttpContext } from '../context.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { HttpEnv } from '../env.ts';
import { refuseUnstorable } from '../faults.ts';
import { creationHeaders, creationHeadersSchema, idempotencyHeaders } from '../idempotency.ts';
import { nameSchema, tagsSchema } from '../labels.ts';
import { answersJson, takesJson } from '../media.ts';
import { problemResponse, writingProblems } from '../problems.ts';
import { deadline } from './create.ts';
import { JOB_ID, QUEUED_JOB } from './examples.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import { jobSchema } from './job-schema.ts';

const changes = z
  .strictObject({
    input: z
      .record(z.string(), z.unknown())
      .optional()
      .openapi({ description: 'Fields of the input that are other than in the first job.' }),
    name: nameSchema.optional(),
    tags: tagsSchema.optional(),
    callback_url: callbackUrl,
    deadline_seconds: deadline,
  })
  .openapi('RunAgainRequest');

const againRoute = createRoute({
  method: 'post',
  path: '/jobs/{id}/again',
  operationId: 'jobs.runAgain',
  tags: ['jobs'],
  summary: 'Run a job again, with changes',
  description:
    'Creates a new job with the input of this one. What the body leaves out is as in this one: input field by field, ' +
    'name, tags, callback_url, deadline_seconds. To go on with the same job use its retry.',
  request: {
    params: jobParams,
    headers: idempotencyHeaders,
    body: { required: false, content: takesJson(changes, { input: { capital: 50_000 }, tags: ['what-if'] }) },
  },
  responses: {
    202: {
      description: 'The new job.',
      headers: creationHeadersSchema,
      content: answersJson(jobSchema, { ...QUEUED_JOB, again_of: JOB_ID }),
    },
    404: problemResponse('`not_found`'),
    422: problemResponse('`input_not_kept`, `invalid_input` or `idempotency_mismatch`: nothing was created.'),
    ...writingProblems,
  },
});

/** The input of a job with changes, as a request. @throws Refusal `input_not_kept`, `invalid_input`. */
async function askAgain({ jobs: context, kinds }: HttpContext, job: Job, changed: object): Promise<Asked> {
  const analyzer = kinds.get(job.kind)?.analyzer;
  const [row] = await query(context, () =>
    context.db.select({ input: jobs.input }).from(jobs).where(eq(jobs.id, job.id)),
  );
  const again = analyzer?.again(row?.input) ?? null;
  if (!analyzer || again === null)
    throw new Refusal(
      'input_not_kept',
      `Job ${job.id} is from another version. Create a new one with POST /jobs.`,
    );
  if (again.lacks.length > 0 && !again.lacks.some((field) => field in changed)) {
    const fields = again.lacks.map((field) => `input.${field}`).join(' or ');
    throw new Refusal(
      'input_not_kept',
      `A part of the input of job ${job.id} is not kept. Send it as ${fields}.`,
    );
  }
  const input = { ...again.input, ...changed };
  const parsed = await analyzer.request.safeParseAsync(input);
  if (!parsed.success) throw invalidInput(faultsOf(parsed.error, { given: input, under: 'input' }));
  refuseUnstorable({ input: parsed.data });
  return parsed.data;
}

export function againEndpoint(context: HttpContext): Endpoint {
  const handler: RouteHandler<typeof againRoute, HttpEnv> = async (c) => {
    const owner = c.get('owner');
    const first = await getJob(context.jobs, owner, jobIdOf(c.req.valid('param')));
    const { input = {}, name, tags, callback_url, deadline_seconds } = c.req.valid('json');
    const { job, replayed } = await context.submit({
      owner,
      asked: await askAgain(context, first, input),
      source: 'api',
      inputPath: 'input',
      callbackUrl: callback_url ?? first.webhook?.url,
      ownEvent: first.webhook?.ownEvent !== undefined,
      deadlineSeconds: deadline_seconds ?? first.deadlineSeconds,
      labels: { name: name ?? first.name, tags: tags ?? first.tags, againOf: first.id },
      idempotencyKey: c.req.valid('header')['Idempotency-Key'] ?? null,
    });
    return c.json(acceptedJobJson(job), 202, creationHeaders(job.id, replayed));
  };
  return endpoint(againRoute, handler, { hook: creationHook(context) });
}
