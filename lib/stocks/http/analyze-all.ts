import type { Created } from '../../engine/accept/earlier.ts';
import type { HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  callbackUrl,
  createRoute,
  creationHeaders,
  creationHeadersSchema,
  creationHook,
  type Endpoint,
  endpoint,
  idempotencyHeaders,
  JOB_ID,
  problemResponse,
  type RouteHandler,
  takesJson,
  writingProblems,
  z,
} from '../../http/route.ts';
import type { StocksContext } from './context.ts';

export const acceptedSchema = z
  .object({
    job_id: z.string(),
    status: z.literal('queued'),
    dispatched: z.literal(true),
    count: z.int().openapi({ description: 'Number of distinct symbols.' }),
    capital: z.number(),
    symbols: z.array(z.string()),
  })
  .openapi('StocksAccepted');

export const STOCKS_ACCEPTED: z.infer<typeof acceptedSchema> = {
  job_id: JOB_ID,
  status: 'queued',
  dispatched: true,
  count: 2,
  capital: 100_000,
  symbols: ['TCS.NS', 'INFY.NS'],
};

/** Merges the fields, because an intersection of two strict objects would allow no field at all. */
const requestSchema = (input: StocksContext['input']) =>
  z.strictObject({ ...input.shape, callback_url: callbackUrl }).openapi('StocksAnalyzeAll');

const routeOf = (input: StocksContext['input']) =>
  createRoute({
    method: 'post',
    path: '/stocks/analyze-all-stocks',
    operationId: 'stocks.analyzeAll',
    tags: ['stocks'],
    summary: 'Analyze stocks',
    description: 'Creates a job with one step per symbol. An empty list analyzes the loaded universe.',
    request: {
      headers: idempotencyHeaders,
      body: {
        required: true,
        content: takesJson(requestSchema(input), { symbols: ['TCS.NS', 'INFY.NS'], capital: 100_000 }),
      },
    },
    responses: {
      201: {
        description: 'The created job.',
        headers: creationHeadersSchema,
        content: answersJson(acceptedSchema, STOCKS_ACCEPTED),
      },
      422: problemResponse(
        '`invalid_input`, `universe_not_loaded`, `webhook_not_configured` or `idempotency_mismatch`: nothing was ' +
          'created.',
      ),
      ...writingProblems,
    },
  });

/** Reads back the accepted symbols and capital from the stored input. */
const storedInput = z.object({ symbols: z.array(z.string()), capital: z.number() });

export function acceptedJson({ job, input }: Created): z.infer<typeof acceptedSchema> {
  const { symbols, capital } = storedInput.parse(input);
  return { job_id: job.id, status: 'queued', dispatched: true, count: symbols.length, capital, symbols };
}

export function analyzeAllEndpoint(context: StocksContext): Endpoint {
  const route = routeOf(context.input);
  const handler: RouteHandler<typeof route, HttpEnv> = async (c) => {
    const { callback_url, ...input } = c.req.valid('json');
    const created = await context.submit({
      owner: c.get('owner'),
      asked: context.analyzer.ask(input),
      source: 'api',
      inputPath: '',
      callbackUrl: callback_url,
      idempotencyKey: c.req.valid('header')['Idempotency-Key'] ?? null,
    });
    return c.json(acceptedJson(created), 201, creationHeaders(created.job.id, created.replayed));
  };
  return endpoint(route, handler, { hook: creationHook(context) });
}
