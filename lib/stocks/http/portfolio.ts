import type { HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  cursorSchema,
  encodeCursor,
  JOB_ID,
  problemResponse,
  type RouteHandler,
  wholeNumber,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { type OpenPlan, type PlanPlace, portfolioOf } from '../record/portfolio.ts';
import type { StocksContext } from './context.ts';
import { DISCLAIMER } from './examples.ts';
import { sourceQuery } from './source-query.ts';

const openPlanSchema = z
  .object({
    ticker: z.string(),
    currency: z.string(),
    strategy: z.string(),
    interval: z.string(),
    verdict: z.string(),
    score: z.number(),
    job_id: z.string().openapi({ description: 'The job that gave it first; it may have been deleted.' }),
    data_source: z.string(),
    given_on: z.iso.date(),
    entry: z.number(),
    stop: z.number(),
    target: z.number(),
    shares: z.number().nullable(),
    time_limit_bars: z.int(),
    risk: z.number().nullable().openapi({
      description: 'Loss at the stop, costs included, in major units; null if not sized.',
    }),
    separate: z.boolean().openapi({ description: 'No earlier such plan of the ticker was open.' }),
    entered_on: z.iso.date().nullable(),
    entered_price: z.number().nullable(),
    followed_to: z.iso.date().nullable().openapi({ description: 'The last bar seen since.' }),
    overdue: z.boolean(),
  })
  .openapi('OpenPlan');

const portfolioSchema = z
  .object({
    plans: z.array(openPlanSchema),
    totals: z.array(
      z.object({
        currency: z.string(),
        plans: z.int(),
        risk: z.number(),
        not_sized: z.int(),
        separate_plans: z.int(),
        separate_risk: z.number(),
      }),
    ),
    next_cursor: z.string().nullable(),
    disclaimer: z.string().nullable(),
  })
  .openapi('Portfolio');

export type PortfolioJson = z.infer<typeof portfolioSchema>;

const OPEN_PLAN: OpenPlan = {
  ticker: 'TCS.NS',
  currency: 'INR',
  strategy: 'balanced',
  interval: '1d',
  verdict: 'Buy',
  score: 70,
  job_id: JOB_ID,
  data_source: 'yahoo',
  given_on: '2025-12-31',
  entry: 104.56,
  stop: 100.97,
  target: 109.95,
  shares: 190,
  time_limit_bars: 20,
  risk: 740.73,
  separate: true,
  entered_on: null,
  entered_price: null,
  followed_to: null,
  overdue: false,
};

export const portfolioRoute = createRoute({
  method: 'get',
  path: '/stocks/portfolio',
  operationId: 'stocks.getPortfolio',
  tags: ['stocks'],
  summary: 'List your open plans and what they risk',
  description: 'Newest first. Prices and shares are in the terms of the last bar seen: splits are in them.',
  request: {
    query: sourceQuery.extend({
      limit: wholeNumber('limit', 500, 100),
      cursor: cursorSchema(/^\d{4}-\d\d-\d\d \S{1,24} [a-z_]{1,20} 1(d|wk)$/),
    }),
  },
  responses: {
    200: {
      description: 'A page of plans, with the totals of all pages.',
      content: answersJson(portfolioSchema, {
        plans: [OPEN_PLAN],
        totals: [
          { currency: 'INR', plans: 1, risk: 740.73, not_sized: 0, separate_plans: 1, separate_risk: 740.73 },
        ],
        next_cursor: null,
        disclaimer: DISCLAIMER,
      }),
    },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

const cursorOf = ({ given_on, ticker, strategy, interval }: OpenPlan): string =>
  encodeCursor(`${given_on} ${ticker} ${strategy} ${interval}`);

function placeOf(cursor: string | undefined): PlanPlace | null {
  if (cursor === undefined) return null;
  const [givenOn = '', ticker = '', strategy = '', interval = ''] = cursor.split(' ');
  return { givenOn, ticker, strategy, interval };
}

export function portfolioHandler(context: StocksContext): RouteHandler<typeof portfolioRoute, HttpEnv> {
  const { jobs, analyzer } = context;
  return async (c) => {
    const { data_source, limit, cursor } = c.req.valid('query');
    const asked = { source: data_source, after: placeOf(cursor), limit };
    const { plans, totals, last } = await query(jobs, () => portfolioOf(jobs.db, c.get('owner'), asked));
    const next_cursor = last && cursorOf(last);
    return c.json({ plans, totals, next_cursor, disclaimer: analyzer.disclaimer }, 200);
  };
}
