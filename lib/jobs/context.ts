import type { Clock, Random } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { Ids } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { withRetries } from '../core/retry.ts';
import type { Database } from '../db/client.ts';
import { isRetryable } from '../db/errors.ts';

/** What reading and changing jobs takes. */
export interface JobsContext {
  db: Database;
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
