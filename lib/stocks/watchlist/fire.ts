import { isServiceFault, Refusal } from '../../core/errors.ts';
import { faultsOf, invalidInput } from '../../core/issue-faults.ts';
import type { Answer } from '../../engine/answer.ts';
import type { Delivery } from '../../engine/deps.ts';
import type { Kernel } from '../../engine/kernel.ts';
import type { MessageReader } from '../../engine/message-reader.ts';
import { type StockOptions, stockOptionsSchema } from '../schema.ts';
import { parseWatchlistMessage, type WatchlistMessage } from './message.ts';
import { getScheduleRow } from './schedule-row.ts';
import { type WatchlistAnalysis, watchlistSubmission } from './submission.ts';

/** Dependencies for turning a due schedule into a job. */
interface FireDeps {
  kernel: Kernel;
  analysis: WatchlistAnalysis;
}

/**
 * Whether the message's schedule still applies. No row: deleted. Different versions: a PUT failed halfway or was
 * overtaken, so QStash decides.
 */
async function isCurrent(
  { kernel: { jobs, scheduleQueue } }: FireDeps,
  message: WatchlistMessage,
): Promise<boolean> {
  const row = await getScheduleRow(jobs, message.owner);
  if (!row) return false;
  if (row.scheduleId === message.schedule && row.version === message.version) return true;
  const queued = await scheduleQueue.get(message.schedule);
  return queued !== null && parseWatchlistMessage(queued.body)?.version === message.version;
}

/** @throws Refusal `invalid_input` if this version cannot parse the stored options. */
function optionsOf({ input }: WatchlistMessage): StockOptions {
  const { data, error } = stockOptionsSchema.safeParse(input);
  if (data) return data;
  throw invalidInput(faultsOf(error, { given: input }));
}

async function analyze(deps: FireDeps, message: WatchlistMessage, delivery: Delivery): Promise<Answer> {
  if (!(await isCurrent(deps, message))) {
    return { kind: 'done', reason: 'the schedule was deleted or replaced' };
  }
  const submission = watchlistSubmission(deps.analysis, {
    owner: message.owner,
    source: 'schedule',
    options: optionsOf(message),
    idempotencyKey: `schedule:${delivery.messageId}`,
    callbackUrl: message.callback_url,
    ownEvent: true,
  });
  const { job, replayed } = await deps.kernel.submit(submission);
  return { kind: 'done', reason: replayed ? `${job.id} was created before` : `created ${job.id}` };
}

/** Creates one job per scheduled message, however often it is delivered. */
async function fireWatchlist(deps: FireDeps, message: WatchlistMessage, delivery: Delivery): Promise<Answer> {
  const { log } = deps.kernel.jobs;
  try {
    return await analyze(deps, message, delivery);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fields = { schedule: message.schedule, message: delivery.messageId, code: error.code };
    if (isServiceFault(error.code)) {
      log.error('scheduled_analysis_waits', { ...fields, error: error.message });
      return { kind: 'again', reason: error.code, afterSeconds: null };
    }
    switch (error.code) {
      case 'watchlist_empty':
        log.info('watchlist_empty', fields);
        return { kind: 'done', reason: 'the watchlist is empty' };
      default:
        log.error('scheduled_analysis_refused', { ...fields, error: error.message });
        return { kind: 'refused', reason: error.message };
    }
  }
}

/** Reads the messages that schedules send. */
export function watchlistMessages(kernel: Kernel, analysis: Omit<WatchlistAnalysis, 'jobs'>): MessageReader {
  const deps = { kernel, analysis: { jobs: kernel.jobs, ...analysis } };
  return (body) => {
    const message = parseWatchlistMessage(body);
    if (!message) return null;
    return {
      handle: (delivery) => fireWatchlist(deps, message, delivery),
      exhausted: (messageId) => {
        kernel.jobs.log.error('scheduled_analysis_lost', { schedule: message.schedule, message: messageId });
        return { kind: 'done', reason: 'given up until the next scheduled run' };
      },
    };
  };
}
