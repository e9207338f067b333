import type { Clock, Random } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import type { Database } from '../db/client.ts';
import { query } from '../jobs/context.ts';
import { blockedFor } from './blocked.ts';
import { inBatches } from './in-batches.ts';
import { type SharePassed, sharePassSchema, sharePassStatement } from './pass-share.ts';
import { type Rate, rateLimited, rateOf, waitOf } from './rate.ts';
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
   * @throws Refusal `unauthorized`, `not_found` if its job is deleted, `rate_limited`, `database_unavailable`.
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

const refused = (why: string): Refusal => new Refusal('unauthorized', `This link ${why}. Ask for a new one.`);

function openedBy({ job_id: jobId, owner, ...passed }: SharePassed, place: number): SharedJob {
  if (jobId === null || owner === null) throw new Refusal('not_found', 'The job of this link is deleted.');
  if (passed.is_revoked) throw refused('was revoked');
  if (passed.is_expired) throw refused('has expired');
  const rate = passed.per_minute === null ? null : rateOf(passed.per_minute, passed.used_ms);
  if (rate !== null && place >= passed.granted) throw rateLimited(rate);
  return { jobId, owner, rate };
}

/** A token that is not signed never reaches the database. */
export function createShareGate(deps: Deps): ShareGate {
  const { db, clock, key, usual } = deps;
  const over = blockedFor<SharePassed>(clock);
  const pass = inBatches(async (id, count) => {
    const ask = () => db.execute(sharePassStatement(id, count, usual));
    const passed = sharePassSchema.parse((await query(deps, ask)).rows[0]);
    if (passed.per_minute !== null && passed.granted < count)
      over.block(id, waitOf(rateOf(passed.per_minute, passed.used_ms)), passed);
    return passed;
  });
  return {
    open: async (token) => {
      const claim = readShareToken(token, await key());
      if (claim === null) throw refused('is not valid');
      if (claim.expiresAt <= clock.now()) throw refused('has expired');
      const blocked = over.find(claim.id);
      if (blocked) {
        const used_ms = Math.max(0, blocked.value.used_ms - blocked.sinceMs);
        return openedBy({ ...blocked.value, used_ms, granted: 0 }, 0);
      }
      const { answer, place } = await pass(claim.id);
      return openedBy(answer, place);
    },
  };
}
