import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { acceptedJobJson } from '../../jobs/job-json.ts';
import { callbackUrl } from '../callback-url.ts';
import type { HttpContext } from '../context.ts';
import type { HttpEnv } from '../env.ts';
import { creationHeaders, creationHeadersSchema, idempotencyHeaders } from '../idempotency.ts';
import { answersJson, takesJson } from '../media.ts';
import { documentRequestInput } from '../pdf/input-json.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { profileInput } from '../profiles/input-json.ts';
import { mustBeConfigured } from '../profiles/platforms.ts';
import { stockInput } from '../stocks/input-json.ts';
import { QUEUED_JOB } from './examples.ts';
import { jobSchema } from './job-schema.ts';

const MOST_DEADLINE = 86_400;

const deadline = z
  .int(`deadline_seconds is a whole number from 1 to ${MOST_DEADLINE}.`)
  .min(1, 'deadline_seconds must be at least 1.')
  .max(MOST_DEADLINE, `deadline_seconds must be at most ${MOST_DEADLINE}, a day.`)
  .optional()
  .openapi({ description: 'The job ends by then at the latest; each kind has its own default.' });

const stocksRequest = z
  .strictObject({
    kind: z.literal('stocks'),
    input: stockInput,
    callback_url: callbackUrl,
    deadline_seconds: deadline,
  })
  .openapi('StocksRequest');

const profileRequest = z
  .strictObject({
    kind: z.literal('profile'),
    input: profileInput,
    callback_url: callbackUrl,
    deadline_seconds: deadline,
  })
  .openapi('ProfileRequest');

const documentRequest = z
  .strictObject({
    kind: z.literal('document'),
    input: documentRequestInput,
    callback_url: callbackUrl,
    deadline_seconds: deadline,
  })
  .openapi('DocumentRequest');

const REQUESTS = [stocksRequest, profileRequest, documentRequest] as const;
const KINDS = REQUESTS.map(({ shape }) => shape.kind.value);

const createRequest = z.discriminatedUnion('kind', REQUESTS, {
  error: ({ code }) =>
    code === 'invalid_union'
      ? `kind is one of: ${KINDS.join(', ')}.`
      : 'The body is an object such as {"kind": "stocks", "input": {"symbols": ["AAPL"]}}.',
});

export const createJobRoute = createRoute({
  method: 'post',
  path: '/jobs',
  operationId: 'jobs.create',
  tags: ['jobs'],
  summary: 'Ask for an analysis',
  description:
    'One kind of analysis with its input. The same request under the same Idempotency-Key creates one job.',
  request: {
    headers: idempotencyHeaders,
    body: {
      required: true,
      content: takesJson(createRequest, {
        kind: 'stocks',
        input: { symbols: ['AAPL', 'TCS.NS'], capital: 100_000 },
      }),
    },
  },
  responses: {
    202: {
      description: 'Accepted: it will run to its end.',
      headers: creationHeadersSchema,
      content: answersJson(jobSchema, QUEUED_JOB),
    },
    400: problemResponse('`malformed_json`'),
    413: problemResponse('`body_too_large`'),
    415: problemResponse('`unsupported_media_type`'),
    422: problemResponse(
      '`invalid_input`, `universe_not_loaded`, `platform_not_configured`, `webhook_not_configured` or ' +
        '`idempotency_mismatch`: nothing was created.',
    ),
    ...commonProblems,
  },
});

export function createJobHandler(context: HttpContext): RouteHandler<typeof createJobRoute, HttpEnv> {
  return async (c) => {
    const asked = c.req.valid('json');
    const { kind, input, callback_url, deadline_seconds } = asked;
    if (asked.kind === 'profile') mustBeConfigured(context, asked.input.platform, 'input.platform');
    const { job, replayed } = await context.submit({
      owner: c.get('owner'),
      kind,
      source: 'api',
      input,
      inputPath: 'input',
      callbackUrl: callback_url,
      deadlineSeconds: deadline_seconds,
      idempotencyKey: c.req.valid('header')['Idempotency-Key'] ?? null,
    });
    return c.json(acceptedJobJson(job), 202, creationHeaders(job.id, replayed));
  };
}
