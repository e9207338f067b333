import { storable } from '../../../core/storable-text.ts';
import type { HttpEnv } from '../../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  JOB_ID,
  problemResponse,
  type RouteHandler,
  takesJson,
  writingProblems,
  z,
} from '../../../http/route.ts';
import { stockSymbol } from '../../schema.ts';
import { addToWatchlist, listWatchlist, MOST_ITEMS, removeFromWatchlist } from '../../watchlist/items.ts';
import { getScheduleRow } from '../../watchlist/schedule-row.ts';
import type { StocksContext } from '../context.ts';
import { itemJson, itemSchema } from './item-json.ts';

const symbol = stockSymbol.openapi({ example: 'TCS.NS' });

const watchlistSchema = z
  .object({
    watchlist: z.array(itemSchema),
    count: z.int(),
    scheduled: z.boolean(),
  })
  .openapi('Watchlist');

export type WatchlistJson = z.infer<typeof watchlistSchema>;

const ADDED: z.infer<typeof itemSchema> = {
  symbol: 'TCS.NS',
  name: 'Tata Consultancy Services',
  created_at: '2026-01-05T12:00:00.000Z',
  last_job_id: null,
  last_analyzed_at: null,
  last_status: null,
};

const ITEM: z.infer<typeof itemSchema> = {
  ...ADDED,
  last_job_id: JOB_ID,
  last_analyzed_at: '2026-01-05T12:00:01.120Z',
  last_status: 'completed',
};

export const listWatchlistRoute = createRoute({
  method: 'get',
  path: '/watchlist',
  operationId: 'watchlist.list',
  tags: ['watchlist'],
  summary: 'List the watchlist, oldest first',
  description: 'Each symbol with its last watchlist job.',
  responses: {
    200: {
      description: 'The whole watchlist.',
      content: answersJson(watchlistSchema, { watchlist: [ITEM], count: 1, scheduled: true }),
    },
    ...commonProblems,
  },
});

export function listWatchlistHandler(
  context: StocksContext,
): RouteHandler<typeof listWatchlistRoute, HttpEnv> {
  return async (c) => {
    const owner = c.get('owner');
    const [items, schedule] = await Promise.all([
      listWatchlist(context.jobs, owner, context.symbolSuffix),
      getScheduleRow(context.jobs, owner),
    ]);
    const scheduled = schedule !== null;
    return c.json({ watchlist: items.map(itemJson), count: items.length, scheduled }, 200);
  };
}

const addRequest = z
  .strictObject({
    symbol,
    name: z
      .string('name must be a string.')
      .overwrite(storable)
      .trim()
      .max(200, 'name must have at most 200 characters.')
      .nullable()
      .optional(),
  })
  .openapi('WatchlistAdd');

export const addToWatchlistRoute = createRoute({
  method: 'post',
  path: '/watchlist',
  operationId: 'watchlist.add',
  tags: ['watchlist'],
  summary: 'Add a symbol to the watchlist',
  description: 'A symbol can be added only once. The name defaults to the one in the loaded universe.',
  request: { body: { required: true, content: takesJson(addRequest, { symbol: 'TCS.NS' }) } },
  responses: {
    201: { description: 'Added.', content: answersJson(itemSchema, ADDED) },
    409: problemResponse('`already_on_watchlist`'),
    422: problemResponse(`\`invalid_input\`, or \`watchlist_full\` above ${MOST_ITEMS} symbols.`),
    ...writingProblems,
  },
});

export function addToWatchlistHandler(
  context: StocksContext,
): RouteHandler<typeof addToWatchlistRoute, HttpEnv> {
  return async (c) => {
    const { symbol, name } = c.req.valid('json');
    const item = await addToWatchlist(context.jobs, {
      owner: c.get('owner'),
      symbol,
      name: name || null,
      suffix: context.symbolSuffix,
    });
    return c.json(itemJson(item), 201);
  };
}

const gone = { 204: { description: 'Removed.' } };

export const removeFromWatchlistRoute = createRoute({
  method: 'delete',
  path: '/watchlist/{symbol}',
  operationId: 'watchlist.remove',
  tags: ['watchlist'],
  summary: 'Remove a symbol from the watchlist',
  description: 'Results of the symbol are kept.',
  request: { params: z.object({ symbol }) },
  responses: {
    ...gone,
    404: problemResponse('`not_found`'),
    422: problemResponse('`invalid_input`'),
    ...writingProblems,
  },
});

export function removeFromWatchlistHandler({
  jobs,
}: StocksContext): RouteHandler<typeof removeFromWatchlistRoute, HttpEnv> {
  return async (c) => {
    await removeFromWatchlist(jobs, c.get('owner'), c.req.valid('param').symbol);
    return c.body(null, 204);
  };
}

const removeRequest = z
  .union([z.strictObject({ symbol }), z.strictObject({ ticker: symbol })], {
    error: 'The body must be an object such as {"symbol": "TCS.NS"}.',
  })
  .openapi('WatchlistRemove');

export const removeNamedRoute = createRoute({
  method: 'delete',
  path: '/watchlist',
  operationId: 'watchlist.removeNamed',
  tags: ['watchlist'],
  summary: 'Remove the symbol in the body from the watchlist',
  description:
    'Same as DELETE /watchlist/{symbol}, for clients that send the symbol in a body. Results are kept.',
  request: { body: { required: true, content: takesJson(removeRequest, { symbol: 'TCS.NS' }) } },
  responses: {
    ...gone,
    404: problemResponse('`not_found`'),
    422: problemResponse('`invalid_input`'),
    ...writingProblems,
  },
});

export function removeNamedHandler({ jobs }: StocksContext): RouteHandler<typeof removeNamedRoute, HttpEnv> {
  return async (c) => {
    const asked = c.req.valid('json');
    await removeFromWatchlist(jobs, c.get('owner'), 'symbol' in asked ? asked.symbol : asked.ticker);
    return c.body(null, 204);
  };
}
