import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import type { Submission } from '../../engine/accept/submission.ts';
import { acceptedJobJson, type JobJson } from '../../jobs/job-json.ts';
import { callbackUrl, creationHook } from '../callback-url.ts';
import type { HttpContext } from '../context.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { HttpEnv } from '../env.ts';
import {
  creationHeaders,
  creationHeadersSchema,
  idempotencyHeaders,
  singletonHeaders,
  singletonHeadersSchema,
} from '../idempotency.ts';
import { nameSchema, tagsSchema } from '../labels.ts';
import { answersJson } from '../media.ts';
import { problemResponse, writingProblems } from '../problems.ts';
import type { UniformKind } from '../uniform-kind.ts';
import { answeredBefore } from './answered-before.ts';
import {
  creationQuery,
  DRY_RUN,
  DRY_RUN_EXISTING,
  dryRunJson,
  dryRunOfKnown,
  dryRunSchema,
} from './dry-run.ts';
import { QUEUED_JOB } from './examples.ts';
import { jobSchema } from './job-schema.ts';
import type { DryRunJson } from './json-shapes.ts';
import { shownJob } from './shown-job.ts';

const MOST_DEADLINE = 86_400;

/** A field of every request that creates a job: seconds. */
export const deadline = z
  .int(`deadline_seconds must be a whole number from 1 to ${MOST_DEADLINE}.`)
  .min(1, 'deadline_seconds must be at least 1.')
  .max(MOST_DEADLINE, `deadline_seconds must be at most ${MOST_DEADLINE} (one day).`)
  .optional()
  .openapi('DeadlineSeconds', { description: 'Time limit of the job; the default depends on its kind.' });

const singleton = z.boolean('singleton must be true or false.').default(false).openapi('Singleton', {
  description:
    'While a job with the same input that was asked for as a singleton is unfinished, the answer is that job.',
});

/** `stocks` → `StocksRequest` */
const nameOf = (kind: string): string => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Request`;

const requestOf = ({ analyzer: { kind, request } }: UniformKind) =>
  z
    .strictObject({
      kind: z.literal(kind),
      input: request,
      callback_url: callbackUrl,
      deadline_seconds: deadline,
      name: nameSchema.optional(),
      tags: tagsSchema.optional(),
      singleton,
    })
    .openapi(nameOf(kind));

/** Schema of a request for any kind; parses `input` into a request ready to submit. */
function requestSchema(kinds: HttpContext['kinds']) {
  const [first, ...others] = [...kinds.values()].map(requestOf);
  if (!first) throw new Error('at least one kind of analysis is required');
  return z.discriminatedUnion('kind', [first, ...others], {
    error: ({ code }) =>
      code === 'invalid_union'
        ? `kind must be one of: ${[...kinds.keys()].join(', ')}.`
        : 'The body must be an object such as {"kind": "stocks", "input": {"symbols": ["AAPL"]}}.',
  });
}

/** Example requests, one for each kind that has an example input. */
function examplesOf(kinds: HttpContext['kinds']): Record<string, { value: unknown }> {
  const given = [...kinds].filter(([, { exampleInput }]) => exampleInput !== undefined);
  return Object.fromEntries(
    given.map(([kind, { exampleInput: input }]) => [kind, { value: { kind, input } }]),
  );
}

/** Answers that created nothing. */
const UNCREATED: Record<string, { value: JobJson | DryRunJson }> = {
  singleton: { value: { ...QUEUED_JOB, name: 'Nightly run' } },
  dry_run: { value: DRY_RUN },
  dry_run_of_singleton: { value: DRY_RUN_EXISTING },
};

const routeOf = (kinds: HttpContext['kinds']) =>
  createRoute({
    method: 'post',
    path: '/jobs',
    operationId: 'jobs.create',
    tags: ['jobs'],
    summary: 'Create a job',
    description:
      'Starts an analysis of the given kind. Repeating the request with the same Idempotency-Key creates only one job. ' +
      'With `dry_run=true` nothing is created, and the answer says what would be; what would be refused is refused ' +
      'in the same words.',
    request: {
      headers: idempotencyHeaders,
      query: creationQuery,
      body: {
        required: true,
        content: { 'application/json': { schema: requestSchema(kinds), examples: examplesOf(kinds) } },
      },
    },
    responses: {
      200: {
        description:
          'Nothing was created: the unfinished job of this singleton, the complete one with this result ' +
          '(`Deduplicated`), or with dry_run what would be created.',
        headers: singletonHeadersSchema.partial().extend({ Deduplicated: z.literal('true').optional() }),
        content: { 'application/json': { schema: z.union([jobSchema, dryRunSchema]), examples: UNCREATED } },
      },
      202: {
        description: 'The accepted job.',
        headers: creationHeadersSchema,
        content: answersJson(jobSchema, QUEUED_JOB),
      },
      422: problemResponse(
        '`invalid_input`, `universe_not_loaded`, `platform_not_configured`, `webhook_not_configured` or ' +
          '`idempotency_mismatch`: nothing was created.',
      ),
      ...writingProblems,
    },
  });

export function createJobEndpoint(context: HttpContext): Endpoint {
  const route = routeOf(context.kinds);
  const handler: RouteHandler<typeof route, HttpEnv> = async (c) => {
    const { input, callback_url, deadline_seconds, name, tags, singleton } = c.req.valid('json');
    const submission: Submission = {
      owner: c.get('owner'),
      asked: input,
      source: 'api',
      inputPath: 'input',
      callbackUrl: callback_url,
      deadlineSeconds: deadline_seconds,
      labels: { name: name ?? null, tags: tags ?? [], singleton },
      idempotencyKey: c.req.valid('header')['Idempotency-Key'] ?? null,
    };
    const { dry_run, again } = c.req.valid('query');
    const known = await answeredBefore(context, submission, again === 'true');
    if (known && dry_run === 'true') return c.json(dryRunOfKnown(known), 200);
    if (known) {
      const headers = { Location: `/api/v1/jobs/${known.id}`, Deduplicated: 'true' };
      return c.json(await shownJob(context, known), 200, headers);
    }
    if (dry_run === 'true') return c.json(dryRunJson(await context.rehearse(submission)), 200);
    const { job, replayed, existing } = await context.submit(submission);
    if (existing) return c.json(await shownJob(context, job), 200, singletonHeaders(job.id));
    return c.json(acceptedJobJson(job), 202, creationHeaders(job.id, replayed));
  };
  return endpoint(route, handler, { hook: creationHook(context) });
}
