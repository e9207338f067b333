import { Refusal } from '../../core/errors.ts';
import type { HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  instantSchema,
  JOB_ID,
  jobIdOf,
  problemResponse,
  type RouteHandler,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { diffOf } from '../diff/diff.ts';
import { pairOf } from '../diff/pair.ts';
import { isPartial } from '../rating/rate.ts';
import { lookedUp } from '../results/history.ts';
import { resultsOfSymbol, type StockResult } from '../results/results.ts';
import type { StocksContext } from './context.ts';
import { DISCLAIMER } from './examples.ts';

const sideSchema = z
  .object({
    job_id: z.string(),
    as_of: z.iso.date(),
    completed_at: instantSchema,
    strategy: z.string(),
    verdict: z.string(),
    votes_version: z.int(),
    data_source: z.string(),
    partial: z.boolean(),
  })
  .openapi('StockDiffSide');

const figure = z.union([z.number(), z.string()]).nullable();
const changesSchema = z
  .array(z.object({ name: z.string(), from: figure, to: figure }))
  .openapi('StockDifferences', { description: 'What differs, by its name in the result.' });
const vote = z.number().nullable();

const diffSchema = z
  .object({
    ticker: z.string(),
    from: sideSchema,
    to: sideSchema,
    verdict: changesSchema,
    plan: changesSchema,
    votes: z.array(z.object({ id: z.string(), name: z.string(), from: vote, to: vote })),
    values: changesSchema,
    cautions: z.array(z.string()),
    disclaimer: z.string().nullable(),
  })
  .openapi('StockDiff');

const SIDE: z.infer<typeof sideSchema> = {
  job_id: 'job_01jzw8v5zq8m4n7p2r6t9w',
  as_of: '2025-12-30',
  completed_at: '2025-12-31T01:00:01.120Z',
  strategy: 'balanced',
  verdict: 'Neutral',
  votes_version: 3,
  data_source: 'yahoo',
  partial: false,
};

const DIFF: z.infer<typeof diffSchema> = {
  ticker: 'TCS.NS',
  from: SIDE,
  to: { ...SIDE, job_id: JOB_ID, as_of: '2025-12-31', verdict: 'Buy' },
  verdict: [{ name: 'verdict', from: 'Neutral', to: 'Buy' }],
  plan: [{ name: 'entry', from: null, to: 104.56 }],
  votes: [{ id: 'sma10', name: 'SMA 10', from: -1, to: 1 }],
  values: [{ name: 'sma10', from: 101.2, to: 101.73 }],
  cautions: [],
  disclaimer: DISCLAIMER,
};

const jobQuery = (description: string) =>
  z.string({ error: 'from and to are the ids of two jobs.' }).openapi({ description, example: JOB_ID });

export const diffRoute = createRoute({
  method: 'get',
  path: '/stocks/{symbol}/diff',
  operationId: 'stocks.compareResults',
  tags: ['stocks'],
  summary: 'Compare two results of a symbol',
  description: 'Lists what differs in verdict, plan, votes and values, to the last bit.',
  request: {
    params: z.object({ symbol: z.string().openapi({ example: 'TCS.NS' }) }),
    query: z.object({
      from: jobQuery('The job of the first result.'),
      to: jobQuery('The job of the second.'),
    }),
  },
  responses: {
    200: { description: 'What differs.', content: answersJson(diffSchema, DIFF) },
    404: problemResponse('`not_found`: a job has no result of the symbol.'),
    422: problemResponse('`invalid_input`, also for a symbol that stands for several tickers.'),
    ...commonProblems,
  },
});

function sideJson(result: StockResult): z.infer<typeof sideSchema> {
  return {
    job_id: result.jobId,
    as_of: result.asOf,
    completed_at: result.completedAt.toISOString(),
    strategy: result.strategy,
    verdict: result.verdict,
    votes_version: result.votesVersion,
    data_source: result.dataSource,
    partial: isPartial(result.bars),
  };
}

function sameJob(): Refusal {
  const message = 'from and to are the same job. Name two jobs that have a result of the symbol.';
  return new Refusal('invalid_input', message, { faults: [{ path: 'to', code: 'same_job', message }] });
}

export function diffHandler({ jobs, analyzer }: StocksContext): RouteHandler<typeof diffRoute, HttpEnv> {
  return async (c) => {
    const asked = c.req.valid('query');
    const pair = { from: jobIdOf({ id: asked.from }), to: jobIdOf({ id: asked.to }) };
    if (pair.from === pair.to) throw sameJob();
    const symbol = lookedUp(c.req.valid('param').symbol);
    const wanted = { owner: c.get('owner'), symbol, jobIds: [pair.from, pair.to] };
    const { from, to } = pairOf(symbol, pair, await query(jobs, () => resultsOfSymbol(jobs.db, wanted)));
    const { disclaimer } = analyzer;
    return c.json(
      { ticker: to.ticker, from: sideJson(from), to: sideJson(to), ...diffOf(from, to), disclaimer },
      200,
    );
  };
}
