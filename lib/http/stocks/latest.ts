import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { latestOfEach } from '../../analyzers/stocks/queries-tickers.ts';
import { query } from '../../jobs/context.ts';
import type { HttpContext } from '../context.ts';
import type { HttpEnv } from '../env.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { wholeNumber } from '../whole-number.ts';
import { summaryJson, summarySchema } from './summary-json.ts';

const latestSchema = z
  .object({
    results: z.array(summarySchema),
    count: z.int().openapi({ description: 'On this page.' }),
    total: z.int(),
    page: z.int(),
    per_page: z.int(),
    total_pages: z.int(),
    disclaimer: z.string().nullable(),
  })
  .openapi('LatestStockResults');

export const latestRoute = createRoute({
  method: 'get',
  path: '/stocks/all-stocks/results',
  summary: 'The latest result of each ticker',
  description: 'A live result stands before a sample or simulated one, then the later trading day counts.',
  request: {
    query: z.object({
      page: wholeNumber('page', 1_000_000, 1),
      per_page: wholeNumber('per_page', 500, 50),
    }),
  },
  responses: {
    200: { description: 'A page, by ticker.', content: { 'application/json': { schema: latestSchema } } },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function latestHandler(context: HttpContext): RouteHandler<typeof latestRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const { page, per_page } = c.req.valid('query');
    const place = { offset: (page - 1) * per_page, limit: per_page };
    const { results, total } = await query(jobs, () => latestOfEach(jobs.db, c.get('owner'), place));
    return c.json(
      {
        results: results.map(summaryJson),
        count: results.length,
        total,
        page,
        per_page,
        total_pages: Math.ceil(total / per_page),
        disclaimer: context.disclaimer('stocks'),
      },
      200,
    );
  };
}
