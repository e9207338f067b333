import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, transact } from '../../db/client.ts';
import { storedSequence } from '../../db/stored-statement.ts';
import { UNFINISHED } from '../lifecycle.ts';
import { JOB_STATUSES, type JobStatus } from '../types.ts';
import { usageStatement } from '../usage.ts';
import { ADVANCE } from './advance.ts';
import { AFTER_COMMIT, AFTER_COMMIT_TYPES, afterCommitParts } from './after-commit.ts';
import { COMMIT, COMMIT_TYPES, type CommitRequest, commitParts, commitValues } from './commit.ts';
import { lockStatement } from './lock.ts';
import type { SliceRef } from './slice-row.ts';
import { VIEW, type View, viewSchema } from './view.ts';
import { type Watched, watchStatement } from './watch.ts';

/** What a slice has room for; `claim.ts` says what each means. */
export interface ClaimRoom {
  held: number;
  aloneRoom: number;
  aloneStartMs: number;
  notAfterMs: number;
}

/** Of a turn that claims nothing. */
const NO_ROOM: ClaimRoom = { held: 0, aloneRoom: 0, aloneStartMs: 0, notAfterMs: 0 };

/** A turn of a slice. */
export interface TurnRequest extends CommitRequest {
  withInput: boolean;
  /** A line is alive if one of its slices was seen this recently. */
  aliveMs: number;
  slice: SliceRef;
  /** The analyzer's statements; they affect only steps that this commit finished. */
  writes: SQL[];
  /** Null to claim nothing. */
  claim: ClaimRoom | null;
}

export interface ClaimedStep {
  key: string;
  stage: number;
  input: unknown;
  attempts: number;
  /** Deaths of its own process in earlier runs. */
  lost: number;
  /** It must run in a process of its own. */
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
    alone: z.boolean(),
  }),
);
const movedSchema = z.object({ status: z.enum(JOB_STATUSES), stage: z.number(), stage_left: z.number() });

/** A turn without rows of the analyzer's: one call in place of two. */
export const TURN = storedSequence('turn', { ...COMMIT_TYPES, ...AFTER_COMMIT_TYPES }, (args) => [
  ...commitParts(args),
  ...afterCommitParts(args),
]);

/**
 * Commits the last outcomes and claims the next steps in one round trip. Safe to resend with the same token
 * if the response was lost: outcomes are fenced, and the claim returns the steps it already holds.
 */
export async function takeTurn(db: Database, request: TurnRequest): Promise<Turn> {
  const { jobId, epoch, token, slice, writes, claim, withInput, aliveMs } = request;
  const committed = commitValues(request);
  const after = {
    ...{ jobId, epoch, token, withInput, aliveMs, ...slice },
    ...(claim ?? NO_ROOM),
    claims: claim !== null,
  };
  const results = await transact(
    db,
    writes.length === 0
      ? [TURN.with({ ...committed, ...after })]
      : [COMMIT.with(committed), ...writes, AFTER_COMMIT.with(after)],
  );
  const advanced = results[3 + writes.length]?.[0];
  return {
    view: viewOf(results),
    claimed: claimedSchema.parse(results.at(-3)),
    moved: advanced === undefined ? null : movedSchema.parse(advanced),
  };
}

/** What a watchdog's look found. */
export interface Look extends Omit<Turn, 'claimed'> {
  /** Whether an outcome was committed since the last look. */
  movedSince: boolean;
}

export interface LookRequest extends Pick<TurnRequest, 'jobId' | 'epoch' | 'usage' | 'aliveMs'> {
  /** Null to look without passing the job to a next watchdog. */
  watched: Watched | null;
}

/** A turn without a slice: ends what is over, and passes the job to the next watchdog. */
export async function takeLook(db: Database, request: LookRequest): Promise<Look> {
  const { jobId, epoch, usage, watched, aliveMs } = request;
  const results = await transact(db, [
    lockStatement(jobId),
    usageStatement(jobId, usage, sql`epoch = ${epoch} and ${UNFINISHED}`),
    ADVANCE.with({ jobId, epoch }),
    ...(watched ? [watchStatement(jobId, epoch, watched)] : []),
    VIEW.with({ jobId, line: 'w', run: null, message: null, withInput: false, aliveMs }),
  ]);
  const [advanced, passed] = [results[2]?.[0], watched ? results[3]?.[0] : undefined];
  return {
    view: viewOf(results),
    moved: advanced === undefined ? null : movedSchema.parse(advanced),
    movedSince: passed === undefined ? false : passedSchema.parse(passed).moved,
  };
}

const passedSchema = z.object({ moved: z.boolean() });

function viewOf(results: unknown[][]): View | null {
  const seen = results.at(-1)?.[0];
  return seen === undefined ? null : viewSchema.parse(seen);
}

export type { StepOutcome } from './commit.ts';
export type { SliceRef } from './slice-row.ts';
export type { View } from './view.ts';
