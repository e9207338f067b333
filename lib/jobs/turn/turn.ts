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
  /** The analyzer's statements; they affect only steps that this commit finished. */
  writes: SQL[];
  /** Null to claim nothing, as the watchdog does. */
  claim: Pick<ClaimRequest, 'held' | 'notAfterMs'> | null;
  withInput: boolean;
};

export interface ClaimedStep {
  key: string;
  stage: number;
  input: unknown;
  attempts: number;
  /** Leases lost in earlier runs. Such a step runs alone. */
  lost: number;
  /** Claimed to run in a process of its own. */
  alone: boolean;
}

export interface Turn {
  /** Null if there is no such job. */
  view: View | null;
  claimed: ClaimedStep[];
  /** The stage this turn opened, or the status it ended the job with; null if neither. */
  moved: { status: JobStatus; stage: number; stage_left: number } | null;
}

const claimedSchema = z.array(
  z.object({
    key: z.string(),
    stage: z.number(),
    input: z.unknown(),
    attempts: z.number(),
    lost: z.number(),
    alone: z.boolean().default(false),
  }),
);
const movedSchema = z.object({ status: z.enum(JOB_STATUSES), stage: z.number(), stage_left: z.number() });

/** First statement, on its own: later statements get a fresh snapshot and cannot miss a concurrent commit. */
export function lockStatement(jobId: string): SQL {
  return sql`select id from jobs where id = ${jobId} for update`;
}

/**
 * Commits the last outcomes and claims the next steps in one round trip. Safe to resend with the same token
 * if the response was lost: outcomes are fenced, and the claim returns the steps it already holds.
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

export type { StepOutcome } from './commit.ts';
export type { View } from './view.ts';
