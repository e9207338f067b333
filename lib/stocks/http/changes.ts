import type { HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  cursorSchema,
  encodeCursor,
  problemResponse,
  type RouteHandler,
  wholeNumber,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { changeJson } from '../changes/change-json.ts';
import { type ChangePlace, listChanges } from '../changes/changes.ts';
import { CHANGE_KINDS } from '../changes/kinds.ts';
import { stockSymbol } from '../schema.ts';
import { CHANGE, changeSchema } from './change-schema.ts';
import type { StocksContext } from './context.ts';
import { DISCLAIMER } from './examples.ts';

/** Decoded cursor: Unix milliseconds and id. */
const PLACE = /^\d{1,14} chg_[0-9a-f]{32}$/;

const cursorOf = ({ createdAt, id }: ChangePlace) => encodeCursor(`${createdAt.getTime()} ${id}`);

function placeOf(cursor: string | undefined): ChangePlace | null {
  const [at, id] = (cursor ?? '').split(' ');
  return id ? { createdAt: new Date(Number(at)), id } : null;
}

const changesQuery = z.object({
  since: z.iso
    .datetime({ offset: true, error: 'since must be a time such as 2026-01-05T00:00:00Z.' })
    .transform((at) => new Date(at))
    .optional()
    .openapi({ type: 'string', format: 'date-time', description: 'Changes found then or later.' }),
  symbol: stockSymbol
    .optional()
    .openapi({ type: 'string', description: 'A bare symbol matches all exchanges.' }),
  kind: z.enum(CHANGE_KINDS, { error: `kind must be one of: ${CHANGE_KINDS.join(', ')}.` }).optional(),
  job_id: z
    .string()
    .max(64)
    .optional()
    .openapi({ description: 'The job whose results differ from earlier ones.' }),
  limit: wholeNumber('limit', 200, 50),
  cursor: cursorSchema(PLACE),
});

export const changesRoute = createRoute({
  method: 'get',
  path: '/stocks/changes',
  operationId: 'stocks.listChanges',
  tags: ['stocks'],
  summary: 'List what has changed between successive results, newest first',
  description:
    "Each result is compared with the owner's previous one of the same ticker, strategy and interval; each difference " +
    'is listed once.',
  request: { query: changesQuery },
  responses: {
    200: {
      description: 'A page of changes; may be empty.',
      content: answersJson(
        z
          .object({
            changes: z.array(changeSchema),
            next_cursor: z.string().nullable(),
            disclaimer: z.string().nullable(),
          })
          .openapi('StockChanges'),
        { changes: [CHANGE], next_cursor: null, disclaimer: DISCLAIMER },
      ),
    },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function changesHandler({
  jobs,
  analyzer,
}: StocksContext): RouteHandler<typeof changesRoute, HttpEnv> {
  return async (c) => {
    const { cursor, job_id: jobId, ...asked } = c.req.valid('query');
    const wanted = { ...asked, jobId, owner: c.get('owner'), after: placeOf(cursor) };
    const { changes, last } = await query(jobs, () => listChanges(jobs.db, wanted));
    const answer = { changes: changes.map(changeJson), next_cursor: last && cursorOf(last) };
    return c.json({ ...answer, disclaimer: analyzer.disclaimer }, 200);
  };
}
