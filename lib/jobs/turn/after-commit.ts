import { sql } from 'drizzle-orm';
import { type Arguments, type Part, storedSequence } from '../../db/stored-statement.ts';
import { advancePart } from './advance.ts';
import { CLAIM_TYPES, claimPart } from './claim.ts';
import { COMMITTED, providerParts } from './provider-news.ts';
import { SEEN_TYPES, seenStatement } from './slice-row.ts';
import { VIEW_TYPES, viewStatement } from './view.ts';

export const AFTER_COMMIT_TYPES = { ...CLAIM_TYPES, ...SEEN_TYPES, ...VIEW_TYPES } as const;

/**
 * What a turn does after its outcomes and the analyzer's rows are in: moves the job on, tells its provider, claims the
 * next steps, notes that the slice is alive and shows what is left. Of its statements the first gives a row if the job
 * moved, the third last the claimed steps, the last the view.
 */
export const afterCommitParts = (args: Arguments<typeof AFTER_COMMIT_TYPES>): Part[] => [
  advancePart(args),
  ...providerParts(args.jobId),
  claimPart({ ...args, claims: sql`(${args.claims} and ${COMMITTED})` }),
  seenStatement(args),
  viewStatement(args),
];

export const AFTER_COMMIT = storedSequence('after_commit', AFTER_COMMIT_TYPES, afterCommitParts);
