import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { historyOf } from '../../analyzers/stocks/queries-tickers.ts';
import { query } from '../../jobs/context.ts';
import type { HttpContext } from '../context.ts';
import type { HttpEnv } from '../env.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { wholeNumber } from '../whole-number.ts';
import { summaryJson, summarySchema } from './summary-json.ts';

const historySchema = z
  .object({
    symbol: z.string().openapi({ description: 'As it was looked up.' }),
    history: z.array(summarySchema),
    disclaimer: z.string().nullable(),
  })
  .openapi('StockHistory');

export const historyRoute = createRoute({
  method: 'get',
  path: '/analysis-history/{symbol}',
  summary: 'Past results of a symbol, newest first',
  description: 'A bare symbol (TCS) finds every exchange, a full ticker (TCS.NS) its own.',
  request: {
    params: z.object({ symbol: z.string().openapi({ example: 'TCS' }) }),
    query: z.object({ limit: wholeNumber('limit', 50, 50) }),
  },
  responses: {
    200: {
      description: 'Empty where there is none.',
      content: { 'application/json': { schema: historySchema } },
    },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export const historyOfTickerRoute = createRoute({ ...historyRoute, path: '/analysis/history/{symbol}' });

export function historyHandler(context: HttpContext): RouteHandler<typeof historyRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const given = c.req.valid('param').symbol;
    const { limit } = c.req.valid('query');
    const { symbol, results } = await query(jobs, () => historyOf(jobs.db, c.get('owner'), given, limit));
    return c.json(
      { symbol, history: results.map(summaryJson), disclaimer: context.disclaimer('stocks') },
      200,
    );
  };
}
