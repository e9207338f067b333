import { Refusal } from '../core/errors.ts';
import type { JobsContext } from '../jobs/context.ts';
import type { Limits } from './limits.ts';
import { limitsIn, type StoredBytes, standingOf } from './owner-limits.ts';
import { shownCount } from './shown-count.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Throws if a further file of so many bytes is more than its owner may store. */
export type AssertStorage = (owner: string, bytes: number) => Promise<void>;

/**
 * @param usual of owners without limits of their own.
 * @returns a check that throws Refusal `storage_full`, `database_unavailable`.
 */
export function storageCheck(
  context: JobsContext,
  usual: Limits,
  stored: readonly StoredBytes[],
): AssertStorage {
  return async (owner, bytes) => {
    const standing = await standingOf(context, owner, stored);
    const most = limitsIn(standing, usual).storedBytes;
    if (most === null || standing.storedBytes + bytes <= most) return;
    throw new Refusal(
      'storage_full',
      `${shownCount(standing.storedBytes)} of ${shownCount(most)} bytes are used, and this file has ${shownCount(bytes)}. Delete ` +
        'documents that are not needed, or come back tomorrow: those that nobody uses expire.',
      { retryAfterMs: DAY_MS },
    );
  };
}
