import type { Clock, Random } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { withRetries } from '../core/retry.ts';
import type { Database } from '../db/client.ts';
import { isRetryable } from '../db/errors.ts';
import { databaseRefusal } from './database-refusal.ts';
import type { Overdue } from './overdue.ts';
import type { Job } from './types.ts';

/** Dependencies for reading and changing jobs. */
export interface JobsContext {
  db: Database;
  clock: Clock;
  random: Random;
  ids: Ids;
  log: Log;
  /**
   * Ends these jobs, whose deadline has passed, before anybody is shown them; then hands their events over, in the
   * background. @throws Refusal `database_unavailable`.
   */
  endOverdue(overdue: readonly Overdue[]): Promise<void>;
  /** Called with the jobs that a user reads, so that whoever looks at a job looks after it. Returns at once. */
  looked(jobs: readonly Job[]): void;
}

/** Runs fenced or read-only statements with the retry policy for calls. */
export function retrying<T>(
  context: Pick<JobsContext, 'clock' | 'random'>,
  call: () => Promise<T>,
): Promise<T> {
  return withRetries(call, isRetryable, context);
}

/**
 * Like `retrying`, for reads of use cases; `write` of `write.ts` is for what changes something.
 * @throws Refusal `database_unavailable` if the retries are exhausted, or another of `databaseRefusal`.
 */
export async function query<T>(
  context: Pick<JobsContext, 'clock' | 'random'>,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await retrying(context, call);
  } catch (error) {
    throw databaseRefusal(error) ?? error;
  }
}
