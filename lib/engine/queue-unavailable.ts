import { Refusal } from '../core/errors.ts';

/** The queue refused or did not answer; `what` says what that means for the request. */
export function queueUnavailable(what: string, cause: unknown): Refusal {
  return new Refusal('queue_unavailable', `${what} Try again soon.`, { cause });
}
