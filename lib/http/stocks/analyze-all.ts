import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import type { Created } from '../../jobs/create.ts';
import { callbackUrl } from '../callback-url.ts';
import type { HttpContext } from '../context.ts';
import type { HttpEnv } from '../env.ts';
import { creationHeaders, creationHeadersSchema, idempotencyHeaders } from '../idempotency.ts';
import { JOB_ID } from '../jobs/examples.ts';
import { answersJson, takesJson } from '../media.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { stockInput } from './input-json.ts';

/** Its fields beside another, not an extension: two strict objects together would allow no field at all. */
const requestSchema = z
  .strictObject({ ...stockInput.shape, callback_url: callbackUrl })
  .openapi('StocksAnalyzeAll');

export const acceptedSchema = z
  .object({
    job_id: z.string(),
    status: z.literal('queued'),
    dispatched: z.literal(true),
    count: z.int().openapi({ description: 'Symbols, each once.' }),
    capital: z.number(),
    symbols: z.array(z.string()),
  })
  .openapi('StocksAccepted');

export const STOCKS_ACCEPTED: z.infer<typeof acceptedSchema> = {
  job_id: JOB_ID,
  status: 'queued',
  dispatched: true,
  count: 2,
  capital: 100_000,
  symbols: ['TCS.NS', 'INFY.NS'],
};

export const analyzeAllRoute = createRoute({
  method: 'post',
  path: '/stocks/analyze-all-stocks',
  operationId: 'stocks.analyzeAll',
  tags: ['stocks'],
  summary: 'Analyze stocks',
  description: 'Creates a job with a step for each symbol. An empty list analyzes the loaded universe.',
  request: {
    headers: idempotencyHeaders,
    body: {
      required: true,
      content: takesJson(requestSchema, { symbols: ['TCS.NS', 'INFY.NS'], capital: 100_000 }),
    },
  },
  responses: {
    201: {
      description: 'The job is created.',
      headers: creationHeadersSchema,
      content: answersJson(acceptedSchema, STOCKS_ACCEPTED),
    },
    400: problemResponse('`malformed_json`'),
    413: problemResponse('`body_too_large`'),
    415: problemResponse('`unsupported_media_type`'),
    422: problemResponse(
      '`invalid_input`, `universe_not_loaded`, `webhook_not_configured` or `idempotency_mismatch`: nothing was ' +
        'created.',
    ),
    ...commonProblems,
  },
});

/** What is stored of the input is what was accepted. */
const storedInput = z.object({ symbols: z.array(z.string()), capital: z.number() });

export function acceptedJson({ job, input }: Created): z.infer<typeof acceptedSchema> {
  const { symbols, capital } = storedInput.parse(input);
  return { job_id: job.id, status: 'queued', dispatched: true, count: symbols.length, capital, symbols };
}

export function analyzeAllHandler(context: HttpContext): RouteHandler<typeof analyzeAllRoute, HttpEnv> {
  return async (c) => {
    const { callback_url, ...asked } = c.req.valid('json');
    const created = await context.submit({
      owner: c.get('owner'),
      kind: 'stocks',
      source: 'api',
      input: asked,
      inputPath: '',
      callbackUrl: callback_url,
      idempotencyKey: c.req.valid('header')['Idempotency-Key'] ?? null,
    });
    return c.json(acceptedJson(created), 201, creationHeaders(created.job.id, created.replayed));
  };
}
