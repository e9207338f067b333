import { sql } from 'drizzle-orm';
import { storedSequence } from '../../db/stored-statement.ts';
import { advanceStatement } from './advance.ts';
import { CLAIM_TYPES, claimStatement } from './claim.ts';
import {
  COMMITTED,
  lockProvidersStatement,
  providerNewsStatement,
  unlimitedProvidersStatement,
} from './provider-news.ts';
import { SEEN_TYPES, seenStatement } from './slice-row.ts';
import { VIEW_TYPES, viewStatement } from './view.ts';

/**
 * What a turn does after its outcomes and the analyzer's rows are in: moves the job on, tells its provider, claims the
 * next steps, notes that the slice is alive and shows what is left. Of its statements the first gives a row if the job
 * moved, the third last the claimed steps, the last the view.
 */
export const AFTER_COMMIT = storedSequence(
  'after_commit',
  { ...CLAIM_TYPES, ...SEEN_TYPES, ...VIEW_TYPES },
  (args) => [
    advanceStatement(args),
    unlimitedProvidersStatement(),
    lockProvidersStatement(args.jobId),
    providerNewsStatement(),
    claimStatement({ ...args, claims: sql`(${args.claims} and ${COMMITTED})` }),
    seenStatement(args),
    viewStatement(args),
  ],
);
