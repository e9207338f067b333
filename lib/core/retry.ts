import type { Clock, Random } from './clock.ts';

/** Capped exponential backoff with full jitter: a wait is uniform in [0, min(cap, base × 2^n)]. */
export interface Backoff {
  baseMs: number;
  capMs: number;
}

/**
 * @param n how many tries have failed before this wait, from 1.
 * @returns milliseconds. Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function backoffMs(backoff: Backoff, n: number, random: Random): number {
  return random() * Math.min(backoff.capMs, backoff.baseMs * 2 ** (n - 1));
}

export interface RetryPolicy extends Backoff {
  tries: number;
  /** No new try starts after this many milliseconds. */
  budgetMs: number;
}

/** For one call to the database or the queue. Short, because redelivery of the message is the long retry. */
export const CALL_POLICY: RetryPolicy = { tries: 4, baseMs: 100, capMs: 1_000, budgetMs: 5_000 };

/** Runs `call` until it succeeds, throws an error that is not `retryable`, or the policy is exhausted. */
export async function withRetries<T>(
  call: (attempt: number) => Promise<T>,
  retryable: (error: unknown) => boolean,
  { clock, random, policy = CALL_POLICY }: { clock: Clock; random: Random; policy?: RetryPolicy },
): Promise<T> {
  const giveUpAt = clock.passed() + policy.budgetMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await call(attempt);
    } catch (error) {
      const wait = backoffMs(policy, attempt, random);
      if (!retryable(error) || attempt >= policy.tries || clock.passed() + wait > giveUpAt) throw error;
      await clock.sleep(wait);
    }
  }
}
