import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  instantSchema,
  problemResponse,
  type RouteHandler,
  wholeNumber,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { type Security, searchUniverse } from '../universe/universe.ts';

const securitySchema = z
  .object({
    ticker: z.string(),
    symbol: z.string(),
    name: z.string().nullable(),
    exchange: z.string().nullable(),
    isin: z.string().nullable(),
    list: z.string().openapi({ description: 'The list that contains the symbol.' }),
    loaded_at: instantSchema,
  })
  .openapi('Security');

const universeSchema = z
  .object({
    stocks: z.array(securitySchema),
    count: z.int().openapi({ description: 'Symbols on this page.' }),
    total: z.int().openapi({ description: 'Symbols on all pages.' }),
    page: z.int(),
    per_page: z.int(),
    total_pages: z.int(),
  })
  .openapi('StockUniverse');

const UNIVERSE: z.infer<typeof universeSchema> = {
  stocks: [
    {
      ticker: 'TCS.NS',
      symbol: 'TCS',
      name: 'Tata Consultancy Services',
      exchange: 'NSE',
      isin: 'INE467B01029',
      list: 'nse',
      loaded_at: '2026-01-05T12:00:00.000Z',
    },
  ],
  count: 1,
  total: 1,
  page: 1,
  per_page: 50,
  total_pages: 1,
};

export const universeRoute = createRoute({
  method: 'get',
  path: '/stocks/universe',
  operationId: 'stocks.listUniverse',
  tags: ['stocks'],
  summary: 'List the loaded universe',
  description:
    'The symbols analyzed if a request lists none. Loaded by the operator, and the same for every owner.',
  request: {
    query: z.object({
      page: wholeNumber('page', 1_000_000, 1),
      per_page: wholeNumber('per_page', 500, 50),
      search: z
        .string()
        .trim()
        .max(100, 'search must have at most 100 characters.')
        .default('')
        .openapi({ description: 'Part of a ticker, name or exchange; case-insensitive.' }),
    }),
  },
  responses: {
    200: { description: 'A page, ordered by ticker.', content: answersJson(universeSchema, UNIVERSE) },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

function securityJson({ loadedAt, ...security }: Security): z.infer<typeof securitySchema> {
  return { ...security, loaded_at: loadedAt.toISOString() };
}

export function universeHandler({ jobs }: HttpContext): RouteHandler<typeof universeRoute, HttpEnv> {
  return async (c) => {
    const { page, per_page, search } = c.req.valid('query');
    const place = { offset: (page - 1) * per_page, limit: per_page, search };
    const { securities, total } = await query(jobs, () => searchUniverse(jobs.db, place));
    return c.json(
      {
        stocks: securities.map(securityJson),
        count: securities.length,
        total,
        page,
        per_page,
        total_pages: Math.ceil(total / per_page),
      },
      200,
    );
  };
}
