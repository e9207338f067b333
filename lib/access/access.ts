import type { Clock, Random } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { Database } from '../db/client.ts';
import type { JobsContext } from '../jobs/context.ts';
import { createGate, type Gate } from './gate.ts';
import type { Limits } from './limits.ts';
import type { StoredBytes } from './owner-limits.ts';
import { createShareGate, type ShareGate } from './share-gate.ts';
import { createShareKey, type ShareKey } from './share-key.ts';
import { type AssertStorage, storageCheck } from './storage.ts';

/** What the routes know of keys, limits and links. */
export interface Access {
  gate: Gate;
  shares: ShareGate;
  shareKey: ShareKey;
  /** What the products store for an owner. */
  stored: readonly StoredBytes[];
  assertStorage: AssertStorage;
}

export interface AccessDeps {
  /** Of the gates alone, whose round trips are none of the jobs'. */
  db: Database;
  jobs: JobsContext;
  clock: Clock;
  random: Random;
  ids: Ids;
  log: Log;
  limits: Limits;
  stored: readonly StoredBytes[];
  /** `SHARE_SECRET`, if it is set. */
  shareSecret: string | null;
}

export function createAccess({ jobs, limits, stored, shareSecret, ...world }: AccessDeps): Access {
  const shareKey = createShareKey(world, shareSecret);
  const usual = limits.requestsPerMinute;
  return {
    gate: createGate({ ...world, usual }),
    shares: createShareGate({ ...world, key: shareKey, usual }),
    shareKey,
    stored,
    assertStorage: storageCheck(jobs, limits, stored),
  };
}
