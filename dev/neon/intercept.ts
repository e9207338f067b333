import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import type { SqlStatement } from './request.ts';

/** A request before it runs. */
interface PendingRequest {
  applicationName: string | undefined;
  queries: SqlStatement[];
}

/**
 * Faults for one HTTP request:
 * - `refuse`: 503, not run
 * - `hang_before`: not run, never answered
 * - `hang_after`: run and committed, never answered
 * - `cut`: connection cut, not run
 * - `cut_after`: run and committed, then connection cut
 * - `quota`: 402, the plan's compute quota is spent
 * - `disabled`: 400, the compute is disabled
 * - `refused`: not run; 400 with this SQLSTATE, or 500 with it in the text as when no connection could be made
 * - `delayMs`: run that much later, even if the client has left, like a packet stuck in the network
 */
export type Fault =
  | 'refuse'
  | 'hang_before'
  | 'hang_after'
  | 'cut'
  | 'cut_after'
  | 'quota'
  | 'disabled'
  | { refused: RefusedState; status?: 400 | 500 }
  | { delayMs: number };

/** Called for each HTTP request before it runs; `undefined` lets it pass. */
export type Intercept = (request: PendingRequest) => Fault | undefined;

/** How a request ends: with a response, an open connection without one, or a cut connection. */
export type Outcome = Answer | 'hang' | 'cut';

export async function runWithFault(fault: Fault | undefined, run: () => Promise<Answer>): Promise<Outcome> {
  switch (fault) {
    case undefined:
      return run();
    case 'refuse':
      return { status: 503, body: JSON.stringify({ message: 'refused by an injected fault' }) };
    case 'hang_before':
      return 'hang';
    case 'hang_after':
      await run();
      return 'hang';
    case 'cut':
      return 'cut';
    case 'cut_after':
      await run();
      return 'cut';
    case 'quota':
      return refusedWith(402, OUT_OF_QUOTA, 'XX000');
    case 'disabled':
      return refusedWith(400, 'The endpoint has been disabled. Enable it using Neon API and retry.', 'XX000');
  }
  if ('refused' in fault) {
    const { refused, status = 400 } = fault;
    return refusedWith(status, STATES[refused], refused);
  }
  await sleep(fault.delayMs);
  return run();
}

const OUT_OF_QUOTA =
  'Your account or project has exceeded the compute time quota. Upgrade your plan to increase limits.';

/** What PostgreSQL and Neon say with a SQLSTATE. */
const STATES = {
  '25006': 'cannot execute INSERT in a read-only transaction',
  '28000': 'role "app" is not permitted to log in',
  '28P01': "password authentication failed for user 'app'",
  '3D000': 'database "neondb" does not exist',
  '42501': 'permission denied for table jobs',
  '42P01': 'relation "jobs" does not exist',
  '42703': 'column "watch" does not exist',
  '42883': 'function unstuck_assert_before(timestamp with time zone) does not exist',
  '53100': 'could not extend file because project size limit (512 MB) has been exceeded',
  '53300': 'sorry, too many clients already',
} as const;
export type RefusedState = keyof typeof STATES;

/** A service may leave out the details. */
function refusedWith(status: number, message: string, code: string): Answer {
  return { status, body: JSON.stringify({ message, code, severity: 'ERROR' }) };
}
