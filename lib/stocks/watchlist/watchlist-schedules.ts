import { createHash } from 'node:crypto';
import { nextRun } from '../../core/cron.ts';
import { Refusal } from '../../core/errors.ts';
import type { Kernel } from '../../engine/kernel.ts';
import { MESSAGE_VERSION } from '../../engine/messages.ts';
import { parseWatchlistMessage, type WatchlistMessage } from './message.ts';
import { deleteScheduleRow, getScheduleRow, putScheduleRow } from './schedule-row.ts';
import type { NewWatchlistSchedule, WatchlistSchedule, WatchlistSchedules } from './schedules.ts';

/** `appUrl` is part of the ids, so that deployments sharing a queue have separate schedules. */
type SchedulesDeps = Pick<Kernel, 'jobs' | 'scheduleQueue' | 'appUrl'>;

const idOf = (appUrl: string, owner: string): string =>
  `watchlist-${createHash('sha256')
    .update(JSON.stringify([appUrl, owner]))
    .digest('hex')
    .slice(0, 32)}`;

function absent(): Refusal {
  return new Refusal(
    'not_found',
    'The watchlist has no schedule. Make one with PUT /api/watchlist/schedule.',
  );
}

/**
 * Row first, then queue, so that QStash never sends a version newer than the row. If the queue fails, the old
 * schedule stays active (`isCurrent` asks the queue), GET shows it, and repeating the PUT repairs the row.
 */
async function put(
  { jobs: context, scheduleQueue: queue, appUrl }: SchedulesDeps,
  owner: string,
  { cron, timezone, options, callbackUrl = null }: NewWatchlistSchedule,
): Promise<WatchlistSchedule> {
  const scheduleId = idOf(appUrl, owner);
  const earlier = await getScheduleRow(context, owner);
  if (earlier && earlier.scheduleId !== scheduleId) await queue.remove(earlier.scheduleId);
  const version = await putScheduleRow(context, { owner, scheduleId, cron, timezone });
  const message: WatchlistMessage = {
    v: callbackUrl === null ? MESSAGE_VERSION : 2,
    type: 'watchlist',
    owner,
    schedule: scheduleId,
    version,
    input: options,
    ...(callbackUrl !== null && { callback_url: callbackUrl }),
  };
  await queue.put(scheduleId, { cron, timezone, body: JSON.stringify(message), label: 'watchlist' });
  context.log.info('watchlist_scheduled', { schedule: scheduleId, cron, timezone });
  return { scheduleId, cron, timezone, callbackUrl, nextAt: nextRun(cron, timezone, context.clock.now()) };
}

async function get(
  { jobs: context, scheduleQueue: queue }: SchedulesDeps,
  owner: string,
): Promise<WatchlistSchedule> {
  const row = await getScheduleRow(context, owner);
  const found = row && (await queue.get(row.scheduleId));
  if (!row || !found) throw absent();
  const { cron, timezone, paused, nextAt, body } = found;
  const callbackUrl = parseWatchlistMessage(body)?.callback_url ?? null;
  const computed = () => nextRun(cron, timezone, context.clock.now());
  const next = paused ? null : (nextAt ?? computed());
  return { scheduleId: row.scheduleId, cron, timezone, callbackUrl, nextAt: next };
}

/** Queue first: while the row exists, DELETE can be retried. A concurrent PUT keeps its row. */
async function remove({ jobs: context, scheduleQueue: queue }: SchedulesDeps, owner: string): Promise<void> {
  const row = await getScheduleRow(context, owner);
  if (!row) throw absent();
  await queue.remove(row.scheduleId);
  await deleteScheduleRow(context, owner, row.version);
}

export function createWatchlistSchedules(deps: SchedulesDeps): WatchlistSchedules {
  return {
    put: (owner, schedule) => put(deps, owner, schedule),
    get: (owner) => get(deps, owner),
    remove: (owner) => remove(deps, owner),
  };
}
