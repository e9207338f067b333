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
 * - `delayMs`: run that much later, even if the client has left, like a packet stuck in the network
 */
export type Fault = 'refuse' | 'hang_before' | 'hang_after' | 'cut' | 'cut_after' | { delayMs: number };

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
    default:
      await sleep(fault.delayMs);
      return run();
  }
}
