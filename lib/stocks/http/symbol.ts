import { Refusal } from '../../core/errors.ts';
import type { HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  JOB_ID,
  problemResponse,
  type RouteHandler,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { INTERVALS } from '../bars/intervals.ts';
import { type GivenPlan, planSchema, plansOf } from '../record/plans-of.ts';
import { keyOfSymbol } from '../results/of-symbol.ts';
import { resultWithBars } from '../results/results.ts';
import type { StocksContext } from './context.ts';
import { DISCLAIMER, STOCK_RESULT } from './examples.ts';
import { stockResultJson, stockResultSchema } from './result-json.ts';

const symbolSchema = z
  .object({
    job_id: z.string(),
    result: stockResultSchema,
    plans: z.array(planSchema).openapi({ description: 'The last 100 of its ticker, newest first.' }),
    disclaimer: z.string().nullable(),
  })
  .openapi('StockOfSymbol');

/** What the page of a symbol is made of. */
export type StockOfSymbol = z.infer<typeof symbolSchema>;

const PLAN: GivenPlan = {
  strategy: 'balanced',
  given_on: '2025-11-03',
  verdict: 'Buy',
  score: 68,
  entry: 101.2,
  stop: 97.4,
  target: 106.9,
  data_source: 'sample',
  state: 'hit',
  entered_on: '2025-11-04',
  settled_on: '2025-11-19',
  result_r: 1.44,
};

export const symbolRoute = createRoute({
  method: 'get',
  path: '/stocks/{symbol}/latest',
  operationId: 'stocks.getSymbol',
  tags: ['stocks'],
  summary: 'Get the latest result of a symbol with its bars and plans',
  description: 'Chosen as in the list of the latest results; or that of a job.',
  request: {
    params: z.object({ symbol: z.string().openapi({ example: 'TCS.NS' }) }),
    query: z.object({
      interval: z.enum(INTERVALS, 'interval must be "1d" or "1wk".').default('1d'),
      job: z.string().max(64).optional().openapi({ description: 'A job id.', example: JOB_ID }),
    }),
  },
  responses: {
    200: {
      description: 'Its `raw` has the rated bars.',
      content: answersJson(symbolSchema, {
        job_id: JOB_ID,
        result: STOCK_RESULT,
        plans: [PLAN],
        disclaimer: DISCLAIMER,
      }),
    },
    404: problemResponse('`not_found`: it was not analyzed.'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function symbolHandler({ jobs, analyzer }: StocksContext): RouteHandler<typeof symbolRoute, HttpEnv> {
  return async (c) => {
    const owner = c.get('owner');
    const { symbol } = c.req.valid('param');
    const { interval, job } = c.req.valid('query');
    const key = await query(jobs, () => keyOfSymbol(jobs.db, { owner, symbol, interval, jobId: job }));
    const result = key && (await query(jobs, () => resultWithBars(jobs.db, key)));
    if (!result) throw new Refusal('not_found', `There is no result of ${symbol}. Analyze it first.`);
    const { ticker } = result;
    const plans = await query(jobs, () =>
      plansOf(jobs.db, { owner, ticker, interval: result.interval === '1wk' ? '1wk' : '1d' }),
    );
    const { disclaimer } = analyzer;
    return c.json({ job_id: result.jobId, result: stockResultJson(result), plans, disclaimer }, 200);
  };
}
