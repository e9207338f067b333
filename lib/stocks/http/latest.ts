import type { HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  exampled,
  formatOf,
  problemResponse,
  type RouteHandler,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { latestOfEach } from '../results/latest.ts';
import type { StocksContext } from './context.ts';
import { DISCLAIMER, SUMMARY } from './examples.ts';
import { latestCsv } from './latest-csv.ts';
import { type LatestJson, latestSchema } from './latest-json.ts';
import { latestChoice, latestQuery } from './latest-query.ts';
import { summaryJson } from './summary-json.ts';

const LATEST: LatestJson = {
  results: [SUMMARY],
  count: 1,
  total: 1,
  page: 1,
  per_page: 50,
  total_pages: 1,
  disclaimer: DISCLAIMER,
};

export const latestRoute = createRoute({
  method: 'get',
  path: '/stocks/all-stocks/results',
  operationId: 'stocks.listLatest',
  tags: ['stocks'],
  summary: 'List the latest result of each ticker',
  description:
    'Live data is preferred to sample or simulated data, then the later trading day. Filters apply only to the latest ' +
    'result, never to an earlier one. Results of weekly bars are listed with `interval=1wk`.',
  request: { query: latestQuery },
  responses: {
    200: {
      description: 'A page as JSON, or all results as CSV.',
      content: {
        ...answersJson(latestSchema, LATEST),
        'text/csv': { schema: z.string(), ...exampled('ticker,verdict,score\nTCS.NS,Buy,70\n') },
      },
    },
    406: problemResponse('`not_acceptable`: Accept allows no available format.'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function latestHandler(context: StocksContext): RouteHandler<typeof latestRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const asked = c.req.valid('query');
    const { page, per_page } = asked;
    const choice = latestChoice(asked);
    const owner = c.get('owner');
    const disclaimer = context.analyzer.disclaimer;
    const format = formatOf(['json', 'csv'], asked.format, c.req.header('Accept'), 'This');
    c.header('Vary', 'Accept');
    if (format === 'csv') {
      return c.body(await latestCsv(jobs, { owner, choice, disclaimer }), 200, {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': 'attachment; filename="latest-stock-results.csv"',
      });
    }
    const place = { offset: (page - 1) * per_page, limit: per_page, ...choice };
    const { results, total } = await query(jobs, () => latestOfEach(jobs.db, owner, place));
    return c.json(
      {
        results: results.map(summaryJson),
        count: results.length,
        total,
        page,
        per_page,
        total_pages: Math.ceil(total / per_page),
        disclaimer,
      },
      200,
    );
  };
}
