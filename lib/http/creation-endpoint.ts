import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import type { Analyzer } from '../engine/analyzer.ts';
import { acceptedJobJson } from '../jobs/job-json.ts';
import type { HttpContext } from './context.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import type { HttpEnv } from './env.ts';
import { creationHeaders, creationHeadersSchema, idempotencyHeaders } from './idempotency.ts';
import { QUEUED_JOB } from './jobs/examples.ts';
import { jobSchema } from './jobs/job-schema.ts';
import { labelsQuery } from './labels.ts';
import { answersJson, exampled } from './media.ts';
import { problemResponse, writingProblems } from './problems.ts';

interface Creation {
  path: string;
  /** Named before the dot: its tag. */
  operationId: string;
  summary: string;
  description: string;
  analyzer: Pick<Analyzer, 'kind' | 'request'>;
  /** An input, for the OpenAPI document. */
  exampleInput: unknown;
}

const routeOf = ({ path, operationId, summary, description, analyzer, exampleInput }: Creation) =>
  createRoute({
    method: 'post',
    path,
    operationId,
    tags: [operationId.replace(/\..*/, '')],
    summary,
    description,
    request: {
      headers: idempotencyHeaders,
      query: labelsQuery,
      body: {
        required: true,
        content: { 'application/json': { schema: analyzer.request, ...exampled(exampleInput) } },
      },
    },
    responses: {
      202: {
        description: 'Accepted: it will run to its end.',
        headers: creationHeadersSchema,
        content: answersJson(jobSchema, { ...QUEUED_JOB, kind: analyzer.kind }),
      },
      422: problemResponse('`invalid_input` or `idempotency_mismatch`: nothing was created.'),
      ...writingProblems,
    },
  });

/** A product's own way to create its jobs: the body is the input. POST /jobs takes a callback_url and a deadline too. */
export function creationEndpoint(context: HttpContext, creation: Creation): Endpoint {
  const route = routeOf(creation);
  const handler: RouteHandler<typeof route, HttpEnv> = async (c) => {
    const { name = null, tags = [] } = c.req.valid('query');
    const { job, replayed } = await context.submit({
      owner: c.get('owner'),
      asked: c.req.valid('json'),
      source: 'api',
      inputPath: '',
      labels: { name, tags },
      idempotencyKey: c.req.valid('header')['Idempotency-Key'] ?? null,
    });
    return c.json(acceptedJobJson(job), 202, creationHeaders(job.id, replayed));
  };
  return endpoint(route, handler);
}
