import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  cursorSchema,
  problemResponse,
  type RouteHandler,
  wholeNumber,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { INTERVALS, type Interval } from '../bars/intervals.ts';
import { type History, historyByDay, historyOfJobs } from '../results/history.ts';
import type { StocksContext } from './context.ts';
import { DISCLAIMER, SUMMARY } from './examples.ts';
import { dayCursor, dayPlace, HISTORY_PLACE, resultCursor, resultPlace } from './history-cursor.ts';
import { summaryJson, summarySchema } from './summary-json.ts';

const historySchema = z
  .object({
    symbol: z.string().openapi({ description: 'The symbol as looked up.' }),
    history: z.array(summarySchema),
    next_cursor: z.string().nullable(),
    disclaimer: z.string().nullable(),
  })
  .openapi('StockHistory');

export type HistoryJson = z.infer<typeof historySchema>;

export const historyRoute = createRoute({
  method: 'get',
  path: '/analysis-history/{symbol}',
  operationId: 'stocks.getHistory',
  tags: ['stocks'],
  summary: 'List past results of a symbol, newest first',
  description:
    'A bare symbol (TCS) matches all exchanges, a full ticker (TCS.NS) only its own. Returns one result per ticker and ' +
    'trading day: live data is preferred to sample or simulated data, then the most recent result.',
  request: {
    params: z.object({ symbol: z.string().openapi({ example: 'TCS' }) }),
    query: z.object({
      all: z
        .enum(['true', 'false'], 'all must be "true", "false" or omitted.')
        .default('false')
        .openapi({ description: 'Returns the results of every job, ordered by time of analysis.' }),
      interval: z
        .enum(INTERVALS, 'interval must be "1d" or "1wk".')
        .default('1d')
        .openapi({ description: 'Without effect with all=true.' }),
      limit: wholeNumber('limit', 200, 50),
      cursor: cursorSchema(HISTORY_PLACE),
    }),
  },
  responses: {
    200: {
      description: 'A page of results; may be empty.',
      content: answersJson(historySchema, {
        symbol: 'TCS',
        history: [SUMMARY],
        next_cursor: null,
        disclaimer: DISCLAIMER,
      }),
    },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

interface Asked {
  owner: string;
  symbol: string;
  all: boolean;
  interval: Interval;
  limit: number;
  cursor: string | undefined;
}

async function read({ jobs }: HttpContext, asked: Asked): Promise<History & { next: string | null }> {
  const { owner, symbol, interval, limit, cursor } = asked;
  if (asked.all) {
    const after = resultPlace(cursor);
    const found = await query(jobs, () => historyOfJobs(jobs.db, owner, symbol, { after, limit }));
    return { ...found, next: found.last && resultCursor(found.last) };
  }
  const after = dayPlace(cursor);
  const found = await query(jobs, () => historyByDay(jobs.db, owner, symbol, { after, limit, interval }));
  return { ...found, next: found.last && dayCursor(found.last) };
}

export function historyHandler(context: StocksContext): RouteHandler<typeof historyRoute, HttpEnv> {
  return async (c) => {
    const { all, limit, cursor, interval } = c.req.valid('query');
    const given = { owner: c.get('owner'), symbol: c.req.valid('param').symbol, limit, cursor, interval };
    const { symbol, results, next } = await read(context, { ...given, all: all === 'true' });
    return c.json(
      {
        symbol,
        history: results.map(summaryJson),
        next_cursor: next,
        disclaimer: context.analyzer.disclaimer,
      },
      200,
    );
  };
}
