import { isCron, isTimeZone, nextRun } from '../../../core/cron.ts';
import { isoOrNull } from '../../../core/instant.ts';
import type { HttpEnv } from '../../../http/route.ts';
import {
  answersJson,
  callbackOf,
  callbackUrl,
  commonProblems,
  createRoute,
  instantSchema,
  problemResponse,
  type RouteHandler,
  takesJson,
  writingProblems,
  z,
} from '../../../http/route.ts';
import { stockOptionsSchema } from '../../schema.ts';
import type { WatchlistSchedule } from '../../watchlist/schedules.ts';
import type { StocksContext } from '../context.ts';

/** Rejects dates that never occur in any time zone, e.g. 31 February. */
const comes = (cron: string) => !isCron(cron) || nextRun(cron, 'UTC', Date.UTC(2024, 0)) !== null;

const requestSchema = stockOptionsSchema
  .extend({
    callback_url: callbackUrl,
    cron: z
      .string('cron must be five fields such as "30 9 * * 1-5".')
      .trim()
      .refine(isCron, {
        error: ({ input }) =>
          `${JSON.stringify(input)} is not a cron expression. Use five fields: minute, hour, day, month and weekday ` +
          '(0 is Sunday), e.g. "30 9 * * 1-5".',
        params: { code: 'not_a_cron_expression' },
      })
      .refine(comes, { error: 'cron must match a date that exists.', params: { code: 'never_comes' } })
      .openapi({ example: '30 9 * * 1-5', description: 'Minute, hour, day, month, weekday (0 is Sunday).' }),
    timezone: z
      .string('timezone must be a name such as "Asia/Kolkata".')
      .refine(isTimeZone, {
        error: ({ input }) =>
          `${JSON.stringify(input)} is not a time zone. Use a name such as "Asia/Kolkata".`,
        params: { code: 'unknown_time_zone' },
      })
      .default('UTC')
      .openapi({ example: 'Asia/Kolkata', description: 'Time zone of the cron expression.' }),
  })
  .openapi('WatchlistScheduleRequest');

const scheduleSchema = z
  .object({
    cron: z.string(),
    timezone: z.string(),
    callback_url: z.string().nullable(),
    next_at: instantSchema
      .nullable()
      .openapi({ description: 'Null while the schedule is paused in QStash.' }),
    schedule_id: z.string().openapi({ description: 'Id of the QStash schedule.' }),
  })
  .openapi('WatchlistSchedule');

export type ScheduleJson = z.infer<typeof scheduleSchema>;

function scheduleJson(given: WatchlistSchedule): ScheduleJson {
  const { cron, timezone, callbackUrl: url, nextAt, scheduleId } = given;
  return { cron, timezone, callback_url: url, next_at: isoOrNull(nextAt), schedule_id: scheduleId };
}

const schedule = answersJson(scheduleSchema, {
  cron: '30 9 * * 1-5',
  timezone: 'Asia/Kolkata',
  callback_url: null,
  next_at: '2026-01-06T04:00:00.000Z',
  schedule_id: 'scd_7kLmN2pQ',
});
const path = '/watchlist/schedule';

export const putScheduleRoute = createRoute({
  method: 'put',
  path,
  operationId: 'watchlist.setSchedule',
  tags: ['watchlist'],
  summary: 'Set the schedule of the watchlist',
  description:
    'Replaces any existing schedule. Each run creates a job with `source` schedule; callback_url receives its end and, ' +
    'if results differ from earlier ones, a `watchlist.changed` event.',
  request: {
    body: {
      required: true,
      content: takesJson(requestSchema, { cron: '30 9 * * 1-5', timezone: 'Asia/Kolkata' }),
    },
  },
  responses: {
    200: { description: 'The schedule.', content: schedule },
    422: problemResponse(
      '`invalid_input`, `webhook_not_configured`, or `schedule_limit_reached`: QStash accepts no more schedules.',
    ),
    ...writingProblems,
  },
});

export function putScheduleHandler(context: StocksContext): RouteHandler<typeof putScheduleRoute, HttpEnv> {
  return async (c) => {
    const { cron, timezone, callback_url, ...options } = c.req.valid('json');
    const callbackUrl = callbackOf(context, callback_url);
    const asked = { cron, timezone, options, callbackUrl };
    return c.json(scheduleJson(await context.schedules.put(c.get('owner'), asked)), 200);
  };
}

export const getScheduleRoute = createRoute({
  method: 'get',
  path,
  operationId: 'watchlist.getSchedule',
  tags: ['watchlist'],
  summary: 'Get the schedule of the watchlist',
  description: 'Includes the next run and the time zone.',
  responses: {
    200: { description: 'The schedule as stored in QStash.', content: schedule },
    404: problemResponse('`not_found`'),
    ...commonProblems,
  },
});

export function getScheduleHandler({
  schedules,
}: StocksContext): RouteHandler<typeof getScheduleRoute, HttpEnv> {
  return async (c) => c.json(scheduleJson(await schedules.get(c.get('owner'))), 200);
}

export const removeScheduleRoute = createRoute({
  method: 'delete',
  path,
  operationId: 'watchlist.deleteSchedule',
  tags: ['watchlist'],
  summary: 'Delete the schedule of the watchlist',
  description: 'Keeps the watchlist, which can still be analyzed on request.',
  responses: {
    204: { description: 'Deleted; existing jobs are kept.' },
    404: problemResponse('`not_found`'),
    ...writingProblems,
  },
});

export function removeScheduleHandler({
  schedules,
}: StocksContext): RouteHandler<typeof removeScheduleRoute, HttpEnv> {
  return async (c) => {
    await schedules.remove(c.get('owner'));
    return c.body(null, 204);
  };
}
