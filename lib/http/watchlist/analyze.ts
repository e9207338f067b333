import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import { watchlistSubmission } from '../../jobs/watchlist/submission.ts';
import { callbackUrl } from '../callback-url.ts';
import type { HttpContext } from '../context.ts';
import type { HttpEnv } from '../env.ts';
import { creationHeaders, creationHeadersSchema, idempotencyHeaders } from '../idempotency.ts';
import { answersJson, takesJson } from '../media.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { acceptedJson, acceptedSchema, STOCKS_ACCEPTED } from '../stocks/analyze-all.ts';
import { watchlistOptions } from './options.ts';

const requestSchema = watchlistOptions.extend({ callback_url: callbackUrl }).openapi('WatchlistAnalyze');

export const analyzeWatchlistRoute = createRoute({
  method: 'post',
  path: '/watchlist/analyze',
  operationId: 'watchlist.analyze',
  tags: ['watchlist'],
  summary: 'Analyze what is watched',
  description:
    'Takes what a stock analysis takes, without symbols; a request without a body takes the defaults.',
  request: {
    headers: idempotencyHeaders,
    body: { required: false, content: takesJson(requestSchema, { capital: 100_000 }) },
  },
  responses: {
    201: {
      description: 'The job is created, and is the last job of every symbol that it analyzes.',
      headers: creationHeadersSchema,
      content: answersJson(acceptedSchema, STOCKS_ACCEPTED),
    },
    400: problemResponse('`malformed_json`'),
    413: problemResponse('`body_too_large`'),
    415: problemResponse('`unsupported_media_type`'),
    422: problemResponse(
      '`invalid_input`, `watchlist_empty`, `webhook_not_configured` or `idempotency_mismatch`: nothing was created.',
    ),
    ...commonProblems,
  },
});

export function analyzeWatchlistHandler(
  context: HttpContext,
): RouteHandler<typeof analyzeWatchlistRoute, HttpEnv> {
  return async (c) => {
    const { callback_url, ...options } = c.req.valid('json');
    const submission = watchlistSubmission(context.jobs, {
      owner: c.get('owner'),
      source: 'watchlist',
      options,
      idempotencyKey: c.req.valid('header')['Idempotency-Key'] ?? null,
      callbackUrl: callback_url,
    });
    const created = await context.submit(submission);
    return c.json(acceptedJson(created), 201, creationHeaders(created.job.id, created.replayed));
  };
}
