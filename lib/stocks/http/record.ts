import type { HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  problemResponse,
  type RouteHandler,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { INTERVALS } from '../bars/intervals.ts';
import { forwardRecord, type RecordGroup } from '../record/record.ts';
import type { StocksContext } from './context.ts';
import { DISCLAIMER } from './examples.ts';
import { sourceQuery } from './source-query.ts';

const rate = z.number().nullable();

const groupSchema = z
  .object({
    by: z.enum(['all', 'strategy', 'verdict', 'score']),
    value: z.string(),
    plans: z.int(),
    open: z.int(),
    overdue: z
      .int()
      .openapi({ description: 'Open though its longest life is over: no later run followed it.' }),
    not_entered: z.int(),
    hit: z.int(),
    stopped: z.int(),
    timed_out: z.int(),
    win_rate: rate.openapi({ description: 'Of hit, stopped and timed_out: net result above 0.' }),
    win_rate_low: rate.openapi({ description: 'Wilson 95 % interval for effective_n trades.' }),
    win_rate_high: rate,
    win_rate_worst: rate.openapi({ description: 'As if all overdue plans had lost.' }),
    expectancy_r: rate.openapi({ description: 'Mean net result in units of entry less stop.' }),
    effective_n: z.int().openapi({ description: 'Days on which separate plans that have ended were given.' }),
    base: z
      .object({ plans: z.int(), plan_win_rate: rate, n: z.int(), win_rate: rate, expectancy_r: rate })
      .openapi({ description: 'Orders of all days of the windows of those plans whose window is over.' }),
    finding: z.enum(['better', 'no_edge', 'too_few']),
  })
  .openapi('RecordGroup');

const recordSchema = z
  .object({ groups: z.array(groupSchema), disclaimer: z.string().nullable() })
  .openapi('ForwardRecord');

type GroupJson = z.infer<typeof groupSchema>;
export type RecordJson = z.infer<typeof recordSchema>;

const GROUP: GroupJson = {
  by: 'strategy',
  value: 'balanced',
  plans: 61,
  open: 8,
  overdue: 1,
  not_entered: 5,
  hit: 17,
  stopped: 24,
  timed_out: 7,
  win_rate: 0.4375,
  win_rate_low: 0.2849,
  win_rate_high: 0.6035,
  win_rate_worst: 0.4286,
  expectancy_r: 0.0312,
  effective_n: 33,
  base: { plans: 40, plan_win_rate: 0.4286, n: 702, win_rate: 0.4402, expectancy_r: 0.0274 },
  finding: 'too_few',
};

/** Weeks and days are judged apart: their plans live by different bars. */
const recordQuery = sourceQuery.extend({
  interval: z.enum(INTERVALS, 'interval must be "1d" or "1wk".').default('1d'),
});

export const recordRoute = createRoute({
  method: 'get',
  path: '/stocks/record',
  operationId: 'stocks.getRecord',
  tags: ['stocks'],
  summary: 'What became of your plans',
  description:
    'Each plan is followed by the bars of later runs, by strategy, verdict and score beside a base rate.',
  request: { query: recordQuery },
  responses: {
    200: {
      description: 'All plans together, then by group; empty without plans.',
      content: answersJson(recordSchema, { groups: [GROUP], disclaimer: DISCLAIMER }),
    },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

function groupJson({ base, ...group }: RecordGroup): GroupJson {
  return {
    by: group.by,
    value: group.value,
    plans: group.plans,
    open: group.open,
    overdue: group.overdue,
    not_entered: group.notEntered,
    hit: group.hit,
    stopped: group.stopped,
    timed_out: group.timedOut,
    win_rate: group.winRate,
    win_rate_low: group.winRateLow,
    win_rate_high: group.winRateHigh,
    win_rate_worst: group.winRateWorst,
    expectancy_r: group.expectancyR,
    effective_n: group.effectiveN,
    base: {
      plans: base.plans,
      plan_win_rate: base.planWinRate,
      n: base.n,
      win_rate: base.winRate,
      expectancy_r: base.expectancyR,
    },
    finding: group.finding,
  };
}

export function recordHandler({ jobs, analyzer }: StocksContext): RouteHandler<typeof recordRoute, HttpEnv> {
  return async (c) => {
    const { data_source, interval } = c.req.valid('query');
    const groups = await query(jobs, () =>
      forwardRecord(jobs.db, c.get('owner'), { source: data_source, interval }),
    );
    return c.json({ groups: groups.map(groupJson), disclaimer: analyzer.disclaimer }, 200);
  };
}
