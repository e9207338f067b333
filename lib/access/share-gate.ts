import type { Clock, Random } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { Database } from '../db/client.ts';
import { query } from '../jobs/context.ts';
import { counting, standingIn } from './counted.ts';
import type { Part } from './in-batches.ts';
import { type SharePassed, sharePassSchema, sharePassStatement } from './pass-share.ts';
import type { Rate } from './rate.ts';
import type { ShareKey } from './share-key.ts';
import { readShareToken } from './share-token.ts';

/** What a link opens. */
export interface SharedJob {
  jobId: string;
  owner: string;
  /** Null: no limit. */
  rate: Rate | null;
}

export interface ShareGate {
  /**
   * Takes a request by a link's token.
   * @throws Refusal `unauthorized`, `not_found` if it is over or its job is deleted, `rate_limited`, `database_unavailable`.
   */
  open(token: string): Promise<SharedJob>;
}

interface Deps {
  db: Database;
  clock: Clock;
  random: Random;
  key: ShareKey;
  /** Requests a minute of an owner without a limit of its own; null: none. */
  usual: number | null;
}

const says = (why: string): string => `This link ${why}. Ask for a new one.`;

/** It did open a job. What is over is not there, as if the job were deleted. */
const over = (why: string): Refusal => new Refusal('not_found', says(why));

function openedBy(part: Part<SharePassed>): SharedJob {
  const { job_id: jobId, owner, is_revoked: isRevoked, is_expired: isExpired } = part.answer;
  if (jobId === null || owner === null) throw new Refusal('not_found', 'The job of this link is deleted.');
  if (isRevoked) throw over('was revoked');
  if (isExpired) throw over('has expired');
  const { rate, refusal } = standingIn(part);
  if (refusal !== null) throw refusal;
  return { jobId, owner, rate };
}

/** A token that is not signed never reaches the database. */
export function createShareGate(deps: Deps): ShareGate {
  const { db, clock, key, usual } = deps;
  const take = counting(clock, async (id, count) => {
    const ask = () => db.execute(sharePassStatement(id, count, usual));
    return sharePassSchema.parse((await query(deps, ask)).rows[0]);
  });
  return {
    open: async (token) => {
      const claim = readShareToken(token, await key());
      if (claim === null) throw new Refusal('unauthorized', says('is not valid'));
      if (claim.expiresAt <= clock.now()) throw over('has expired');
      return openedBy(await take(claim.id));
    },
  };
}
