import { Refusal } from '../../core/errors.ts';
import type { Created } from '../../engine/accept/create.ts';
import type { Submission } from '../../engine/accept/submission.ts';
import type { Answer } from '../../engine/answer.ts';
import type { Delivery } from '../../engine/deps.ts';
import { parseWatchlistMessage, type WatchlistMessage } from '../../engine/messages.ts';
import type { ScheduleQueue } from '../../engine/schedules.ts';
import type { JobsContext } from '../../jobs/context.ts';
import { getScheduleRow } from './schedule-row.ts';
import { watchlistSubmission } from './submission.ts';

/** With what a schedule's message makes its job. */
export interface FireDeps {
  context: JobsContext;
  submit(submission: Submission): Promise<Created>;
  queue: ScheduleQueue;
}

/** Without a row it was deleted. Where versions differ, a PUT was not finished or was overtaken: the queue decides. */
async function isCurrent({ context, queue }: FireDeps, message: WatchlistMessage): Promise<boolean> {
  const row = await getScheduleRow(context, message.owner);
  if (!row) return false;
  if (row.scheduleId === message.schedule && row.version === message.version) return true;
  const queued = await queue.get(message.schedule);
  return queued !== null && parseWatchlistMessage(queued.body)?.version === message.version;
}

async function analyze(deps: FireDeps, message: WatchlistMessage, delivery: Delivery): Promise<Answer> {
  if (!(await isCurrent(deps, message))) {
    return { kind: 'done', reason: 'its schedule was deleted or replaced' };
  }
  const { job, replayed } = await deps.submit(
    watchlistSubmission(deps.context, {
      owner: message.owner,
      source: 'schedule',
      options: message.input,
      idempotencyKey: `schedule:${delivery.messageId}`,
    }),
  );
  return { kind: 'done', reason: replayed ? `${job.id} was created before` : `created ${job.id}` };
}

/** A schedule is due: one job for its message, however often that is delivered. */
export async function fireWatchlist(
  deps: FireDeps,
  message: WatchlistMessage,
  delivery: Delivery,
): Promise<Answer> {
  const { log } = deps.context;
  try {
    return await analyze(deps, message, delivery);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fields = { schedule: message.schedule, message: delivery.messageId, code: error.code };
    switch (error.code) {
      case 'database_unavailable':
      case 'queue_unavailable':
        return { kind: 'again', reason: error.code, afterSeconds: null };
      case 'watchlist_empty':
        log.info('watchlist_empty', fields);
        return { kind: 'done', reason: 'the watchlist is empty' };
      default:
        log.error('scheduled_analysis_refused', { ...fields, error: error.message });
        return { kind: 'refused', reason: error.message };
    }
  }
}
