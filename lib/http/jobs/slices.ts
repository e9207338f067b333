import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { iso } from '../../core/instant.ts';
import { getJob } from '../../jobs/read.ts';
import { listSlices, type Slice } from '../../jobs/slices.ts';
import { SHOWN_SLICE_STATES } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';
import { cursorSchema, encodeCursor } from '../cursor.ts';
import type { HttpEnv } from '../env.ts';
import { instantSchema } from '../instant.ts';
import { answersJson } from '../media.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { wholeNumber } from '../whole-number.ts';
import { CURSOR } from './examples.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import type { SliceJson } from './json-shapes.ts';

const sliceSchema = z
  .object({
    epoch: z.int(),
    line: z.string().openapi({
      description: 'One of the sequences of messages of a job: `0`, `1`, … or `w`, of the watchdog.',
    }),
    state: z.enum(SHOWN_SLICE_STATES).openapi({
      description:
        '`handed_over`: its continuation was accepted; `idle`: it found nothing left to do; `died`: it was not seen ' +
        'for a while and had said neither: its function was killed, or it asked for its message to come again.',
    }),
    started_at: instantSchema,
    last_seen_at: instantSchema,
    ended_at: instantSchema.nullable().openapi({ description: 'Null while it works, and if it died.' }),
    turns: z.int(),
    steps_claimed: z.int(),
    steps_ended: z.int().openapi({ description: 'Done or failed.' }),
  })
  .openapi('Slice');

const slicesSchema = z
  .object({ data: z.array(sliceSchema), next_cursor: z.string().nullable() })
  .openapi('SliceList');

const HANDED_OVER: SliceJson = {
  epoch: 1,
  line: '0',
  state: 'handed_over',
  started_at: '2026-01-05T12:00:00.310Z',
  last_seen_at: '2026-01-05T12:02:00.480Z',
  ended_at: '2026-01-05T12:02:00.480Z',
  turns: 71,
  steps_claimed: 340,
  steps_ended: 340,
};

function sliceJson(slice: Slice): SliceJson {
  const { epoch, line, state, started_ms, seen_ms, turns, claimed, ended } = slice;
  const isOver = state === 'handed_over' || state === 'idle';
  return {
    epoch,
    line,
    state,
    started_at: iso(started_ms),
    last_seen_at: iso(seen_ms),
    ended_at: isOver ? iso(seen_ms) : null,
    turns,
    steps_claimed: claimed,
    steps_ended: ended,
  };
}

export const listSlicesRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}/slices',
  operationId: 'jobs.listSlices',
  tags: ['jobs'],
  summary: 'List the functions that worked on a job, in order',
  description: 'Every invocation of every epoch: its line, its time, its turns and how it ended.',
  request: {
    params: jobParams,
    query: z.object({
      limit: wholeNumber('limit', 1000, 200),
      cursor: cursorSchema(/^[\w-]{1,64}$/),
    }),
  },
  responses: {
    200: {
      description: 'A page of slices.',
      content: answersJson(slicesSchema, { data: [HANDED_OVER], next_cursor: CURSOR }),
    },
    404: problemResponse('`not_found`'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function listSlicesHandler({ jobs }: HttpContext): RouteHandler<typeof listSlicesRoute, HttpEnv> {
  return async (c) => {
    const { limit, cursor: after } = c.req.valid('query');
    const job = await getJob(jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    const { aliveMs } = jobs.settings;
    const found = await listSlices(jobs, job, { after, limit: limit + 1, aliveMs });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return c.json({ data: shown.map(sliceJson), next_cursor: last ? encodeCursor(last.id) : null }, 200);
  };
}
