import type { Clock, Random } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { Ids } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { withRetries } from '../core/retry.ts';
import type { Database } from '../db/client.ts';
import { isRetryable } from '../db/errors.ts';

/** The messages that begin a life of a job: lanes and a watchdog. */
export interface Start {
  jobId: string;
  epoch: number;
  lines: string[];
  /** New for each request, so that no earlier try's deduplication id is met. */
  nonce: string;
  /** The database's clock when the request began, milliseconds. */
  at: number;
  watchdogDelaySeconds: number;
}

/** The end of a job, to be told to whoever asked. */
export interface WebhookNotice {
  jobId: string;
  epoch: number;
  /** `job.completed` and the like. */
  event: string;
  /** What is delivered, byte for byte. */
  body: string;
  /** When the job ended, by the database's clock, milliseconds. */
  at: number;
  /** New for each time that a user asks for it again; null the first time. */
  again: string | null;
}

/** The publisher, as the use cases see it. */
export interface Dispatch {
  /** Resolves once every message is accepted. @throws Refusal `queue_unavailable`. */
  start(start: Start): Promise<void>;
  /** Resolves once the message that delivers the event is accepted. @throws Refusal `queue_unavailable`. */
  webhook(notice: WebhookNotice): Promise<void>;
}

/** The database, as engine and use cases hold it. */
export type Store = Database;

/** What every use case is given. */
export interface JobsContext {
  db: Store;
  dispatch: Dispatch;
  clock: Clock;
  random: Random;
  ids: Ids;
  log: Log;
}

/** Runs fenced or read-only statements under the one retry policy for calls. */
export function retrying<T>(
  context: Pick<JobsContext, 'clock' | 'random'>,
  call: () => Promise<T>,
): Promise<T> {
  return withRetries(call, isRetryable, context);
}

/** Whether the database could not be reached or was too slow, rather than refused what was asked. */
export const isDatabaseAway = isRetryable;

/**
 * Runs fenced or read-only statements under the one retry policy for calls.
 * @throws Refusal `database_unavailable` when the database stays away.
 */
export async function query<T>(
  context: Pick<JobsContext, 'clock' | 'random'>,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await retrying(context, call);
  } catch (error) {
    if (!isRetryable(error)) throw error;
    throw new Refusal(
      'database_unavailable',
      'The database does not answer; nothing was changed. Try again soon.',
      {
        cause: error,
      },
    );
  }
}
