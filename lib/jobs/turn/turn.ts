import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, transact } from '../../db/client.ts';
import { JOB_STATUSES, type JobStatus } from '../types.ts';
import { advanceStatement } from './advance.ts';
import { type ClaimRequest, claimStatement, lockProviderStatement } from './claim.ts';
import { type CommitRequest, commitStatement } from './commit.ts';
import { type View, viewSchema, viewStatement } from './view.ts';

export type TurnRequest = CommitRequest & {
  line: string;
  /** The analyzer's own rows; they take effect only for steps that this commit finished. */
  writes: SQL[];
  /** Whether to take further steps. A watchdog only looks. */
  claim: Pick<ClaimRequest, 'held' | 'notAfterMs'> | null;
  withInput: boolean;
};

export interface ClaimedStep {
  key: string;
  stage: number;
  input: unknown;
  attempts: number;
  /** Leases that earlier runs of it lost. Such a step runs alone. */
  lost: number;
}

export interface Turn {
  /** Null when there is no such job. */
  view: View | null;
  claimed: ClaimedStep[];
  /** What this very turn moved the job to: the stage it opened or the status it ended with. */
  moved: { status: JobStatus; stage: number; stage_left: number } | null;
}

const claimedSchema = z.array(
  z.object({
    key: z.string(),
    stage: z.number(),
    input: z.unknown(),
    attempts: z.number(),
    lost: z.number(),
  }),
);
const movedSchema = z.object({ status: z.enum(JOB_STATUSES), stage: z.number(), stage_left: z.number() });

/** The first statement, alone: what follows sees a fresh snapshot, so that no concurrent commit is overlooked. */
export function lockStatement(jobId: string): SQL {
  return sql`select id from jobs where id = ${jobId} for update`;
}

/**
 * One round trip that commits the last outcomes and claims the next steps. Safe to send again with the same token
 * when its answer was lost: outcomes are fenced, and a claim finds what it already holds.
 */
export async function takeTurn(db: Database, request: TurnRequest): Promise<Turn> {
  const { jobId, epoch, token, line, claim } = request;
  const claiming = claim
    ? [lockProviderStatement(jobId), claimStatement({ jobId, epoch, token, line, ...claim })]
    : [];
  const results = await transact(db, [
    lockStatement(jobId),
    commitStatement(request),
    ...request.writes,
    advanceStatement(jobId, epoch),
    ...claiming,
    viewStatement(jobId, line, request.withInput),
  ]);
  const advanced = results[2 + request.writes.length]?.[0];
  const seen = results.at(-1)?.[0];
  return {
    view: seen === undefined ? null : viewSchema.parse(seen),
    claimed: claim ? claimedSchema.parse(results.at(-2)) : [],
    moved: advanced === undefined ? null : movedSchema.parse(advanced),
  };
}
