import { asc, eq, sql } from 'drizzle-orm';
import { Refusal } from '../core/errors.ts';
import { transact } from '../db/client.ts';
import { type JobsContext, query } from '../jobs/context.ts';
import { getJob, notFound } from '../jobs/read.ts';
import { write } from '../jobs/write.ts';
import { jobShares } from './db-schema.ts';
import type { ShareKey } from './share-key.ts';
import { shareToken } from './share-token.ts';

/** A link to a job, without its token. */
export interface Share {
  id: string;
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date;
  revokedAt: Date | null;
}

const columns = {
  id: jobShares.id,
  createdAt: jobShares.createdAt,
  createdBy: jobShares.createdBy,
  expiresAt: jobShares.expiresAt,
  revokedAt: jobShares.revokedAt,
};

export interface ShareRequest {
  owner: string;
  jobId: string;
  expiresInSeconds: number;
  /** The name of the key that makes it. */
  createdBy: string | null;
}

/**
 * Makes a link, whose token is told once.
 * @throws Refusal `not_found`, `database_unavailable`, `outcome_unknown`.
 */
export async function createShare(
  context: JobsContext,
  key: ShareKey,
  { owner, jobId, expiresInSeconds, createdBy }: ShareRequest,
): Promise<{ share: Share; token: string }> {
  const { db, ids, clock } = context;
  const signing = await key();
  const id = ids.share(clock.now());
  // Whole seconds, as the token has them.
  const insert = sql`insert into job_shares (id, job_id, expires_at, created_by)
    select ${id}, j.id, date_trunc('second', clock_timestamp()) + ${expiresInSeconds}::int * interval '1 s', ${createdBy}::text
    from jobs j where j.id = ${jobId} and j.owner = ${owner}
    on conflict do nothing`;
  const made = () => db.select(columns).from(jobShares).where(eq(jobShares.id, id));
  const { value } = await write(context, async () => (await db.batch([db.execute(insert), made()]))[1], {
    advice: () => 'List the links of the job: if there is a new one, revoke it. Then send it again.',
  });
  const [share] = value;
  if (!share) throw notFound(jobId);
  return { share, token: shareToken({ id, expiresAt: share.expiresAt.getTime() }, signing) };
}

/** Those of a job, oldest first, revoked and expired ones too. @throws Refusal `not_found`. */
export async function listShares(context: JobsContext, owner: string, jobId: string): Promise<Share[]> {
  await getJob(context, owner, jobId);
  const select = () =>
    context.db
      .select(columns)
      .from(jobShares)
      .where(eq(jobShares.jobId, jobId))
      .orderBy(asc(jobShares.id))
      .limit(1_000);
  return query(context, select);
}

/** Ends a link at once. @throws Refusal `not_found`, `database_unavailable`, `outcome_unknown`. */
export async function revokeShare(
  context: JobsContext,
  { owner, jobId, id }: { owner: string; jobId: string; id: string },
): Promise<void> {
  const statement = sql`update job_shares h set revoked_at = coalesce(h.revoked_at, clock_timestamp())
    from jobs j where h.id = ${id} and h.job_id = j.id and j.id = ${jobId} and j.owner = ${owner} returning h.id`;
  const { value } = await write(context, () => transact(context.db, [statement]), {
    advice: () => 'Send it again: revoking a link twice is the same as revoking it once.',
  });
  if (value[0]?.length === 0) throw new Refusal('not_found', `Job ${jobId} has no link ${id}.`);
}
