import type { HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  JOB_ID,
  jobIdOf,
  problemResponse,
  type RouteHandler,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { getJob } from '../../jobs/read.ts';
import { type PooledEvidence, poolEvidence } from '../evidence/pooled/pool-evidence.ts';
import { type PooledFigures, pooledFiguresSchema } from '../evidence/pooled/pooled-schema.ts';
import { PLAN_DEFAULTS } from '../plan/plan.ts';
import { STRATEGY_IDS } from '../rating/strategies.ts';
import { poolOf } from '../results/pooled.ts';
import type { StocksContext } from './context.ts';
import { DISCLAIMER } from './examples.ts';

const pooledSchema = z
  .object({
    job_id: z.string().nullable(),
    strategy: z.string(),
    symbols: z.int(),
    live: z.boolean().openapi({ description: 'False if all are sample or simulated data.' }),
    left_out: z.int().openapi({ description: 'Symbols without live data, where others have them.' }),
    all: pooledFiguresSchema,
    score_buckets: z.array(z.object({ above: z.number(), up_to: z.number(), figures: pooledFiguresSchema })),
    years: z.array(z.object({ year: z.int(), figures: pooledFiguresSchema })),
    disclaimer: z.string().nullable(),
  })
  .openapi('PooledEvidence');

export type PooledJson = z.infer<typeof pooledSchema>;

const FIGURES: PooledFigures = {
  sentence:
    '20422 buys, worth 2615 independent ones: 40 % won, −0.09 R a trade after costs; buying at any time 42 %, −0.07 R. No measurable edge.',
  finding: 'no_edge',
  n: 20_422,
  effective_n: 2_615,
  effective_n_windows: 2_615,
  effective_n_days: 6_513,
  effective_months: 12.4,
  win_rate: 0.4021,
  win_rate_low: 0.3806,
  win_rate_high: 0.4239,
  expectancy_r: -0.0862,
  expectancy_r_low: -0.1135,
  expectancy_r_high: -0.0589,
  base_n: 49_800,
  base_win_rate: 0.4167,
  base_expectancy_r: -0.0685,
  comparisons: 1,
};

const POOLED: PooledJson = {
  job_id: JOB_ID,
  strategy: 'balanced',
  symbols: 200,
  live: true,
  left_out: 0,
  all: FIGURES,
  score_buckets: [],
  years: [],
  disclaimer: DISCLAIMER,
};

export const pooledRoute = createRoute({
  method: 'get',
  path: '/stocks/evidence',
  operationId: 'stocks.getEvidence',
  tags: ['stocks'],
  summary: 'Tell what the buys of many symbols earned',
  description:
    'Back-tested buys of a strategy over all symbols, by score and by year of the decision, beside the same trade on ' +
    'every day. Without a job: the latest daily result of each ticker. Results from before pooling was built have no trades.',
  request: {
    query: z.object({
      job: z.string().optional().openapi({ description: 'A job id.', example: JOB_ID }),
      strategy: z
        .enum(STRATEGY_IDS, { error: `strategy must be one of: ${STRATEGY_IDS.join(', ')}.` })
        .default(PLAN_DEFAULTS.strategy),
    }),
  },
  responses: {
    200: {
      description: 'Figures of zero trades where there are none.',
      content: answersJson(pooledSchema, POOLED),
    },
    404: problemResponse('`not_found`'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

function partsJson({
  all,
  scoreBuckets,
  years,
}: PooledEvidence): Pick<PooledJson, 'all' | 'score_buckets' | 'years'> {
  return {
    all,
    score_buckets: scoreBuckets.map(({ above, upTo, figures }) => ({ above, up_to: upTo, figures })),
    years,
  };
}

export function pooledHandler({ jobs, analyzer }: StocksContext): RouteHandler<typeof pooledRoute, HttpEnv> {
  return async (c) => {
    const { job, strategy } = c.req.valid('query');
    const owner = c.get('owner');
    const jobId = job === undefined ? null : (await getJob(jobs, owner, jobIdOf({ id: job }))).id;
    const { live, symbols, leftOut, strategies, cells } = await query(jobs, () =>
      poolOf(jobs.db, owner, { jobId, strategy }),
    );
    return c.json(
      {
        ...{ job_id: jobId, strategy, symbols, live, left_out: leftOut },
        ...partsJson(poolEvidence(cells, Math.max(1, strategies))),
        disclaimer: analyzer.disclaimer,
      },
      200,
    );
  };
}
