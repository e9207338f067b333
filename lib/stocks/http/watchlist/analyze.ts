import type { HttpEnv } from '../../../http/route.ts';
import {
  answersJson,
  callbackUrl,
  createRoute,
  creationHeaders,
  creationHeadersSchema,
  idempotencyHeaders,
  problemResponse,
  type RouteHandler,
  takesJson,
  writingProblems,
} from '../../../http/route.ts';
import { stockOptionsSchema } from '../../schema.ts';
import { watchlistSubmission } from '../../watchlist/submission.ts';
import { acceptedJson, acceptedSchema, STOCKS_ACCEPTED } from '../analyze-all.ts';
import type { StocksContext } from '../context.ts';

/** Options for a request without a body, which is not validated. */
const DEFAULTS = stockOptionsSchema.parse({});

const requestSchema = stockOptionsSchema.extend({ callback_url: callbackUrl }).openapi('WatchlistAnalyze');

export const analyzeWatchlistRoute = createRoute({
  method: 'post',
  path: '/watchlist/analyze',
  operationId: 'watchlist.analyze',
  tags: ['watchlist'],
  summary: 'Analyze the watchlist',
  description: 'Accepts the options of a stock analysis except symbols; without a body, defaults apply.',
  request: {
    headers: idempotencyHeaders,
    body: { required: false, content: takesJson(requestSchema, { capital: 100_000 }) },
  },
  responses: {
    201: {
      description: 'The created job, now the last job of every symbol that it analyzes.',
      headers: creationHeadersSchema,
      content: answersJson(acceptedSchema, STOCKS_ACCEPTED),
    },
    422: problemResponse(
      '`invalid_input`, `watchlist_empty`, `webhook_not_configured` or `idempotency_mismatch`: nothing was created.',
    ),
    ...writingProblems,
  },
});

export function analyzeWatchlistHandler(
  context: StocksContext,
): RouteHandler<typeof analyzeWatchlistRoute, HttpEnv> {
  return async (c) => {
    const { callback_url, ...options } = { ...DEFAULTS, ...c.req.valid('json') };
    const submission = watchlistSubmission(context, {
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
