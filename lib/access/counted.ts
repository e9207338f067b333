import type { Clock } from '../core/clock.ts';
import type { Refusal } from '../core/errors.ts';
import { blockedFor } from './blocked.ts';
import { inBatches, type Part } from './in-batches.ts';
import { type Rate, rateLimited, rateOf, waitOf } from './rate.ts';

/** What a statement that counts requests says of them. */
export interface Counted {
  /** Null: no limit. */
  per_minute: number | null;
  granted: number;
  used_ms: number;
}

/** Where one request stands among those that were asked for at once. `refusal`: it goes no further. */
export function standingIn({ answer, place }: Part<Counted>): { rate: Rate | null; refusal: Refusal | null } {
  const { per_minute: limit, used_ms: usedMs, granted } = answer;
  const rate = limit === null ? null : rateOf(limit, usedMs);
  return { rate, refusal: rate === null || place < granted ? null : rateLimited(rate) };
}

/**
 * Counts requests, with one question under way for each key. Who is over the limit is not asked about again until a
 * request would be let in.
 */
export function counting<T extends Counted>(
  clock: Pick<Clock, 'passed'>,
  ask: (key: string, count: number) => Promise<T>,
): (key: string) => Promise<Part<T>> {
  const over = blockedFor<T>(clock);
  const pass = inBatches(async (key, count) => {
    const answer = await ask(key, count);
    const { rate, refusal } = standingIn({ answer, place: count - 1 });
    if (rate !== null && refusal !== null) over.block(key, waitOf(rate), answer);
    return answer;
  });
  return async (key) => {
    const blocked = over.find(key);
    if (!blocked) return pass(key);
    const used_ms = Math.max(0, blocked.value.used_ms - blocked.sinceMs);
    return { answer: { ...blocked.value, used_ms, granted: 0 }, place: 0 };
  };
}
